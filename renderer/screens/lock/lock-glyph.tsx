import type { ReactNode } from 'react';
import styles from './lock-glyph.module.css';

export type Tone = 'calm' | 'looking' | 'good' | 'warning' | 'danger';

/** What the body of the lock shows. */
export type Sign = 'keyhole' | 'eye' | 'check' | 'cross' | 'picture' | 'keypad' | 'no-camera';

interface LockGlyphProps {
  readonly tone: Tone;
  /** Default: a keyhole. */
  readonly sign?: Sign;
  readonly open: boolean;
  /** Makes room for something larger below. */
  readonly small?: boolean;
}

const KEYPAD = [53, 60, 67].flatMap((y) => [40, 48, 56].map((x) => [x, y] as const));

/** Drawn in the body, whose middle is (48, 60). */
const SIGNS: Readonly<Record<Sign, ReactNode>> = {
  keyhole: (
    <>
      <circle className={styles.pupil} cx="48" cy="58" r="2.2" />
      <path d="M48 60v7" />
    </>
  ),
  eye: (
    <>
      <path d="M34 60q14-15 28 0q-14 15-28 0z" />
      <circle className={styles.pupil} cx="48" cy="60" r="2.5" />
    </>
  ),
  check: <path d="M39 60.5l6.5 6.5l12-13" />,
  cross: <path d="M41 53l14 14M55 53l-14 14" />,
  picture: <path d="M36 51h24v18h-24zM36 66l7-7l5 5l4-4l8 8" />,
  keypad: (
    <>
      {KEYPAD.map(([x, y]) => (
        <path key={`${x} ${y}`} d={`M${x} ${y}h.01`} />
      ))}
    </>
  ),
  'no-camera': <path d="M35 53h16v14h-16zM51 58l9-4v12l-9-4M34 70l28-21" />,
};

/** The large lock. Opening lifts and turns the shackle in under 300 ms. */
export function LockGlyph({ tone, sign = 'keyhole', open, small = false }: LockGlyphProps) {
  const classes = [styles.glyph, styles[tone], open ? styles.open : '', small ? styles.small : ''];
  return (
    <div className={classes.filter(Boolean).join(' ')} data-sign={sign} aria-hidden="true">
      <svg viewBox="0 0 96 96" fill="none">
        <path
          className={styles.shackle}
          d="M34 46V34a14 14 0 0 1 28 0v12"
          stroke="currentColor"
          strokeWidth="5"
          strokeLinecap="round"
        />
        <rect className={styles.body} x="25" y="43" width="46" height="34" rx="10" />
        <g className={styles.sign} strokeWidth="4" strokeLinecap="round" strokeLinejoin="round">
          {SIGNS[sign]}
        </g>
      </svg>
    </div>
  );
}

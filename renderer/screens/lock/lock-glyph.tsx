import styles from './lock-glyph.module.css';

export type Tone = 'calm' | 'looking' | 'good' | 'warning' | 'danger';

interface LockGlyphProps {
  readonly tone: Tone;
  readonly open: boolean;
  /** Makes room for something larger below. */
  readonly small?: boolean;
}

/** The large lock. Opening lifts and turns the shackle in under 300 ms. */
export function LockGlyph({ tone, open, small = false }: LockGlyphProps) {
  const classes = [styles.glyph, styles[tone], open ? styles.open : '', small ? styles.small : ''];
  return (
    <div className={classes.filter(Boolean).join(' ')} aria-hidden="true">
      <svg viewBox="0 0 96 96" fill="none">
        <path
          className={styles.shackle}
          d="M34 46V34a14 14 0 0 1 28 0v12"
          stroke="currentColor"
          strokeWidth="5"
          strokeLinecap="round"
        />
        <rect className={styles.body} x="25" y="43" width="46" height="34" rx="10" />
        <circle className={styles.hole} cx="48" cy="58" r="4.2" />
        <path className={styles.slot} d="M48 60v7" strokeWidth="4" strokeLinecap="round" />
      </svg>
    </div>
  );
}

import { useTranslations } from 'use-intl/react';
import { RING_TICKS } from '../../../electron/contract/identity.ts';
import { countFilled, directionMarker, tickLine, type Point } from './ring-geometry.ts';
import styles from './progress-ring.module.css';

/** Units of the drawing; the preview inside has a radius of 100. */
const INNER = 109;
const OUTER = 117;
const OUTER_FILLED = 123;
const MARKER = 92;

interface ProgressRingProps {
  readonly ticks: readonly boolean[];
  readonly direction: Point | null;
}

/** The ring of ticks around the preview, and the marker for where the head points. */
export function ProgressRing({ ticks, direction }: ProgressRingProps) {
  const words = useTranslations('enrol');
  const marker = direction && directionMarker(direction, MARKER);
  return (
    <svg
      className={styles.ring}
      viewBox="-128 -128 256 256"
      role="progressbar"
      aria-label={words('ring')}
      aria-valuemin={0}
      aria-valuemax={RING_TICKS}
      aria-valuenow={countFilled(ticks)}
    >
      {Array.from({ length: RING_TICKS }, (_, index) => (
        <Tick key={index} index={index} filled={ticks[index] ?? false} />
      ))}
      {marker && (
        <circle
          className={styles.marker}
          cx={marker.x}
          cy={marker.y}
          r="4.5"
          opacity={marker.opacity}
        />
      )}
    </svg>
  );
}

interface TickProps {
  readonly index: number;
  readonly filled: boolean;
}

function Tick({ index, filled }: TickProps) {
  const { from, to } = tickLine(index, INNER, filled ? OUTER_FILLED : OUTER);
  return (
    <line
      className={styles.tick}
      data-filled={filled}
      x1={from.x}
      y1={from.y}
      x2={to.x}
      y2={to.y}
    />
  );
}

import type { CurvePoint } from '../../../electron/contract/training.ts';
import { linear } from '../explorer/charts/scale.ts';
import styles from './training-screen.module.css';

interface CurveChartProps {
  readonly title: string;
  /** Its name, with the last value in it. */
  readonly nameOf: (last: string) => string;
  readonly empty: string;
  readonly points: readonly CurvePoint[];
  /** Faces at the right end. */
  readonly total: number;
  readonly format: (value: number) => string;
  /** Marks each point. */
  readonly marks?: boolean;
}

const WIDTH = 420;
const HEIGHT = 160;
const FRAME = { left: 56, right: WIDTH - 8, top: 10, bottom: HEIGHT - 14 };
const LINES = 4;

/** A curve over the faces that were shown, from 0. */
export function CurveChart({
  title,
  nameOf,
  empty,
  points,
  total,
  format,
  marks = false,
}: CurveChartProps) {
  const last = points.at(-1);
  const highest = points.reduce((most, { value }) => Math.max(most, value), 0) || 1;
  const toX = linear([0, Math.max(1, total)], [FRAME.left, FRAME.right]);
  const toY = linear([0, highest], [FRAME.bottom, FRAME.top]);
  const places = points.map(({ passes, value }) => [toX(passes), toY(value)] as const);
  return (
    <figure className={styles.chart}>
      <figcaption>{title}</figcaption>
      {last === undefined ? (
        <p className={styles.faint}>{empty}</p>
      ) : (
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={nameOf(format(last.value))}>
          {Array.from({ length: LINES + 1 }, (_, i) => (i * highest) / LINES).map((value) => (
            <g key={value}>
              <path className={styles.grid} d={`M${FRAME.left} ${toY(value)}H${FRAME.right}`} />
              <text className={styles.tick} x={FRAME.left - 6} y={toY(value) + 4}>
                {format(value)}
              </text>
            </g>
          ))}
          <path
            className={styles.curve}
            d={`M${places.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}`}
          />
          {(marks || places.length === 1) &&
            places.map(([x, y]) => <circle key={x} className={styles.dot} cx={x} cy={y} r="3" />)}
        </svg>
      )}
    </figure>
  );
}

import type { DetPoint } from '../../../../electron/analysis/metrics/det-curve.ts';
import { normalDeviate } from '../../../../electron/analysis/metrics/normal-deviate.ts';
import type { OperatingPoint } from '../../../../electron/analysis/metrics/operating-point.ts';
import { useExplorerWords } from '../explorer-words.ts';
import styles from './charts.module.css';
import { linear } from './scale.ts';

const WIDTH = 420;
const HEIGHT = 260;
const FRAME = { left: 52, right: 410, top: 10, bottom: 216 };
const TICKS = [0.001, 0.01, 0.05, 0.2, 0.5, 0.8];
const [LOW, HIGH] = [0.0005, 0.9];

const toX = linear([normalDeviate(LOW), normalDeviate(HIGH)], [FRAME.left, FRAME.right]);
const toY = linear([normalDeviate(LOW), normalDeviate(HIGH)], [FRAME.bottom, FRAME.top]);
const held = (share: number): number => normalDeviate(Math.min(HIGH, Math.max(LOW, share)));

/** False rejects against false accepts on normal-deviate axes, with the threshold that is set. */
export function DetPlot({
  det,
  point,
}: {
  readonly det: readonly DetPoint[];
  readonly point: OperatingPoint | null;
}) {
  const { words, percent } = useExplorerWords();
  const line = det
    .map(({ far, frr }) => `${toX(held(far)).toFixed(1)} ${toY(held(frr)).toFixed(1)}`)
    .join('L');
  return (
    <svg
      className={styles.plot}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={words('det')}
    >
      {TICKS.map((tick) => (
        <g key={tick}>
          <path className={styles.grid} d={`M${toX(held(tick))} ${FRAME.top}V${FRAME.bottom}`} />
          <path className={styles.grid} d={`M${FRAME.left} ${toY(held(tick))}H${FRAME.right}`} />
          <text className={styles.tick} x={toX(held(tick))} y={FRAME.bottom + 15}>
            {percent(tick)}
          </text>
          <text className={styles.tickLeft} x={FRAME.left - 6} y={toY(held(tick)) + 4}>
            {percent(tick)}
          </text>
        </g>
      ))}
      <path
        className={styles.diagonal}
        d={`M${FRAME.left} ${FRAME.bottom}L${FRAME.right} ${FRAME.top}`}
      />
      {line !== '' && <path className={styles.curve} d={`M${line}`} />}
      {point !== null && Number.isFinite(point.far.rate) && Number.isFinite(point.frr.rate) && (
        <circle
          className={styles.here}
          cx={toX(held(point.far.rate))}
          cy={toY(held(point.frr.rate))}
          r={5.5}
        />
      )}
      <text className={styles.tick} x={(FRAME.left + FRAME.right) / 2} y={HEIGHT - 8}>
        {words('detAxis.far')}
      </text>
      <text
        className={styles.tick}
        transform={`translate(12 ${(FRAME.top + FRAME.bottom) / 2}) rotate(-90)`}
      >
        {words('detAxis.frr')}
      </text>
    </svg>
  );
}

import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import type { DistanceHistogram } from '../../../../electron/analysis/metrics/distance-histogram.ts';
import { useExplorerWords } from '../explorer-words.ts';
import styles from './charts.module.css';
import { linear } from './scale.ts';

const WIDTH = 420;
const HEIGHT = 210;
const FRAME = { left: 8, right: 412, top: 44, bottom: 186 };
/** The article's distances: of the same person, the threshold between, of different people. */
const ARTICLE = { same: 0.3, threshold: 0.4, other: 1.1 } as const;
const MARKS = ['same', 'threshold', 'other'] as const;
const LARGEST_THRESHOLD = 2;
const STEP = 0.01;
const LEAP = 0.1;

interface HistogramProps {
  readonly histogram: DistanceHistogram;
  readonly counts: { readonly genuine: string; readonly impostor: string };
  readonly threshold: number;
  /** What the threshold does, in words. */
  readonly valueText: string;
  readonly onThreshold: (threshold: number) => void;
}

/** Distances of the same person and of different people, each as a share of its own, with a line to drag. */
export function Histogram(props: HistogramProps) {
  const { histogram, counts, threshold, valueText, onThreshold } = props;
  const { words, decimal } = useExplorerWords();
  const svg = useRef<SVGSVGElement>(null);
  const isDragging = useRef(false);
  const x = linear([0, rangeOf(histogram)], [FRAME.left, FRAME.right]);
  const shares = [shareOf(histogram.genuine), shareOf(histogram.impostor)] as const;
  const top = Math.max(0.001, ...shares[0], ...shares[1]);
  const y = linear([0, top], [FRAME.bottom, FRAME.top]);

  function follow(event: PointerEvent): void {
    const box = svg.current?.getBoundingClientRect();
    if (box === undefined) return;
    const at = ((event.clientX - box.left) / box.width) * WIDTH;
    const value = ((at - FRAME.left) / (FRAME.right - FRAME.left)) * rangeOf(histogram);
    onThreshold(clamp(value));
  }

  function keyed(event: KeyboardEvent): void {
    const to = afterKey(event.key, threshold);
    if (to === null) return;
    event.preventDefault();
    onThreshold(clamp(to));
  }

  const at = x(threshold);
  return (
    <svg
      ref={svg}
      className={styles.chart}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="group"
      aria-label={words('histogram', counts)}
      onPointerDown={(event) => {
        isDragging.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
        follow(event);
      }}
      onPointerMove={(event) => isDragging.current && follow(event)}
      onPointerUp={() => (isDragging.current = false)}
    >
      <path className={styles.other} d={outline(shares[1], histogram.width, x, y)} />
      <path className={styles.same} d={outline(shares[0], histogram.width, x, y)} />
      <path className={styles.axis} d={`M${FRAME.left} ${FRAME.bottom}H${FRAME.right}`} />
      {ticks(rangeOf(histogram)).map((tick) => (
        <text key={tick} className={styles.tick} x={x(tick)} y={FRAME.bottom + 15}>
          {decimal(tick, 1)}
        </text>
      ))}
      {MARKS.map((mark, row) => (
        <g key={mark}>
          <path
            className={styles.mark}
            d={`M${x(ARTICLE[mark])} ${14 + 12 * row}V${FRAME.bottom}`}
          />
          <text className={styles.label} {...labelPlace(x(ARTICLE[mark]))} y={18 + 12 * row}>
            {words(`marks.${mark}`, { value: decimal(ARTICLE[mark], 2) })}
          </text>
        </g>
      ))}
      <g
        className={styles.slider}
        role="slider"
        tabIndex={0}
        aria-label={words('threshold')}
        aria-valuemin={0}
        aria-valuemax={LARGEST_THRESHOLD}
        aria-valuenow={threshold}
        aria-valuetext={valueText}
        data-testid="explorer-threshold"
        onKeyDown={keyed}
      >
        <rect
          className={styles.grip}
          x={at - 8}
          y={FRAME.top - 4}
          width={16}
          height={FRAME.bottom - FRAME.top + 8}
        />
        <path className={styles.threshold} d={`M${at} ${FRAME.top - 4}V${FRAME.bottom + 4}`} />
        <circle className={styles.knob} cx={at} cy={FRAME.bottom + 2} r={6} />
      </g>
    </svg>
  );
}

/** Beside the line, inside of the chart. */
const labelPlace = (at: number) =>
  at > WIDTH * 0.6
    ? ({ x: at - 4, textAnchor: 'end' } as const)
    : ({ x: at + 4, textAnchor: 'start' } as const);

function afterKey(key: string, threshold: number): number | null {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return threshold - STEP;
    case 'ArrowRight':
    case 'ArrowUp':
      return threshold + STEP;
    case 'PageDown':
      return threshold - LEAP;
    case 'PageUp':
      return threshold + LEAP;
    case 'Home':
      return 0;
    case 'End':
      return LARGEST_THRESHOLD;
    default:
      return null;
  }
}

/** To a thousandth: what is read is what is counted. */
const clamp = (value: number): number =>
  Math.round(1000 * Math.max(0, Math.min(LARGEST_THRESHOLD, value))) / 1000;

/** Up to the largest distance that occurs, and beyond the article's. */
function rangeOf({ width, genuine, impostor }: DistanceHistogram): number {
  const last = Math.max(
    genuine.findLastIndex((count) => count > 0),
    impostor.findLastIndex((count) => count > 0),
  );
  return Math.min(LARGEST_THRESHOLD, Math.max(1.6, (last + 2) * width));
}

function shareOf(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => count / Math.max(1, total));
}

function outline(
  shares: readonly number[],
  width: number,
  x: (value: number) => number,
  y: (value: number) => number,
): string {
  const first = shares.findIndex((share) => share > 0);
  if (first === -1) return '';
  const last = shares.findLastIndex((share) => share > 0);
  const steps = shares
    .slice(first, last + 1)
    .map((share, i) => `V${y(share).toFixed(1)}H${x((first + i + 1) * width).toFixed(1)}`);
  return `M${x(first * width).toFixed(1)} ${y(0)}${steps.join('')}V${y(0)}Z`;
}

const ticks = (range: number): number[] =>
  Array.from({ length: Math.floor(range / 0.2) + 1 }, (_, i) => Number((0.2 * i).toFixed(1)));

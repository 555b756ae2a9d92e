import type { ProtocolFigures } from '../evaluate-shots.ts';
import { html, type Markup } from '../../pages/html.ts';
import { axes, drawing, linear, px, roundTicks, type Frame } from '../../pages/plot.ts';

/** A distance marked by a line in the histogram. */
export interface DistanceMark {
  readonly name: string;
  readonly distance: number;
  readonly kind: 'measured' | 'shipped' | 'article';
}

const WIDTH = 620;
const FRAME: Frame = { left: 58, right: 606, top: 78, bottom: 290 };
const LABEL_ROWS = 5;

/** Distances of the same person and of different people, each as a share of its own trials, with marks. */
export function histogramPlot(
  { histogram }: ProtocolFigures,
  marks: readonly DistanceMark[],
): Markup {
  const { width, genuine, impostor } = histogram;
  const used = [...genuine, ...impostor].length === 0 ? [0] : usedBins(genuine, impostor);
  const low = Math.min((used[0] ?? 0) * width, ...marks.map(({ distance }) => distance - 0.02));
  const high = Math.max(((used.at(-1) ?? 0) + 1) * width, ...marks.map((m) => m.distance + 0.02));
  const share = (counts: readonly number[]) => {
    const total = counts.reduce((sum, value) => sum + value, 0);
    return counts.map((value) => value / Math.max(1, total));
  };
  const [same, other] = [share(genuine), share(impostor)];
  const top = Math.max(0.01, ...same, ...other);
  const x = linear([Math.max(0, low), high], [FRAME.left, FRAME.right]);
  const y = linear([0, top * 1.04], [FRAME.bottom, FRAME.top]);
  const area = (shares: readonly number[], name: string) =>
    html`<path class="area ${name}" d="${outline(shares, width, x, y)}" />`;
  return drawing(
    WIDTH,
    336,
    'Histogram of distances',
    html`${axes({
      frame: FRAME,
      x: roundTicks(Math.max(0, low), high, 8).map((at) => ({ at: x(at), label: at.toFixed(1) })),
      y: roundTicks(0, top, 4).map((at) => ({
        at: y(at),
        label: `${Number((100 * at).toFixed(1))} %`,
      })),
      xTitle: 'Distance',
      yTitle: 'Share of trials',
    })}
    ${area(other, 'impostor')} ${area(same, 'genuine')} ${drawMarks(marks, x)}`,
  );
}

function usedBins(a: readonly number[], b: readonly number[]): number[] {
  return a.flatMap((value, i) => (value + (b[i] ?? 0) > 0 ? [i] : []));
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
    .map((share, i) => `V${px(y(share))}H${px(x((first + i + 1) * width))}`);
  return `M${px(x(first * width))} ${px(y(0))}${steps.join('')}V${px(y(0))}Z`;
}

/** Labels alternate between rows, so that near marks do not overlap. */
function drawMarks(marks: readonly DistanceMark[], x: (value: number) => number): Markup[] {
  return [...marks]
    .sort((a, b) => a.distance - b.distance)
    .map(({ name, distance, kind }, i) => {
      const at = px(x(distance));
      const row = FRAME.top - 6 - 14 * (LABEL_ROWS - 1 - (i % LABEL_ROWS));
      const nearRight = x(distance) > FRAME.right - 120;
      return html`<path class="mark-line ${kind}" d="M${at} ${row - 9}V${FRAME.bottom}" /><text
          class="label ${kind}"
          x="${px(x(distance) + (nearRight ? -5 : 5))}"
          y="${row}"
          text-anchor="${nearRight ? 'end' : 'start'}"
          >${name} · ${distance.toFixed(3)}</text
        >`;
    });
}

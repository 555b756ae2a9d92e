import type { ProtocolFigures } from '../evaluate-shots.ts';
import { normalDeviate } from '../../../electron/analysis/metrics/normal-deviate.ts';
import { html, type Markup } from '../../pages/html.ts';
import { axes, drawing, linear, path, px, type Frame } from '../../pages/plot.ts';
import { levelText, percent } from './words.ts';

const FRAME: Frame = { left: 66, right: 596, top: 14, bottom: 434 };
const TICKS = [1e-5, 1e-4, 1e-3, 5e-3, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8];
const LARGEST_FAR = 0.4;

interface Scales {
  readonly x: (far: number) => number;
  readonly y: (frr: number) => number;
  readonly farTicks: readonly number[];
  readonly frrTicks: readonly number[];
}

/** FRR against FAR of both protocols on normal-deviate axes, with 95 % bands and the thresholds that ship. */
export function detPlot(gallery: ProtocolFigures, leaveOneOut: ProtocolFigures): Markup {
  const scales = fitScales([gallery, leaveOneOut]);
  const { x, y, farTicks, frrTicks } = scales;
  return drawing(
    620,
    480,
    'False reject rate against false accept rate',
    html`${axes({
        frame: FRAME,
        x: farTicks.map((far) => ({ at: x(far), label: levelText(far) })),
        y: frrTicks.map((frr) => ({ at: y(frr), label: levelText(frr) })),
        xTitle: 'False accept rate',
        yTitle: 'False reject rate',
      })}
      <clipPath id="det-clip"
        ><rect
          x="${FRAME.left}"
          y="${FRAME.top}"
          width="${FRAME.right - FRAME.left}"
          height="${FRAME.bottom - FRAME.top}"
      /></clipPath>
      <g clip-path="url(#det-clip)">
        <path class="diagonal" d="${path([1e-6, 0.9].map((share) => [x(share), y(share)]))}" />
        ${band(gallery, scales, 'gallery')} ${band(leaveOneOut, scales, 'loo')}
        ${curve(gallery, scales, 'gallery')} ${curve(leaveOneOut, scales, 'loo')}
      </g>
      ${shipped(gallery, scales, 'gallery')} ${shipped(leaveOneOut, scales, 'loo')}`,
  );
}

function fitScales(protocols: readonly ProtocolFigures[]): Scales {
  const points = protocols.flatMap(({ det }) => det);
  const fars = points.map(({ far }) => far).filter((far) => far > 0);
  const within = points.filter(({ far }) => far > 0 && far <= LARGEST_FAR);
  const frrs = within.map(({ frr }) => frr).filter((frr) => frr > 0);
  const bands = protocols.flatMap(({ detBand }) => detBand.map(({ frr }) => frr.high));
  const farTicks = ticksAround(least(fars, 0.01), LARGEST_FAR);
  const frrTicks = ticksAround(least(frrs, 0.01), Math.min(0.8, Math.max(0.1, ...frrs, ...bands)));
  const range = (ticks: readonly number[]): [number, number] => [
    normalDeviate(ticks[0] ?? 0.01),
    normalDeviate(ticks.at(-1) ?? 0.4),
  ];
  const toX = linear(range(farTicks), [FRAME.left, FRAME.right]);
  const toY = linear(range(frrTicks), [FRAME.bottom, FRAME.top]);
  const clamp = (share: number) => normalDeviate(Math.min(1 - 1e-7, Math.max(1e-7, share)));
  return { x: (far) => toX(clamp(far)), y: (frr) => toY(clamp(frr)), farTicks, frrTicks };
}

const least = (values: readonly number[], otherwise: number): number =>
  values.reduce((smallest, value) => Math.min(smallest, value), otherwise);

/** The ticks from the last below `low` to the first above `high`. */
function ticksAround(low: number, high: number): number[] {
  const first = TICKS.findLastIndex((tick) => tick <= low);
  const last = TICKS.findIndex((tick) => tick >= high);
  return TICKS.slice(Math.max(0, first), last === -1 ? undefined : last + 1);
}

function curve({ det }: ProtocolFigures, { x, y }: Scales, name: string): Markup {
  const points = det
    .filter(({ far, frr }) => far > 0 && frr < 1)
    .map(({ far, frr }): [number, number] => [x(far), y(frr)]);
  return html`<path class="curve ${name}" d="${path(points)}" />`;
}

function band({ detBand }: ProtocolFigures, { x, y }: Scales, name: string): Markup | null {
  if (detBand.length === 0) return null;
  const upper = detBand.map(({ far, frr }): [number, number] => [x(far), y(frr.high)]);
  const lower = detBand.map(({ far, frr }): [number, number] => [x(far), y(frr.low)]);
  return html`<path class="band ${name}" d="${path([...upper, ...lower.reverse()])}Z" />`;
}

/**
 * The labels of the two curves go to opposite sides. A threshold without any false accept has no place on the axis of
 * the FAR.
 */
function shipped({ given }: ProtocolFigures, { x, y }: Scales, name: 'gallery' | 'loo'): Markup[] {
  const beside =
    name === 'gallery' ? { x: -9, y: 15, anchor: 'end' } : { x: 9, y: -7, anchor: 'start' };
  return given
    .filter(({ at }) => at.far.rate > 0)
    .map(({ name: label, threshold, at }) => {
      const [left, top] = [x(at.far.rate), y(at.frr.rate)];
      const tip = `${label}: threshold ${threshold.toFixed(3)}, FAR ${percent(at.far.rate)}, FRR ${percent(at.frr.rate)}`;
      return html`<circle class="mark ${name}" cx="${px(left)}" cy="${px(top)}" r="5"
          ><title>${tip}</title></circle
        ><text
          class="label"
          x="${px(left + beside.x)}"
          y="${px(top + beside.y)}"
          text-anchor="${beside.anchor}"
          >${label}</text
        >`;
    });
}

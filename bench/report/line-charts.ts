/** Curves as an SVG file of its own, for the pages in docs/: readable on light and on dark paper. */
import { html, trusted, type Markup } from '../../training/pages/html.ts';
import { axes, path, px, roundTicks, type Frame, type Tick } from '../../training/pages/plot.ts';

export interface Curve {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
  /** What was not measured, but goes on from what was. */
  readonly isExtrapolated?: boolean;
}

export interface Chart {
  readonly title: string;
  readonly xTitle: string;
  readonly yTitle: string;
  readonly x: 'linear' | 'log';
  readonly y: 'linear' | 'log';
  readonly curves: readonly Curve[];
}

const WIDTH = 720;
const HEIGHT = 250;
const FRAME: Frame = { left: 70, right: 540, top: 30, bottom: 200 };
const TICKS = 5;
/** Told apart without colour by their order in the legend, by colour also where red and green look alike. */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9'] as const;
const STYLE = `text { font: 12px system-ui, sans-serif; fill: #333 }
.name { font-weight: 600 }
.grid { stroke: #ddd; stroke-width: 1 }
.curve { fill: none; stroke-width: 2 }
.extrapolated { stroke-dasharray: 2 5 }
@media (prefers-color-scheme: dark) { text { fill: #ddd } .grid { stroke: #444 } }`;

/** One chart below the other. Throws for a chart without a point, or with one that a logarithm does not have. */
export function lineCharts(charts: readonly Chart[]): string {
  const height = charts.length * HEIGHT;
  const { markup } = html`<svg
    xmlns="http://www.w3.org/2000/svg"
    viewBox="0 0 ${WIDTH} ${height}"
    role="img"
    aria-label="${charts.map(({ title }) => title).join('; ')}"
  >
    <style>
      ${trusted(STYLE)}
    </style>
    ${charts.map((one, i) => html`<g transform="translate(0 ${i * HEIGHT})">${chart(one)}</g>`)}
  </svg>`;
  return `${markup}\n`;
}

function chart({ title, xTitle, yTitle, x, y, curves }: Chart): Markup {
  const points = curves.flatMap((curve) => curve.points);
  const across = axisOf(
    x,
    points.map(([value]) => value),
    [FRAME.left, FRAME.right],
  );
  const up = axisOf(
    y,
    points.map(([, value]) => value),
    [FRAME.bottom, FRAME.top],
  );
  return html`<text class="name" x="${FRAME.left}" y="18">${title}</text>
    ${axes({ frame: FRAME, x: across.ticks, y: up.ticks, xTitle, yTitle })}
    ${curves.map((curve, i) => {
      const colour = COLOURS[i % COLOURS.length] ?? '';
      const kind = curve.isExtrapolated === true ? 'curve extrapolated' : 'curve';
      const drawn = curve.points.map(([a, b]) => [across.at(a), up.at(b)] as const);
      const legend = FRAME.top + 8 + 20 * i;
      const [from, to] = [FRAME.right + 16, FRAME.right + 40];
      return html`<path class="${kind}" stroke="${colour}" d="${path(drawn)}" />
        ${
          curve.isExtrapolated === true
            ? null
            : drawn.map(
                ([a, b]) => html`<circle cx="${px(a)}" cy="${px(b)}" r="2" fill="${colour}" />`,
              )
        }
        <path class="${kind}" stroke="${colour}" d="M${from} ${legend}H${to}" />
        <text x="${to + 8}" y="${legend + 4}">${curve.name}</text>`;
    })}`;
}

interface Axis {
  readonly ticks: readonly Tick[];
  at(value: number): number;
}

function axisOf(
  kind: 'linear' | 'log',
  values: readonly number[],
  [from, to]: readonly [number, number],
): Axis {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (!Number.isFinite(kind === 'log' ? Math.log10(low) : low)) {
    throw new RangeError(`A ${kind} axis has no place for ${low}.`);
  }
  if (kind === 'log') {
    const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
    const decades = Math.max(1, last - first);
    const at = (value: number): number =>
      from + ((Math.log10(value) - first) / decades) * (to - from);
    const step = Math.ceil(decades / (TICKS + 1));
    const powers = Array.from(
      { length: Math.floor(decades / step) + 1 },
      (_, i) => 10 ** (first + i * step),
    );
    return { at, ticks: powers.map((power) => ({ at: at(power), label: short(power) })) };
  }
  const [bottom, top] = [Math.min(0, low), high > 0 ? high : 1];
  const at = (value: number): number => from + ((value - bottom) / (top - bottom)) * (to - from);
  return {
    at,
    ticks: roundTicks(bottom, top, TICKS).map((value) => ({ at: at(value), label: short(value) })),
  };
}

/** 0.001, 20, 5k, 1M. */
function short(value: number): string {
  if (value >= 1e6) return `${Number((value / 1e6).toPrecision(3))}M`;
  if (value >= 1e4) return `${Number((value / 1e3).toPrecision(3))}k`;
  return String(Number(value.toPrecision(3)));
}

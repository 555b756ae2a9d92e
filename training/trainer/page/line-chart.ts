/** Line charts. Colours are classes: the page's style sheet knows them. */
import { html, type Markup } from '../../pages/html.ts';
import { drawing, linear, path, px, roundTicks } from '../../pages/plot.ts';

export interface ChartPoint {
  readonly x: number;
  readonly y: number;
}

export interface ChartSeries {
  readonly name: string;
  readonly points: readonly ChartPoint[];
}

export interface ChartOptions {
  readonly name: string;
  readonly series: readonly ChartSeries[];
  /** The horizontal axis runs from 0 to here. */
  readonly xMaximum: number;
  readonly formatX: (x: number) => string;
  readonly formatY: (y: number) => string;
  /** Draws every point, with its figures as a tooltip. */
  readonly marks?: boolean;
}

const WIDTH = 760;
const HEIGHT = 260;
const PLOT = { left: 64, right: WIDTH - 16, top: 14, bottom: HEIGHT - 30 };
/** Values that span more than this get a logarithmic axis. */
const LINEAR_SPAN = 20;
const TICK_FACTORS = [1, 2, 5];

interface Axis {
  /** 0 at the lower end, 1 at the upper. */
  position(value: number): number;
  readonly ticks: readonly number[];
}

/** Only the finite points are drawn; without any, the frame is. */
export function lineChart(options: ChartOptions): Markup {
  const { formatX, formatY } = options;
  const series = options.series.map(({ points }) =>
    points.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y)),
  );
  const horizontal = linearAxis(options.xMaximum, 6);
  const vertical = verticalAxis(series.flat().map(({ y }) => y));
  const right = linear([0, 1], [PLOT.left, PLOT.right]);
  const up = linear([0, 1], [PLOT.bottom, PLOT.top]);
  const xOf = (value: number) => right(horizontal.position(value));
  const yOf = (value: number) => up(vertical.position(value));
  return drawing(WIDTH, HEIGHT, options.name, [
    ...vertical.ticks.map((tick) => horizontalLine(yOf(tick), formatY(tick))),
    ...horizontal.ticks.map((tick) => horizontalLabel(xOf(tick), formatX(tick))),
    ...series.map((points, index) => {
      const corners = points.map(({ x, y }) => [xOf(x), yOf(y)] as const);
      return html`<path class="line stroke-${colour(index)}" d="${path(corners)}" />`;
    }),
    ...(options.marks === true ? series : []).flatMap((points, index) =>
      points.map(
        ({ x, y }) =>
          html`<circle class="fill-${colour(index)}" cx="${px(xOf(x))}" cy="${px(yOf(y))}" r="3"
            ><title>${formatX(x)}: ${formatY(y)}</title></circle
          >`,
      ),
    ),
  ]);
}

/** Names of the series beside their colours. */
export function chartLegend(names: readonly string[]): Markup {
  return html`<p class="legend">
    ${names.map(
      (name, index) => html`<span class="key"><i class="fill-${colour(index)}"></i>${name}</span>`,
    )}
  </p>`;
}

function verticalAxis(values: readonly number[]): Axis {
  const highest = values.reduce((highest, value) => Math.max(highest, value), 0);
  const lowest = values.reduce((lowest, value) => Math.min(lowest, value), highest);
  return lowest > 0 && highest / lowest > LINEAR_SPAN
    ? logarithmicAxis(lowest, highest)
    : linearAxis(highest, 5, Math.min(0, lowest));
}

/** Ticks at 1, 2 or 5 times a power of ten. */
function linearAxis(highest: number, tickCount: number, lowest = 0): Axis {
  const end = highest > lowest ? highest : lowest + 1;
  return {
    position: linear([lowest, end], [0, 1]),
    ticks: roundTicks(lowest, end, tickCount, TICK_FACTORS),
  };
}

function logarithmicAxis(lowest: number, highest: number): Axis {
  const [low, high] = [Math.log10(lowest), Math.log10(highest)];
  const factors = high - low > 3 ? [1] : TICK_FACTORS;
  const powers = Array.from(
    { length: Math.floor(high) - Math.floor(low) + 1 },
    (_, index) => 10 ** (Math.floor(low) + index),
  );
  return {
    position: (value) => linear([low, high], [0, 1])(Math.log10(value)),
    ticks: powers
      .flatMap((power) => factors.map((factor) => factor * power))
      .filter((tick) => tick >= lowest && tick <= highest),
  };
}

function horizontalLine(y: number, label: string): Markup {
  return html`<line class="grid" x1="${PLOT.left}" x2="${PLOT.right}" y1="${px(y)}" y2="${px(y)}" />
    <text class="tick" x="${PLOT.left - 8}" y="${px(y + 4)}" text-anchor="end">${label}</text>`;
}

function horizontalLabel(x: number, label: string): Markup {
  return html`<text class="tick" x="${px(x)}" y="${PLOT.bottom + 20}" text-anchor="middle"
    >${label}</text
  >`;
}

/** Colours 1 to 6, cyclically. */
const colour = (index: number): number => (index % 6) + 1;

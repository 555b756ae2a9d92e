/** Line charts as SVG text, for pages that load nothing. Colours are classes, defined in the page's style sheet. */

export interface ChartPoint {
  readonly x: number;
  readonly y: number;
}

export interface ChartSeries {
  readonly name: string;
  readonly points: readonly ChartPoint[];
}

export interface ChartOptions {
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

interface Axis {
  /** 0 at the lower end, 1 at the upper. */
  position(value: number): number;
  readonly ticks: readonly number[];
}

/** Draws only the finite points; without any, just the frame. */
export function lineChart(options: ChartOptions): string {
  const series = options.series.map(({ name, points }) => ({
    name,
    points: points.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y)),
  }));
  const values = series.flatMap(({ points }) => points.map(({ y }) => y));
  const horizontal = linearAxis(options.xMaximum, 6);
  const vertical = verticalAxis(values);
  const project = ({ x, y }: ChartPoint): ChartPoint => ({
    x: PLOT.left + horizontal.position(x) * (PLOT.right - PLOT.left),
    y: PLOT.bottom - vertical.position(y) * (PLOT.bottom - PLOT.top),
  });
  return [
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img">`,
    ...vertical.ticks.map((y) => horizontalLine(project({ x: 0, y }).y, options.formatY(y))),
    ...horizontal.ticks.map((x) => horizontalLabel(project({ x, y: 0 }).x, options.formatX(x))),
    ...series.map(({ points }, index) => path(points.map(project), index)),
    ...(options.marks === true
      ? series.flatMap(({ points }, index) =>
          points.map((point) => mark(project(point), point, index, options)),
        )
      : []),
    '</svg>',
  ].join('\n');
}

/** Names of the series beside their colours. */
export function chartLegend(names: readonly string[]): string {
  const entries = names.map(
    (name, index) =>
      `<span class="key"><i class="fill-${colour(index)}"></i>${escapeHtml(name)}</span>`,
  );
  return `<p class="legend">${entries.join('')}</p>`;
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
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
  const span = highest > lowest ? highest - lowest : 1;
  const rough = span / tickCount;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.ceil(lowest / step);
  const count = Math.floor((lowest + span) / step + 1e-9) - first + 1;
  return {
    position: (value) => (value - lowest) / span,
    ticks: Array.from({ length: count }, (_, index) => (first + index) * step),
  };
}

function logarithmicAxis(lowest: number, highest: number): Axis {
  const [low, high] = [Math.log10(lowest), Math.log10(highest)];
  const factors = high - low > 3 ? [1] : [1, 2, 5];
  const powers = Array.from(
    { length: Math.floor(high) - Math.floor(low) + 1 },
    (_, index) => 10 ** (Math.floor(low) + index),
  );
  return {
    position: (value) => (Math.log10(value) - low) / (high - low),
    ticks: powers
      .flatMap((power) => factors.map((factor) => factor * power))
      .filter((tick) => tick >= lowest && tick <= highest),
  };
}

function horizontalLine(y: number, label: string): string {
  return (
    `<line class="grid" x1="${PLOT.left}" x2="${PLOT.right}" y1="${round(y)}" y2="${round(y)}"/>` +
    `<text class="tick" x="${PLOT.left - 8}" y="${round(y + 4)}" text-anchor="end">${escapeHtml(label)}</text>`
  );
}

function horizontalLabel(x: number, label: string): string {
  return `<text class="tick" x="${round(x)}" y="${PLOT.bottom + 20}" text-anchor="middle">${escapeHtml(label)}</text>`;
}

function path(points: readonly ChartPoint[], index: number): string {
  const corners = points.map(({ x, y }) => `${round(x)} ${round(y)}`);
  return `<path class="line stroke-${colour(index)}" d="${corners.length === 0 ? '' : `M${corners.join('L')}`}"/>`;
}

function mark(at: ChartPoint, point: ChartPoint, index: number, options: ChartOptions): string {
  const title = `${options.formatX(point.x)}: ${options.formatY(point.y)}`;
  return `<circle class="fill-${colour(index)}" cx="${round(at.x)}" cy="${round(at.y)}" r="3"><title>${escapeHtml(title)}</title></circle>`;
}

/** Colours 1 to 6, cyclically. */
const colour = (index: number): number => (index % 6) + 1;
const round = (pixels: number): number => Math.round(pixels * 10) / 10;

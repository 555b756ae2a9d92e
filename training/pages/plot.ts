import { html, type Content, type Markup } from './html.ts';

/** Maps data to pixels of a drawing. */
export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Tick {
  readonly at: number;
  readonly label: string;
}

export interface Axes {
  readonly frame: Frame;
  readonly x: readonly Tick[];
  readonly y: readonly Tick[];
  readonly xTitle: string;
  readonly yTitle: string;
}

export const linear =
  (from: readonly [number, number], to: readonly [number, number]) =>
  (value: number): number =>
    to[0] + ((value - from[0]) / (from[1] - from[0])) * (to[1] - to[0]);

/** Pixels with one decimal: more is invisible and enlarges the page. */
export const px = (value: number): string => value.toFixed(1).replace(/\.0$/, '');

/** A drawing with a name for people who cannot see it. */
export function drawing(width: number, height: number, name: string, content: Content): Markup {
  return html`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${name}">
    ${content}
  </svg>`;
}

export const path = (points: readonly (readonly [number, number])[]): string =>
  points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${px(x)} ${px(y)}`).join('');

/** Grid, tick labels and titles; ticks are in pixels. */
export function axes({ frame, x, y, xTitle, yTitle }: Axes): Markup {
  const { left, right, top, bottom } = frame;
  const middle = (top + bottom) / 2;
  return html`<g class="axes">
    ${x.map(
      ({ at, label }) =>
        html`<path class="grid" d="M${px(at)} ${top}V${bottom}" /><text
            class="tick"
            x="${px(at)}"
            y="${bottom + 16}"
            text-anchor="middle"
            >${label}</text
          >`,
    )}
    ${y.map(
      ({ at, label }) =>
        html`<path class="grid" d="M${left} ${px(at)}H${right}" /><text
            class="tick"
            x="${left - 8}"
            y="${px(at + 4)}"
            text-anchor="end"
            >${label}</text
          >`,
    )}
    <text class="title" x="${(left + right) / 2}" y="${bottom + 36}" text-anchor="middle"
      >${xTitle}</text
    >
    <text
      class="title"
      transform="translate(${left - 46} ${middle}) rotate(-90)"
      text-anchor="middle"
      >${yTitle}</text
    >
  </g>`;
}

/** Round steps, `factors` times a power of ten: about `wanted` ticks from `low` to `high`. */
export function roundTicks(
  low: number,
  high: number,
  wanted: number,
  factors: readonly number[] = [1, 2, 2.5, 5],
): number[] {
  const rough = (high - low) / wanted;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = magnitude * (factors.find((factor) => factor * magnitude >= rough) ?? 10);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
}

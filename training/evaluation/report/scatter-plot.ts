import { shotName, type EmbeddedShot } from '../../../electron/analysis/trials/embedded-shot.ts';
import { html, type Markup } from '../../pages/html.ts';
import { drawing, linear, px } from '../../pages/plot.ts';

const SIZE = 520;
const MARGIN = 14;
/** Hue step from person to person that keeps neighbours in the list distinct. */
const GOLDEN_ANGLE = 137.508;

type Point = readonly [number, number];

/** One point a shot, coloured by person and connected to the mean of that person's points; rings are gallery shots. */
export function scatterPlot(
  name: string,
  shots: readonly EmbeddedShot[],
  points: readonly Point[],
): Markup {
  const place = fit(points);
  const people = new Map<string, { readonly shot: EmbeddedShot; readonly at: Point }[]>();
  shots.forEach((shot, i) => {
    const own = people.get(shot.person) ?? [];
    people.set(shot.person, [...own, { shot, at: place(points[i] ?? [0, 0]) }]);
  });
  const groups = [...people].map(([person, own], index) => {
    const middle = mean(own.map(({ at }) => at));
    const hue = Math.round((index * GOLDEN_ANGLE) % 360);
    return html`<g class="person" data-person="${person}" style="--hue:${hue}">
      <path class="tie" d="${own.map(({ at }) => `M${pair(middle)}L${pair(at)}`).join('')}" />
      ${own.map(
        ({ shot, at: [x, y] }) =>
          html`<circle
            class="${shot.role === 'gallery' ? 'enrolled' : 'probe'}"
            cx="${px(x)}"
            cy="${px(y)}"
            r="${shot.role === 'gallery' ? 4.5 : 3}"
            data-tip="${shotName(shot)}"
          />`,
      )}
    </g>`;
  });
  return drawing(SIZE, SIZE, name, groups);
}

/** The same scale on both axes, so that distances mean the same in every direction. */
function fit(points: readonly Point[]): (point: Point) => Point {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const centre = [middleOf(xs), middleOf(ys)] as const;
  const reach = Math.max(1e-9, span(xs), span(ys)) / 2;
  const scale = linear([-reach, reach], [MARGIN, SIZE - MARGIN]);
  return ([x, y]) => [scale(x - centre[0]), scale(y - centre[1])];
}

const span = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);
const middleOf = (values: readonly number[]): number =>
  (Math.max(...values) + Math.min(...values)) / 2;

const mean = (points: readonly Point[]): Point => [
  points.reduce((sum, [x]) => sum + x, 0) / points.length,
  points.reduce((sum, [, y]) => sum + y, 0) / points.length,
];

const pair = ([x, y]: Point): string => `${px(x)} ${px(y)}`;

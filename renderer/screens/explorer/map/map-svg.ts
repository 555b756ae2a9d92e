import { cornersOf, MARK_RADIUS, type Mark } from './drawn-map.ts';

/** A person's name and colour, for the legend. */
export interface LegendEntry {
  readonly name: string;
  readonly color: string;
}

const LEGEND_WIDTH = 170;
const LINE = 20;

/** The map as an SVG document with its legend: no script, no style sheet, nothing from elsewhere. */
export function mapSvg(
  marks: readonly Mark[],
  legend: readonly LegendEntry[],
  title: string,
  size: { readonly width: number; readonly height: number },
  ink: { readonly ground: string; readonly text: string },
): string {
  const width = size.width + LEGEND_WIDTH;
  const height = Math.max(size.height, LINE * (legend.length + 2));
  const names = legend.map(({ name, color }, i) => {
    const y = LINE * (i + 1) + 4;
    return `<circle cx="${size.width + 12}" cy="${y}" r="5" fill="${color}"/><text x="${size.width + 24}" y="${y + 4}">${escaped(name)}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="12" fill="${ink.text}">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="${ink.ground}"/>`,
    ...marks.map(drawn),
    ...names,
    '</svg>\n',
  ].join('\n');
}

function drawn({ x, y, color, shape, isRing }: Mark): string {
  const [cx, cy] = [rounded(x), rounded(y)];
  if (isRing) {
    return `<circle cx="${cx}" cy="${cy}" r="${MARK_RADIUS + 3}" fill="none" stroke="${color}" stroke-width="2.5"/>`;
  }
  const corners = cornersOf(shape, MARK_RADIUS);
  if (corners === null) return `<circle cx="${cx}" cy="${cy}" r="${MARK_RADIUS}" fill="${color}"/>`;
  const points = corners.map(([dx, dy]) => `${rounded(x + dx)},${rounded(y + dy)}`).join(' ');
  return `<polygon points="${points}" fill="${color}"/>`;
}

const rounded = (value: number): number => Math.round(100 * value) / 100;

const escaped = (text: string): string =>
  text.replace(/[&<>"']/gu, (character) => `&#${character.codePointAt(0) ?? 0};`);

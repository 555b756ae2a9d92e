/** The part of docs/scale.md that the bench writes. */
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { root } from '../../tools/child.ts';
import type { Point } from './curve.ts';
import type { ScaleFigures } from './scale-figures.ts';

export const SCALE_PAGE = join(root, 'docs', 'scale.md');
export const SCALE_PICTURE = join(root, 'docs', 'pictures', 'scale.svg');

const START = '<!-- Written by bench/scale/write-page.ts. -->';
const END = '<!-- End of what it wrote. -->';

/** The page with these figures instead of those that are in it. Throws for a page without a place for them. */
export async function withFigures(page: string, figures: ScaleFigures): Promise<string> {
  const [from, to] = [page.indexOf(START), page.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`docs/scale.md has no place for figures: ${START}`);
  const text = [page.slice(0, from), START, '\n\n', section(figures), '\n\n', page.slice(to)];
  return format(text.join(''), { ...(await resolveConfig(SCALE_PAGE)), filepath: SCALE_PAGE });
}

function section(figures: ScaleFigures): string {
  const { date, processor, cores, node, curves, othersSeen, kibPerFrame, renderedPerson } = figures;
  const [, ...others] = othersSeen;
  return [
    `On ${date}, ${cores} cores of an ${processor}, beside other programs, Node ${node}:`,
    '',
    '| cost in processor time | measured | extrapolated |',
    '| --- | --- | --- |',
    ...curves.map(
      ({ name, xTitle, yTitle, measured, extrapolated }) =>
        `| ${name}, ${yTitle} by ${xTitle} | ${toldPoints(measured)} | ${toldPoints(extrapolated.slice(1)) || '–'} |`,
    ),
    '',
    `With 2 to ${othersSeen.length} faces in view the lock saw ${others.join(', ')} beside the nearest; the first figure of that row also warms up.`,
    `Beside its pictures a frame of a recording takes ${kibPerFrame} KiB.`,
    typeof renderedPerson === 'string'
      ? `Rendering was not measured: ${renderedPerson}`
      : `A rendered person takes ${renderedPerson} KiB of the disk.`,
    '',
    '![The curves of the table, dotted where they are extrapolated](pictures/scale.svg)',
  ].join('\n');
}

/** “size: cost”, to three digits. */
export const toldPoints = (points: readonly Point[]): string =>
  points
    .map(([size, cost]) => `${inThousands(size)}: ${inThousands(Number(cost.toPrecision(3)))}`)
    .join(', ');

const inThousands = (value: number): string =>
  value.toLocaleString('en', { maximumSignificantDigits: 7 });

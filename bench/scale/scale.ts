import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../tools/child.ts';
import { powerLaw } from './curve.ts';
import { measureScale } from './measure-scale.ts';
import { scaleCharts } from './scale-charts.ts';
import type { ScaleFigures } from './scale-figures.ts';
import { toldPoints } from './scale-page.ts';

const PICTURE = path.join(root, 'out', 'scale.svg');

/**
 * What more costs: references, minutes of a recording, faces in view, people rendered for training; processor time, as
 * curves in out/scale.svg. `write-page.ts` puts the same into docs/scale.md.
 */
export async function benchScale(): Promise<readonly string[]> {
  const figures = await measureScale();
  await mkdir(path.dirname(PICTURE), { recursive: true });
  await writeFile(PICTURE, scaleCharts(figures));
  const { curves, othersSeen, kibPerFrame, renderedPerson } = figures;
  return [
    ...curves.flatMap(linesOf),
    `others seen beside the nearest: ${othersSeen.join(', ')}`,
    `index and message headers of a frame: ${kibPerFrame} KiB with pictures of next to nothing`,
    typeof renderedPerson === 'string'
      ? `rendering was not measured: ${renderedPerson}`
      : `a rendered person takes ${renderedPerson} KiB`,
    `curves: ${PICTURE}`,
  ];
}

function linesOf(curve: ScaleFigures['curves'][number]): readonly string[] {
  const { name, xTitle, yTitle, measured, extrapolated } = curve;
  const { exponent } = powerLaw(measured.slice(-Math.max(2, Math.ceil(measured.length / 2))));
  return [
    `${name}, ${yTitle} by ${xTitle}: ${toldPoints(measured)}`,
    `  exponent of its larger half ${exponent.toFixed(2)}${extrapolated.length === 0 ? '' : `; extrapolated ${toldPoints(extrapolated.slice(1))}`}`,
  ];
}

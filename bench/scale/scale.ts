import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../tools/child.ts';
import { lineCharts, type Chart } from '../report/line-charts.ts';
import { powerLaw, type Point, type ScaleCurve } from './curve.ts';
import { scaleOfFaces } from './faces.ts';
import { scaleOfRecordings } from './recordings.ts';
import { scaleOfReferences } from './references.ts';
import { scaleOfRendering } from './rendering.ts';

const PICTURE = path.join(root, 'out', 'scale.svg');

/**
 * What more costs: references, minutes of a recording, faces in view, people rendered for training; processor time, as
 * curves in out/scale.svg. The text around them: docs/scale.md.
 */
export async function benchScale(): Promise<readonly string[]> {
  const references = await scaleOfReferences();
  const faces = await scaleOfFaces();
  const recordings = await scaleOfRecordings();
  const rendering = await scaleOfRendering();
  const curves = [references, recordings.open, recordings.seek, faces];
  if (typeof rendering !== 'string') curves.push(rendering);
  await mkdir(path.dirname(PICTURE), { recursive: true });
  await writeFile(PICTURE, lineCharts(curves.map(chartOf)));
  return [
    ...curves.flatMap(linesOf),
    `others seen beside the nearest: ${faces.othersSeen.join(', ')}`,
    `index and message headers of a frame: ${recordings.bytesPerFrame.toFixed(2)} KiB with pictures of next to nothing`,
    typeof rendering === 'string'
      ? `rendering was not measured: ${rendering}`
      : `a rendered person takes ${rendering.kilobytes.toFixed(0)} KiB`,
    `curves: ${PICTURE}`,
  ];
}

function linesOf({ name, xTitle, yTitle, measured, extrapolated }: ScaleCurve): readonly string[] {
  const { exponent } = powerLaw(measured.slice(-Math.max(2, Math.ceil(measured.length / 2))));
  const told = (points: readonly Point[]): string =>
    points.map(([size, cost]) => `${size}: ${Number(cost.toPrecision(3))}`).join(', ');
  return [
    `${name}, ${yTitle} by ${xTitle}: ${told(measured)}`,
    `  exponent of its larger half ${exponent.toFixed(2)}${extrapolated.length === 0 ? '' : `; extrapolated ${told(extrapolated.slice(1))}`}`,
  ];
}

function chartOf({ name, xTitle, yTitle, measured, extrapolated }: ScaleCurve): Chart {
  const isFewSizes = Math.max(...measured.map(([size]) => size)) <= 4 && extrapolated.length === 0;
  const scale = isFewSizes ? 'linear' : 'log';
  return {
    ...{ title: name, xTitle, yTitle, x: scale, y: scale },
    curves: [
      { name: 'measured', points: measured },
      ...(extrapolated.length === 0
        ? []
        : [{ name: 'extrapolated', points: extrapolated, isExtrapolated: true }]),
    ],
  };
}

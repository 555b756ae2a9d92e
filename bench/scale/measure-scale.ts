import { cpus } from 'node:os';
import type { Point, ScaleCurve } from './curve.ts';
import { scaleOfFaces } from './faces.ts';
import { scaleOfRecordings } from './recordings.ts';
import { scaleOfReferences } from './references.ts';
import { scaleOfRendering } from './rendering.ts';
import type { ScaleFigures } from './scale-figures.ts';

/** Runs the four measurements, minutes of work. */
export async function measureScale(): Promise<ScaleFigures> {
  const references = await scaleOfReferences();
  const faces = await scaleOfFaces();
  const recordings = await scaleOfRecordings();
  const rendering = await scaleOfRendering();
  const curves: ScaleCurve[] = [references, recordings.open, recordings.seek, faces];
  if (typeof rendering !== 'string') curves.push(rendering);
  const [processor] = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    processor: processor?.model.trim() ?? 'unknown processor',
    cores: cpus().length,
    node: process.versions.node,
    curves: curves.map(({ name, xTitle, yTitle, measured, extrapolated }) => ({
      ...{ name, xTitle, yTitle },
      measured: measured.map(rounded),
      extrapolated: extrapolated.map(rounded),
    })),
    othersSeen: [...faces.othersSeen],
    kibPerFrame: Number(recordings.kibPerFrame.toPrecision(3)),
    renderedPerson: typeof rendering === 'string' ? rendering : Math.round(rendering.kilobytes),
  };
}

const rounded = ([size, cost]: Point): [number, number] => [size, Number(cost.toPrecision(4))];

import { openStudio } from '../../training/synthesis/population/shots/person-shots.ts';
import { trainingData } from '../../training/data.ts';
import { ASSETS } from '../assets.ts';
import { extrapolate, processorMs, type Point, type ScaleCurve } from './curve.ts';

const PEOPLE = [1, 2, 4];
const WANTED = [500, 5000, 50_000];
const VIEWS = 8;

export interface RenderingCurve extends ScaleCurve {
  /** On the disk, of one person. */
  readonly kilobytes: number;
}

/** So many people are rendered for training, eight views each. A sentence where the training data is not there. */
export async function scaleOfRendering(): Promise<RenderingCurve | string> {
  try {
    trainingData('ict-facekit');
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const studio = await openStudio(ASSETS);
  if (!studio.ok) return studio.problem.message;
  const measured: Point[] = [];
  let [person, bytes] = [0, 0];
  // Loads and compiles.
  await studio.value.shoot('training', person++, VIEWS, 0);
  const before = person;
  for (const count of PEOPLE) {
    const ms = await processorMs(async () => {
      for (let i = 0; i < count; i++) {
        const { shots } = await studio.value.shoot('training', person++, VIEWS, 0);
        for (const { record } of shots) bytes += record?.length ?? 0;
      }
    });
    measured.push([count, ms / 1000]);
  }
  await studio.value.dispose();
  return {
    ...{ name: 'People are rendered for training', xTitle: 'people', yTitle: 's of a core' },
    ...{ measured, extrapolated: extrapolate(measured, WANTED) },
    kilobytes: bytes / 1024 / (person - before),
  };
}

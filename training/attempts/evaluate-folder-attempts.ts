import { join } from 'node:path';
import type { VirtualScene } from '../../electron/contract/camera.ts';
import { fail, succeed, type Result } from '../../electron/contract/problem.ts';
import {
  openFolderDataset,
  type FolderDataset,
} from '../../electron/engine/exchange/dataset/folder-dataset.ts';
import { encoderName } from '../../electron/engine/vision/encode/encoder-info.ts';
import { createVision } from '../../electron/engine/vision/pipeline.ts';
import { trainingCache } from '../cache-folder.ts';
import { sensorOfModel } from './cast/sensor-of-model.ts';
import type { AttemptsWanted, EvaluatedAttempts } from './evaluate-attempts.ts';
import { levelFigures } from './figures/attempt-figures.ts';
import { notesOn } from './figures/folder-notes.ts';
import { shippedLevels } from './levels.ts';
import { looksInFolder, versionOf } from './looks/looks-store.ts';
import { makersOf } from './looks/makers.ts';
import { runFolderAttempts } from './run-folder-attempts.ts';

/** All that looks are made by, besides the shots. */
const MAKERS = makersOf([
  ...['electron/base', 'electron/engine/camera/virtual/noise', 'electron/engine/geometry'],
  ...['electron/engine/vision', 'training/attempts/looks/shot-frames.ts'],
  ...['training/synthesis/population/views/photograph.ts'],
]);

export interface FolderAttemptsWanted extends Pick<
  AttemptsWanted,
  'assets' | 'encoder' | 'tries' | 'seed' | 'levels' | 'command' | 'date' | 'onProgress' | 'folder'
> {
  /** Holds a dataset.json. */
  readonly dataset: string;
  /** Whose noise is added; default: by the model that the dataset names. */
  readonly sensor?: VirtualScene['sensor'];
  /** Different looks of a shot in each attempt. */
  readonly frames: number;
  /** Locks of others that each person tries, at most; default: all. */
  readonly strangers?: number;
}

/** Figures of a run, and what it could not do, in sentences. */
export interface EvaluatedFolder extends EvaluatedAttempts {
  readonly notes: readonly string[];
}

/** Plays every shot of a folder dataset, repeated with fresh noise, through the lock and reports errors by level. */
export async function evaluateFolderAttempts(
  wanted: FolderAttemptsWanted,
): Promise<Result<EvaluatedFolder>> {
  const { assets, encoder, frames, tries, seed, levels = shippedLevels() } = wanted;
  const dataset = await openFolderDataset(wanted.dataset);
  if (!dataset.ok) return dataset;
  const sensor = wanted.sensor ?? sensorOfModel(dataset.value.camera.name);
  if (sensor === null) return fail('dataset-unreadable', unknownSensor(dataset.value));
  const vision = await createVision({ assets, ...(encoder === undefined ? {} : { encoder }) });
  if (!vision.ok) return vision;
  try {
    const name = encoderName(vision.value.encoder);
    const folder =
      wanted.folder ??
      trainingCache(join('attempts', await versionOf(MAKERS), name.replaceAll(' ', '-')));
    const played = await runFolderAttempts({
      dataset: dataset.value,
      ...{ sensor, frames, levels, tries, seed },
      vision: vision.value,
      store: await looksInFolder(folder),
      strangers: wanted.strangers ?? Infinity,
      onProgress: wanted.onProgress,
    });
    if (!played.ok) return played;
    const { tallies, notEnrolled } = played.value;
    const people = dataset.value.people - notEnrolled.length;
    if (people === 0) return fail('dataset-unreadable', nobodyEnrolled(dataset.value));
    const figures = {
      encoder: name,
      source: sourceOf(dataset.value, sensor),
      ...{ people, tries, seed, command: wanted.command, date: wanted.date.toISOString() },
      levels: levelFigures(tallies, levels),
    };
    return succeed({ figures, notEnrolled, notes: notesOn(dataset.value, played.value) });
  } finally {
    await vision.value.dispose();
  }
}

function sourceOf(
  { name, people, shots, attacks }: FolderDataset,
  sensor: VirtualScene['sensor'],
): string {
  const shown = sensor === 'kinect-v1' ? 'Kinect v1' : 'Kinect v2';
  return `${name}, ${people} people, ${shots.length} shots and ${attacks.length} attacks, each a still with fresh noise of a ${shown}`;
}

const unknownSensor = ({ name, camera }: FolderDataset): string =>
  `The dataset “${name}” calls its camera “${camera.name}”, which names neither a Kinect v1 nor a v2, so it is not known what noise to add to its shots. Say whose noise comes nearest: --sensor kinect-v1 or --sensor kinect-v2.`;

const nobodyEnrolled = ({ name }: FolderDataset): string =>
  `Nobody in the dataset “${name}” could be enrolled, so there is no lock to try. Each person needs a shot in which a face with depth, in millimetres, looks straight at the camera from 0.4 to 1.6 m. What keeps shots from being seen: depthlock evaluate without --attempts.`;

import { createHash } from 'node:crypto';
import { ASSETS_FOLDER } from '../../electron/base/app-folders.ts';
import { writeModel } from '../../electron/engine/onnx/onnx-writer.ts';
import { trainingData } from '../data.ts';
import {
  alignPhotos,
  openAlignedPhotos,
  requirePhotographs,
} from '../synthesis/photos/photo-set.ts';
import { teacherFeatures } from '../synthesis/photos/teacher-features.ts';
import type { IdentitySet } from '../synthesis/population/identity-sets.ts';
import { renderPeople } from '../synthesis/population/render-people.ts';
import type { TrainingTaskModule } from '../trainer/training-task.ts';
import { loadColourNetwork } from './fused/colour-branch.ts';
import { splitPeople } from './data/photo-people.ts';
import { ownPeopleOption, prepareOwnPeople } from './own-people/own-people.ts';
import { projectTeacher } from './squeezenet/teacher-projection.ts';
import { teacherTargets } from './data/teacher-targets.ts';

type WantedPeople = readonly (readonly [IdentitySet, number])[];
/** Rendered people to choose by. */
const TO_CHOOSE_BY: WantedPeople = [['validation', 150]];
/** Rendered people to set thresholds on and to report on. */
const TO_MEASURE_ON: WantedPeople = [
  ['calibration', 450],
  ['reported', 200],
];
const VIEWS = 8;
/** Rendered people to train on, unless a run asks for another number. */
export const RENDERED_PEOPLE = 500;

type Prepare = NonNullable<TrainingTaskModule['prepare']>;

/**
 * Brings own people through the live pipeline, aligns the photographs, asks the teacher about them, projects what it
 * says, and renders the people who are missing. Each part is kept once made.
 */
export const prepare: Prepare = (options, report, signal, exports) =>
  prepareToTrain(TO_CHOOSE_BY, options, report, signal, exports);

/** The same for an encoder that is validated on photographed people alone. */
export const prepareOnPhotographs: Prepare = (options, report, signal, exports) =>
  prepareToTrain([], options, report, signal, exports);

async function prepareToTrain(
  toChooseBy: WantedPeople,
  ...[options, report, signal, exports]: Parameters<Prepare>
): Promise<void> {
  // What a run cannot do without is asked for first, and not after an hour.
  trainingData('ict-facekit');
  requirePhotographs();
  const own = ownPeopleOption.parse(options['people']);
  await prepareOwnPeople(own, { assets: ASSETS_FOLDER, report, signal });
  const training = Number(options['rendered'] ?? RENDERED_PEOPLE);
  const toMeasureOn = exports ? TO_MEASURE_ON : [];
  const people = [['training', training] as const, ...toChooseBy, ...toMeasureOn];
  await prepareFor(people, report, signal);
}

/** The same for measuring an encoder that is there: nobody to train on is rendered. */
export const prepareToMeasure: Prepare = (_options, report, signal) =>
  prepareFor(TO_MEASURE_ON, report, signal);

async function prepareFor(
  people: WantedPeople,
  report: Parameters<Prepare>[1],
  signal: AbortSignal,
): Promise<void> {
  // A function, because the signal may change with every wait.
  const isStopped = () => signal.aborted;
  if (isStopped()) return;
  const aligned = (done: number, total: number): void =>
    report({ label: 'photographs aligned', done, total });
  await alignPhotos(ASSETS_FOLDER, aligned, signal);
  if (isStopped()) return;
  const photos = openAlignedPhotos();
  const network = writeModel(await loadColourNetwork());
  const shown = (done: number, total: number): void =>
    report({ label: 'photographs shown to the teacher', done, total });
  const features = await teacherFeatures(photos, network, shown, signal);
  if (isStopped()) return;
  const key = createHash('sha256').update(network).digest('hex').slice(0, 12);
  projectTeacher(teacherTargets(photos, features), splitPeople(photos).training, key);
  for (const [set, wantedPeople] of people) {
    await renderPeople(
      { set, people: wantedPeople, views: VIEWS, seed: 0 },
      ({ done, wanted }) => {
        report({ label: `people rendered for ${set}`, done, total: wanted });
      },
      signal,
    );
  }
}

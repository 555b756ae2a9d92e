import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FUSED_LENGTH } from '../../../electron/engine/vision/fusion/fusion.ts';
import { INPUT_SIZE } from '../../../electron/engine/vision/fusion/template.ts';
import { trainingCache } from '../../cache-folder.ts';
import { openTeacher, TEACHER_FEATURES } from '../../synthesis/photos/teacher-features.ts';
import type { OwnPeople } from './own-people.ts';

const COLOUR = 3 * INPUT_SIZE * INPUT_SIZE;

/** What a student shall say about any look at an acquired shot of the training people, by the shot's number. */
export type OwnTargets = ReadonlyMap<number, Float32Array>;

/**
 * Asks the untouched network about the own people to train on, as they were seen. A probe may be turned or dark, where
 * the teacher is weak, and so what it says of the shots that enrol stands for the person: a probe's target is their
 * mean, an enrolling shot's lies midway between its own and that mean. Kept in the training cache.
 *
 * @param network ONNX file, 1×3×112×112 → 1×512
 * @returns vectors of 512 numbers and unit length
 */
export async function ownTargets(
  own: OwnPeople,
  network: Uint8Array,
  report: (done: number, total: number) => void = () => undefined,
): Promise<OwnTargets> {
  const shots = own.training.flatMap(({ acquired }) => acquired);
  const features = await ownFeatures(own, network, report);
  const featureOf = new Map(
    shots.map(({ number }, i) => [
      number,
      features.subarray(i * TEACHER_FEATURES, (i + 1) * TEACHER_FEATURES),
    ]),
  );
  const targets = new Map<number, Float32Array>();
  for (const { acquired } of own.training) {
    const enrolling = acquired.filter(({ role }) => role === 'gallery');
    const centre = meanOf(enrolling.flatMap(({ number }) => featureOf.get(number) ?? []));
    for (const { number, role } of acquired) {
      const feature = featureOf.get(number) ?? centre;
      targets.set(number, role === 'gallery' ? meanOf([feature, centre]) : centre);
    }
  }
  return targets;
}

/** Features of the acquired shots of the training people, in order. */
async function ownFeatures(
  own: OwnPeople,
  network: Uint8Array,
  report: (done: number, total: number) => void,
): Promise<Float32Array> {
  const shots = own.training.flatMap(({ acquired }) => acquired);
  const asked = createHash('sha256').update(network).digest('hex').slice(0, 12);
  const whom = createHash('sha256')
    .update(shots.map(({ number }) => number).join())
    .digest('hex')
    .slice(0, 8);
  const file = join(trainingCache('teacher'), `own-${own.key}-${whom}-${asked}.f32`);
  if (existsSync(file)) {
    const stored = new Float32Array(Uint8Array.from(readFileSync(file)).buffer);
    if (stored.length === shots.length * TEACHER_FEATURES) return stored;
  }
  const ask = await openTeacher(network);
  const features = new Float32Array(shots.length * TEACHER_FEATURES);
  const fused = new Float32Array(FUSED_LENGTH);
  for (const [i, { number }] of shots.entries()) {
    own.read(number, fused);
    features.set(await ask(fused.slice(0, COLOUR)), i * TEACHER_FEATURES);
    report(i + 1, shots.length);
  }
  // Named by the process, because every thread that trains may come here at once.
  const part = `${file}.${process.pid}.part`;
  writeFileSync(part, features);
  renameSync(part, file);
  return features;
}

function meanOf(vectors: readonly Float32Array[]): Float32Array {
  const sum = new Float32Array(TEACHER_FEATURES);
  for (const vector of vectors) vector.forEach((x, k) => (sum[k] = (sum[k] ?? 0) + x));
  const norm = Math.hypot(...sum) || 1;
  return sum.map((x) => x / norm);
}

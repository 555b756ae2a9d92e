import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { trainingCache } from '../../cache-folder.ts';
import { fitDiscriminant } from '../fused/discriminant.ts';
import { COLOUR_OUTPUTS } from './outputs.ts';
import { TEACHER_FEATURES } from '../../synthesis/photos/teacher-features.ts';

const SHRINKAGE = 0.5;
/** Photographs a person contributes at most, so that a few famous people do not decide everything. */
const MOST_PHOTOS = 6;

/**
 * The teacher's features in 96 numbers that tell people apart: a linear discriminant fitted on the people to train
 * on. Cached under `key`, which must name the features.
 *
 * @param features photographs × 512
 * @param people lists of photographs, one list a person
 * @returns photographs × 96, each row of unit length
 */
export function projectTeacher(
  features: Float32Array,
  people: readonly (readonly number[])[],
  key: string,
): Float32Array {
  const file = join(trainingCache('teacher'), `${key}-${COLOUR_OUTPUTS}.f32`);
  const photos = features.length / TEACHER_FEATURES;
  if (existsSync(file)) {
    const stored = new Float32Array(Uint8Array.from(readFileSync(file)).buffer);
    if (stored.length === photos * COLOUR_OUTPUTS) return stored;
  }
  const feature = (photo: number) =>
    features.subarray(photo * TEACHER_FEATURES, (photo + 1) * TEACHER_FEATURES);
  const samples = people
    .filter((list) => list.length > 1)
    .flatMap((list, person) =>
      list
        .slice(0, MOST_PHOTOS)
        .map((photo) => ({ person: String(person), feature: feature(photo) })),
    );
  const { mean, weights } = fitDiscriminant(samples, COLOUR_OUTPUTS, SHRINKAGE);
  const matrix = Float64Array.from(weights.to1DArray());
  const projected = new Float32Array(photos * COLOUR_OUTPUTS);
  for (let photo = 0; photo < photos; photo++) {
    const row = projected.subarray(photo * COLOUR_OUTPUTS, (photo + 1) * COLOUR_OUTPUTS);
    feature(photo).forEach((value, i) => {
      const x = value - (mean[i] ?? 0);
      for (let j = 0; j < COLOUR_OUTPUTS; j++) {
        row[j] = (row[j] ?? 0) + x * (matrix[i * COLOUR_OUTPUTS + j] ?? 0);
      }
    });
    const norm = Math.hypot(...row) || 1;
    for (let j = 0; j < COLOUR_OUTPUTS; j++) row[j] = (row[j] ?? 0) / norm;
  }
  writeFileSync(`${file}.partial`, projected);
  renameSync(`${file}.partial`, file);
  return projected;
}

import type { PhotoSet } from '../../synthesis/photos/photo-set.ts';
import { TEACHER_FEATURES } from '../../synthesis/photos/teacher-features.ts';

/**
 * What a student shall say about any view of a photograph: midway between what the teacher says about this
 * photograph and about all of the person's, so that age, light and expression of one picture count less.
 *
 * @param features photographs × 512, each of unit length
 * @returns photographs × 512, each of unit length
 */
export function teacherTargets(
  photos: Pick<PhotoSet, 'people' | 'person'>,
  features: Float32Array,
): Float32Array {
  const size = TEACHER_FEATURES;
  const centres = new Float32Array(photos.people * size);
  photos.person.forEach((person, photo) => {
    for (let k = 0; k < size; k++) {
      const at = person * size + k;
      centres[at] = (centres[at] ?? 0) + (features[photo * size + k] ?? 0);
    }
  });
  normaliseRows(centres, size);
  const targets = new Float32Array(features.length);
  photos.person.forEach((person, photo) => {
    for (let k = 0; k < size; k++) {
      const at = photo * size + k;
      targets[at] = (features[at] ?? 0) + (centres[person * size + k] ?? 0);
    }
  });
  normaliseRows(targets, size);
  return targets;
}

function normaliseRows(matrix: Float32Array, columns: number): void {
  for (let row = 0; row < matrix.length; row += columns) {
    let square = 0;
    for (let k = row; k < row + columns; k++) square += (matrix[k] ?? 0) ** 2;
    const norm = Math.sqrt(square) || 1;
    for (let k = row; k < row + columns; k++) matrix[k] = (matrix[k] ?? 0) / norm;
  }
}

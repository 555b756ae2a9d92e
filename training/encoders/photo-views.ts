import { loadMeanHead } from '../../electron/engine/vision/mean-head.ts';
import type { Random } from '../people/random.ts';
import { spoilAsKinect, STRONG_LOOK, toEncoderColour } from '../photos/kinect-look.ts';
import { openAlignedPhotos, type PhotoSet } from '../photos/photo-set.ts';
import { PhotoTurner } from '../photos/photo-view.ts';
import { sampleFrontView, sampleView } from '../photos/view-sampler.ts';
import { TEACHER_FEATURES } from '../photos/teacher-features.ts';
import { splitPeople, type PhotoPeople } from './photo-people.ts';

/** Aligned photographs and what it takes to see them anew. */
export interface PhotoViews {
  readonly photos: PhotoSet;
  readonly people: PhotoPeople;
  readonly turner: PhotoTurner;
  /** Draws a view of a photograph as a Kinect may catch it: colour 3 × 112 × 112 into `out`. */
  draw(photo: number, random: Random, out: Float32Array): void;
}

/** One view in three is as at enrolment: nearly straight. */
const FRONT_SHARE = 1 / 3;

/** Opens photographs that are already aligned; throws a sentence when the mean head is missing. */
export async function openPhotoViews(assets: string): Promise<PhotoViews> {
  const mean = await loadMeanHead(assets);
  if (!mean.ok) throw new Error(mean.problem.message);
  const photos = openAlignedPhotos();
  const turner = new PhotoTurner(mean.value);
  return {
    photos,
    people: splitPeople(photos),
    turner,
    draw(photo, random, out) {
      const view = random.chance(FRONT_SHARE) ? sampleFrontView(random) : sampleView(random);
      const native = turner.turn(photos.read(photo), view, random);
      spoilAsKinect(native, STRONG_LOOK, random);
      toEncoderColour(native, random.chance(0.5), out);
    },
  };
}

/**
 * What a student shall say about any view of a photograph: midway between what the teacher says about this
 * photograph and about all of the person's, so that age, light and expression of one picture count less.
 *
 * @param features photographs × 512, each of unit length
 * @returns photographs × 512, each of unit length
 */
export function teacherTargets(photos: PhotoSet, features: Float32Array): Float32Array {
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

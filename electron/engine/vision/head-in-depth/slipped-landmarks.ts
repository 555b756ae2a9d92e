import type { Intrinsics } from '../../../contract/frame.ts';
import { medianOfFew } from '../../geometry/median.ts';
import type { FoundFace } from '../detect/face-finder.ts';
import { millimetresPerTemplatePixel } from '../fusion/face-scale.ts';
import { fivePoints } from '../fusion/fusion.ts';
import { isSurelyAligned } from '../head/head-alignment.ts';
import type { MeasuredHead } from '../head/head-pose.ts';
import type { MeanHead } from '../head/mean-head.ts';
import { landmarksOfHead } from '../landmarks/head-landmarks.ts';
import { INNER_68, LANDMARKS_68 } from '../landmarks/landmark-indices.ts';

/**
 * Below this presence, or with the five points farther than this from where the measured head has them (root mean
 * square, pixels of the template, after the shift of colour against depth), landmarks have slipped off the face.
 *
 * Chosen on 978 looks at 100 rendered people nobody is trained on (set `validation`, people 0 to 99) at the threshold
 * that ships: of 25 looks beyond one of these bounds with a surely aligned head 68 % were refused, and 32 % with the
 * head's own landmarks; moved by the median shift of the slipped ones, 60 %. Of 916 looks at 100 others, 27 such ones: 59 %
 * and 44 %. Within the bounds the seen landmarks are as good. Of 24 looks whose head was not surely aligned either, 23
 * were refused; depth by itself finds 22 of those heads, as far from the references as other looks that are turned as far.
 */
const LEAST_PRESENCE = 0.95;
const LARGEST_ERROR = 8;

/** The landmarks to lay a crop by; none where neither colour nor depth is sure of them. */
type CropLandmarks =
  | { readonly kind: 'seen' | 'measured'; readonly landmarks: Float32Array }
  | { readonly kind: 'doubtful' };

/** The landmarks that were seen, or those of the head that depth measured where the seen ones have slipped. */
export function landmarksForCrop(
  { landmarks, presence }: Pick<FoundFace, 'landmarks' | 'presence'>,
  { alignment, pose }: MeasuredHead,
  intrinsics: Intrinsics,
  mean: MeanHead,
): CropLandmarks {
  const ofHead = landmarksOfHead(alignment.transform, intrinsics, mean);
  const pixel = (millimetresPerTemplatePixel(mean) * intrinsics.fx) / pose.distanceMm;
  const isSeen =
    presence >= LEAST_PRESENCE && disagreement(landmarks, ofHead) <= LARGEST_ERROR * pixel;
  if (isSeen) return { kind: 'seen', landmarks };
  return isSurelyAligned(alignment)
    ? { kind: 'measured', landmarks: ofHead }
    : { kind: 'doubtful' };
}

/** How far the five points lie from one another, pixels, once one face is shifted onto the other. */
function disagreement(seen: Float32Array, measured: Float32Array): number {
  const [right, down] = [medianShift(seen, measured, 0), medianShift(seen, measured, 1)];
  const expected = fivePoints(measured);
  const squares = fivePoints(seen).map(([x, y], i) => {
    const [u = NaN, v = NaN] = expected[i] ?? [];
    return (x - u - right) ** 2 + (y - v - down) ** 2;
  });
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
}

const shifts = new Float64Array(INNER_68.length);

function medianShift(seen: Float32Array, measured: Float32Array, axis: 0 | 1): number {
  INNER_68.forEach((i, k) => {
    const at = 3 * (LANDMARKS_68[i] ?? 0) + axis;
    shifts[k] = (seen[at] ?? 0) - (measured[at] ?? 0);
  });
  return medianOfFew(shifts, INNER_68.length) ?? 0;
}

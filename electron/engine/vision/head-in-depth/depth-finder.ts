import type { RgbdFrame } from '../../../contract/frame.ts';
import type { FaceBox } from '../../../contract/observation.ts';
import { anglesFromRotation } from '../../geometry/euler.ts';
import { invert, type RigidTransform, type Vector3 } from '../../geometry/rigid.ts';
import { NO_COMPANY } from '../detect/face-choice.ts';
import type { FoundFace } from '../detect/face-finder.ts';
import { boxOfPoints } from '../landmarks/box-of-points.ts';
import { isSurelyAligned, type HeadAlignment } from '../head/head-alignment.ts';
import type { HeadGuesser } from './head-guesser.ts';
import { poseOf, type HeadMeter, type MeasuredHead } from '../head/head-pose.ts';
import { headRegionFromDepth } from './head-region.ts';
import { landmarksOfHead } from '../landmarks/head-landmarks.ts';
import type { SquareRegion } from '../image/image.ts';

/** Half the width of a head with some margin, mm; the margin is a little larger above and below. */
const HALF_HEAD_MM = 110;
const TALLER = 1.1;
/** The face is the nearer part of the depth around the middle of the head. */
const NEAR_SHARE = 0.3;
/** From the nearest part of a face to the middle of the mean head, mm. */
const BEHIND_MM = 15;
/**
 * Criteria for a head: it fits the mean head (`isSurelyAligned`), and lies where the network put it before the
 * alignment. On rendered heads in poses up to 82° this keeps nine in ten and none that is more than 15°
 * wrong; chairs, hands and shoulders fit worse.
 */
const LIMITS = { degrees: 15, millimetres: 25 } as const;

export interface HeadInDepth {
  readonly face: FoundFace;
  readonly head: MeasuredHead;
  /** Where the face's landmarks come from: seen in colour, or of the measured head; `lost`: they lie on no face. */
  readonly crop: 'seen' | 'measured' | 'lost';
}

/**
 * Finds and measures a head by depth alone, where colour shows no face: far aside, far down, in the dark.
 * @returns null if nothing there is surely a head
 */
export async function findHeadInDepth(
  frame: RgbdFrame,
  guesser: HeadGuesser,
  meter: HeadMeter,
): Promise<HeadInDepth | null> {
  const region = headRegionFromDepth(frame);
  const centre = region === null ? null : centreOf(frame, region);
  const guess = centre === null ? null : await guesser.guess(frame, centre);
  if (guess === null) return null;
  const { surface, alignment } = meter.measureSurface(
    frame,
    boxAround(frame, guess),
    guess.translation[2],
    invert(guess),
  );
  if (alignment === null || !isHead(alignment, guess)) return null;
  const head = { pose: poseOf(alignment.transform, 0), surface, alignment };
  const landmarks = landmarksOfHead(alignment.transform, frame.camera.intrinsics, meter.mean);
  return {
    face: { landmarks, box: boxOfPoints(landmarks), presence: 1, company: NO_COMPANY },
    head,
    crop: 'measured',
  };
}

/** A point on the head: the middle of the region, at the distance of the nearer part of its middle. */
function centreOf(frame: RgbdFrame, { centerX, centerY, side }: SquareRegion): Vector3 | null {
  const reach = side / 6.4;
  const readings: number[] = [];
  for (let y = Math.max(0, Math.round(centerY - reach)); y < centerY + reach; y++) {
    if (y >= frame.height) break;
    for (let x = Math.max(0, Math.round(centerX - reach)); x < centerX + reach; x++) {
      if (x >= frame.width) break;
      const z = frame.depth[y * frame.width + x] ?? 0;
      if (z > 0) readings.push(z);
    }
  }
  readings.sort((a, b) => a - b);
  const near = readings[Math.floor(NEAR_SHARE * readings.length)];
  if (near === undefined) return null;
  const { fx, fy, cx, cy } = frame.camera.intrinsics;
  return [((centerX - cx) * near) / fx, ((centerY - cy) * near) / fy, near + BEHIND_MM];
}

function boxAround(frame: RgbdFrame, { translation: [x, y, z] }: RigidTransform): FaceBox {
  const { fx, fy, cx, cy } = frame.camera.intrinsics;
  const half = (fx * HALF_HEAD_MM) / z;
  return {
    x: (fx * x) / z + cx - half,
    y: (fy * y) / z + cy - TALLER * half,
    width: 2 * half,
    height: 2 * TALLER * half,
  };
}

function isHead(alignment: HeadAlignment, guess: RigidTransform): boolean {
  if (!isSurelyAligned(alignment)) return false;
  const { rotation, translation } = invert(alignment.transform);
  const [found, guessed] = [anglesFromRotation(rotation), anglesFromRotation(guess.rotation)];
  const turn = Math.max(
    Math.abs(found.yaw - guessed.yaw),
    Math.abs(found.pitch - guessed.pitch),
    Math.abs(found.roll - guessed.roll),
  );
  const shift = Math.hypot(...translation.map((x, i) => x - (guess.translation[i] ?? 0)));
  return turn <= LIMITS.degrees && shift <= LIMITS.millimetres;
}

import type { Random } from '../people/random.ts';
import type { PhotoView } from './photo-view.ts';

/** Largest turns of a training view, degrees: as far as people turn who still want to be recognised. */
const WIDEST = { yaw: 68, pitch: 46, roll: 18 } as const;
/** Faces at 0.5 to 1.5 m, in camera pixels per template pixel. */
const RESOLUTION = { least: 0.38, most: 1 } as const;

/** How far people turn and nod on the ring of enrolment, degrees. */
const RING = { yaw: 24, pitch: 18 } as const;

/** Standard deviation of the size of adults' faces, as a share: distances between landmarks vary by 4 to 6 %. */
const HEAD_SIZE_DEVIATION = 0.045;

/** The size of somebody's head as a multiple of the mean head's. */
export const sampleHeadSize = (random: Random): number =>
  Math.exp(HEAD_SIZE_DEVIATION * random.normal());

/** A view as a Kinect may capture it: mostly near the front, occasionally from far aside, above or below. */
export function sampleView(random: Random): PhotoView {
  return {
    pose: random.chance(0.15) ? null : samplePose(random),
    distanceMm: random.range(450, 1400),
    resolution: random.range(RESOLUTION.least, RESOLUTION.most),
    landmarkError: random.range(0.3, 2),
    headSize: sampleHeadSize(random),
  };
}

/** A view as at enrolment: nearly straight, near and sharp. */
export function sampleFrontView(random: Random): PhotoView {
  return {
    pose: { yaw: 8 * random.normal(), pitch: 6 * random.normal(), roll: 3 * random.normal() },
    distanceMm: random.range(500, 1200),
    resolution: random.range(0.5, RESOLUTION.most),
    landmarkError: random.range(0.3, 1.2),
    headSize: sampleHeadSize(random),
  };
}

/**
 * A view from the ring of enrolment: the head turned as far as required. @param degrees direction, clockwise from up
 */
export function sampleRingView(degrees: number, random: Random): PhotoView {
  const direction = (degrees * Math.PI) / 180;
  return {
    ...sampleFrontView(random),
    pose: {
      yaw: RING.yaw * Math.sin(direction) + 2 * random.normal(),
      pitch: -RING.pitch * Math.cos(direction) + 2 * random.normal(),
      roll: 3 * random.normal(),
    },
  };
}

function samplePose(random: Random): NonNullable<PhotoView['pose']> {
  const roll = limit(5 * random.normal(), WIDEST.roll);
  const kind = random.unit();
  if (kind < 0.4) {
    return { yaw: 15 * random.normal(), pitch: 10 * random.normal(), roll };
  }
  if (kind < 0.7) {
    return { yaw: random.range(-WIDEST.yaw, WIDEST.yaw), pitch: 9 * random.normal(), roll };
  }
  if (kind < 0.9) {
    return { yaw: 9 * random.normal(), pitch: random.range(-WIDEST.pitch, WIDEST.pitch), roll };
  }
  return { yaw: random.range(-45, 45), pitch: random.range(-30, 30), roll };
}

const limit = (x: number, most: number): number => Math.max(-most, Math.min(most, x));

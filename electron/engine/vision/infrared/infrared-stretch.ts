/** The range of infrared brightness that shows a face, from the pixels that lie as far away as it. */
import type { RgbdFrame } from '../../../contract/frame.ts';
import type { FaceBox } from '../../../contract/observation.ts';
import type { Reach } from '../reach.ts';
import { nearestSurface } from './nearest-surface.ts';

/** Infrared brightness that is drawn black, and that is drawn white. */
export interface Stretch {
  readonly low: number;
  readonly high: number;
}

/** Why infrared does not serve. */
export type InfraredFault =
  /** The frame carries none, or a picture of another size. */
  | 'missing'
  /** Nothing is as near as a face that looks in. */
  | 'nothing-near'
  /** What is near sends no light back: the sensor's lamp is off or covered. */
  | 'black'
  /** Much of what is near is as bright as the sensor can tell. */
  | 'saturated'
  /** What is near has one brightness all over. */
  | 'flat';

export type InfraredRange =
  | { readonly kind: 'usable'; readonly stretch: Stretch }
  | { readonly kind: 'unusable'; readonly because: InfraredFault };

/** Where a face is known to be. */
export interface KnownFace {
  readonly box: FaceBox;
  readonly distanceMm: number;
}

type Pictures = Pick<RgbdFrame, 'width' | 'height' | 'depth' | 'infrared'>;

/** What belongs to a face at a distance: from a nose or a hand before it to the ears, mm. */
const BEFORE_MM = 100;
const BEHIND_MM = 200;
/** Shares of these pixels that are darker than the low end of the range, and brighter than its high end. */
const TAIL = 0.02;
/** So many samples at most give the range, and so many it takes. */
const MOST_SAMPLES = 8192;
const LEAST_SAMPLES = 100;
/** A face at 1.6 m sends back ten times as much; the sensor's noise in the dark is far below. */
const BLACK = 400;
/** The least range, as a share of its high end. */
const LEAST_CONTRAST = 0.1;
/** Pixels that share the brightest value are clipped if they are more than highlights … */
const PLATEAU = 0.01;
/** … and too many of them hide the face. While infrared is in use it takes more, so that the choice does not flicker. */
const SATURATED = { unused: 0.15, used: 0.25 } as const;

const samples = new Uint16Array(MOST_SAMPLES);

/**
 * The range over which the infrared of a frame is stretched: between percentiles of the pixels near the face's
 * distance and in its box, or, where no face is known, of the nearest surface within reach. Clipped pixels are left
 * out.
 *
 * @param inUse whether the look before this one was taken in infrared
 */
export function infraredRange(
  frame: Pictures,
  face: KnownFace | null,
  inUse: boolean,
): InfraredRange {
  const { width, height, depth, infrared } = frame;
  if (infrared?.length !== width * height || depth.length !== width * height) {
    return unusable('missing');
  }
  const near = face === null ? nearestSurface(frame) : aroundDistance(face.distanceMm);
  if (near === null) return unusable('nothing-near');
  const count = sample(frame, infrared, near, boxWithin(frame, face?.box ?? null));
  if (count < LEAST_SAMPLES) return unusable('nothing-near');
  const sorted = samples.subarray(0, count).sort();
  const top = sorted[count - 1] ?? 0;
  if (top < BLACK) return unusable('black');
  const clipped = count - firstOf(sorted, top);
  if (clipped > SATURATED[inUse ? 'used' : 'unused'] * count) {
    return unusable(clipped === count ? 'flat' : 'saturated');
  }
  const told = clipped > PLATEAU * count ? count - clipped : count;
  const low = sorted[Math.floor(TAIL * told)] ?? 0;
  const high = sorted[Math.min(told - 1, Math.floor((1 - TAIL) * told))] ?? 0;
  if (high < BLACK) return unusable('black');
  if (high - low < LEAST_CONTRAST * high) return unusable('flat');
  return { kind: 'usable', stretch: { low, high } };
}

const unusable = (because: InfraredFault): InfraredRange => ({ kind: 'unusable', because });

const aroundDistance = (mm: number): Reach => ({ from: mm - BEFORE_MM, to: mm + BEHIND_MM });

interface Rectangle {
  readonly left: number;
  readonly top: number;
  /** Exclusive. */
  readonly right: number;
  readonly bottom: number;
}

/** The pixels of a box that lie in the frame; all of the frame without one. */
function boxWithin({ width, height }: Pictures, box: FaceBox | null): Rectangle {
  if (box === null) return { left: 0, top: 0, right: width, bottom: height };
  return {
    left: Math.max(0, Math.floor(box.x)),
    top: Math.max(0, Math.floor(box.y)),
    right: Math.min(width, Math.ceil(box.x + box.width)),
    bottom: Math.min(height, Math.ceil(box.y + box.height)),
  };
}

/** Takes the infrared of pixels in reach into `samples`, evenly over the rectangle; returns how many. */
function sample(
  { width, depth }: Pictures,
  infrared: Uint16Array,
  { from, to }: Reach,
  { left, top, right, bottom }: Rectangle,
): number {
  const pixels = Math.max(0, right - left) * Math.max(0, bottom - top);
  const step = Math.max(1, Math.ceil(Math.sqrt(pixels / MOST_SAMPLES)));
  let count = 0;
  for (let v = top; v < bottom; v += step) {
    for (let u = left; u < right && count < MOST_SAMPLES; u += step) {
      const i = v * width + u;
      const z = depth[i] ?? 0;
      if (z === 0 || z < from || z > to) continue;
      samples[count++] = infrared[i] ?? 0;
    }
  }
  return count;
}

/** Index of the first of the values equal to `value` in a sorted array that holds it. */
function firstOf(sorted: Uint16Array, value: number): number {
  let [low, high] = [0, sorted.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

import type { FaceBox } from '../../electron/contract/observation.ts';

/** A square of the frame, pixels. */
export interface Crop {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

/** Size of the square relative to the face; a head with some margin. */
const AIR = 2;
/** The square never gets smaller than this share of the frame's height, so that coming closer remains visible. */
const SMALLEST_SHARE = 0.36;
/** Share of the way to the target square covered with each frame at 30 fps. */
const PACE = 0.12;

/** The square while no face is seen: the middle of the frame. */
export function restingCrop(width: number, height: number): Crop {
  const size = 0.62 * Math.min(width, height);
  return { x: (width - size) / 2, y: (height - size) / 2, size };
}

/**
 * Follows a face smoothly, as a camera operator would.
 * @param previous the last square, or null for the first frame
 * @param box where the face is, or null to drift back to the middle
 * @returns a square inside the frame
 */
export function followFace(
  previous: Crop | null,
  box: FaceBox | null,
  width: number,
  height: number,
): Crop {
  const wanted = box === null ? restingCrop(width, height) : cropAround(box, width, height);
  if (previous === null) return wanted;
  return clampInside(
    {
      x: approach(previous.x, wanted.x),
      y: approach(previous.y, wanted.y),
      size: approach(previous.size, wanted.size),
    },
    width,
    height,
  );
}

function cropAround(box: FaceBox, width: number, height: number): Crop {
  const largest = Math.min(width, height);
  const air = AIR * Math.max(box.width, box.height);
  const size = Math.min(largest, Math.max(SMALLEST_SHARE * largest, air));
  const crop = {
    x: box.x + (box.width - size) / 2,
    y: box.y + (box.height - size) / 2,
    size,
  };
  return clampInside(crop, width, height);
}

function clampInside({ x, y, size }: Crop, width: number, height: number): Crop {
  return {
    x: Math.min(width - size, Math.max(0, x)),
    y: Math.min(height - size, Math.max(0, y)),
    size,
  };
}

function approach(from: number, to: number): number {
  return from + PACE * (to - from);
}

import type { Detection } from '../detect/detector.ts';
import type { ColorImage, SquareRegion } from '../image/image.ts';
import { regionFromDetection } from './landmarks-region.ts';
import { FACE_PRESENT } from './landmarks.ts';
import type { LandmarkLocator, Landmarks } from './landmarks.ts';

/** A variation of the detector's region: factor on its side, shifts as shares of its side, rotation in degrees. */
interface Variation {
  readonly scale: number;
  readonly right: number;
  readonly down: number;
  readonly turn: number;
}

/**
 * Variations tried, in this order and with stretched contrast, when the detector's own region fails. The detector is
 * least exact on faces that look down or far aside: angle, height and size are off there.
 */
const VARIATIONS: readonly Variation[] = [
  { scale: 1, right: 0, down: 0, turn: 0 },
  { scale: 1, right: 0, down: 0, turn: 20 },
  { scale: 1, right: 0, down: 0, turn: -20 },
  { scale: 1, right: 0, down: 0.1, turn: 0 },
  { scale: 1, right: 0, down: -0.1, turn: 0 },
  { scale: 1.2, right: 0, down: 0, turn: 0 },
  { scale: 1, right: 0, down: 0.1, turn: 20 },
  { scale: 1, right: 0, down: -0.1, turn: 20 },
  { scale: 1, right: 0, down: -0.1, turn: -20 },
  { scale: 1.2, right: 0, down: 0.1, turn: 0 },
  { scale: 0.85, right: 0.1, down: 0, turn: 20 },
  { scale: 0.85, right: 0.1, down: 0, turn: -20 },
];

/**
 * Landmarks of a newly detected face: in the detector's region, and if no face is present there, in twelve variations
 * of it with stretched contrast, until one succeeds. A second pass in the region given by the landmarks themselves
 * refines the result, and a face has to be present in both. Usually two passes, 26 at most.
 * @returns null if no region holds a face
 */
export async function searchLandmarks(
  locator: LandmarkLocator,
  image: ColorImage,
  detection: Detection,
): Promise<Landmarks | null> {
  const region = regionFromDetection(detection);
  const direct = await locator.locateLandmarks(image, region, { passes: 2 });
  if (direct.presence >= FACE_PRESENT) return direct;
  for (const variation of VARIATIONS) {
    const options = { passes: 2, stretchContrast: true };
    const found = await locator.locateLandmarks(image, vary(region, variation), options);
    if (found.presence >= FACE_PRESENT) return found;
  }
  return null;
}

function vary(region: SquareRegion, { scale, right, down, turn }: Variation): SquareRegion {
  return {
    centerX: region.centerX + right * region.side,
    centerY: region.centerY + down * region.side,
    side: region.side * scale,
    angle: region.angle + (turn * Math.PI) / 180,
  };
}

import type { RgbdFrame } from '../../../../contract/frame.ts';
import { invert, type RigidTransform } from '../../../geometry/rigid.ts';

/** Rectangles beside the face in the frame of the mean head, beyond the ears and from brow to mouth, mm. */
const BESIDE = { from: 90, to: 125, top: -60, bottom: 20, step: 7 } as const;
/** A sheet lies there where the face lies; ears and hair of a head are 80 mm and more behind. */
const PLANE_MM = 10;
const IN_PLANE_MM = 30;

/**
 * Share of the places on either side of a face at which something lies in the plane of the face: the paper around a
 * print, the screen around a picture. The smaller of both sides, 0 to 1: a hand is on one, and hats, hair, hoods and
 * chairs lie farther back.
 * @param toHead camera space → mean head
 */
export function planeBesideFace(
  { width, height, depth, camera: { intrinsics } }: RgbdFrame,
  toHead: RigidTransform,
): number {
  const { fx, fy, cx, cy } = intrinsics;
  const { rotation: r, translation: t } = invert(toHead);
  const shareOn = (side: 1 | -1): number => {
    let [count, inPlane] = [0, 0];
    for (let along: number = BESIDE.from; along <= BESIDE.to; along += BESIDE.step) {
      for (let down: number = BESIDE.top; down <= BESIDE.bottom; down += BESIDE.step) {
        const across = side * along;
        const z = r[6] * across + r[7] * down + r[8] * PLANE_MM + t[2];
        const x = r[0] * across + r[1] * down + r[2] * PLANE_MM + t[0];
        const y = r[3] * across + r[4] * down + r[5] * PLANE_MM + t[1];
        const u = Math.round((fx * x) / z + cx);
        const v = Math.round((fy * y) / z + cy);
        count++;
        if (!(u >= 0 && v >= 0 && u < width && v < height)) continue;
        const seen = depth[v * width + u] ?? 0;
        if (seen > 0 && Math.abs(seen - z) < IN_PLANE_MM) inPlane++;
      }
    }
    return inPlane / count;
  };
  return Math.min(shareOn(1), shareOn(-1));
}

import type { RgbdFrame } from '../../../contract/frame.ts';
import type { Vector3 } from '../../geometry/rigid.ts';

/** A metric square of depth around a head: a head has the same size in it whatever the distance and the sensor. */
export const HEAD_WINDOW = { size: 64, millimetresPerCell: 4 } as const;
/** Readings further than this in front of or behind the centre belong to something else, mm. */
const REACH_MM = 150;
/** No reading, or nothing near: the farthest value. */
const NOTHING = 1.5;
const MILLIMETRES_PER_UNIT = 100;
/** Most readings averaged for a cell along each axis. */
const MOST_SAMPLES = 3;

type DepthPicture = Pick<RgbdFrame, 'width' | 'height' | 'depth' | 'camera'>;

/**
 * Cuts out the depth around a point: how far each cell lies behind the point, 100 mm as 1, from −1.5 to 1.5; cells
 * without a reading within 150 mm are 1.5.
 * @param centre camera space, mm; z > 0
 * @param out 64 × 64 numbers, overwritten
 */
export function cutHeadWindow(
  { width, height, depth, camera }: DepthPicture,
  centre: Vector3,
  out: Float32Array,
): void {
  const { size, millimetresPerCell } = HEAD_WINDOW;
  const { fx, fy, cx, cy } = camera.intrinsics;
  const [x, y, z] = centre;
  const stepX = (millimetresPerCell * fx) / z;
  const stepY = (millimetresPerCell * fy) / z;
  const left = (fx * x) / z + cx - (size / 2) * stepX;
  const top = (fy * y) / z + cy - (size / 2) * stepY;
  const samples = Math.max(1, Math.min(MOST_SAMPLES, Math.round(stepX)));
  for (let v = 0; v < size; v++) {
    for (let u = 0; u < size; u++) {
      let sum = 0;
      let count = 0;
      for (let j = 0; j < samples; j++) {
        const row = Math.round(top + (v + (j + 0.5) / samples) * stepY);
        if (row < 0 || row >= height) continue;
        for (let i = 0; i < samples; i++) {
          const column = Math.round(left + (u + (i + 0.5) / samples) * stepX);
          if (column < 0 || column >= width) continue;
          const behind = (depth[row * width + column] ?? 0) - z;
          if (Math.abs(behind) > REACH_MM) continue;
          sum += behind;
          count++;
        }
      }
      out[v * size + u] = count === 0 ? NOTHING : sum / count / MILLIMETRES_PER_UNIT;
    }
  }
}

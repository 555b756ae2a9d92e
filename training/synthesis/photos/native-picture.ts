import {
  PLACE_NUMBERS,
  POINT_NUMBERS,
  type HeadPicture,
} from '../../../electron/engine/vision/fusion/frontal-colour.ts';
import { rotationFromAngles } from '../../../electron/engine/geometry/euler.ts';
import { multiply, rotate } from '../../../electron/engine/geometry/rigid.ts';
import type { Random } from '../people/random.ts';
import { VIEW_MARGIN, type NativeView } from './photo-view.ts';

/** Errors of the pose before it is used for the frontal view, standard deviations in degrees and mm. */
const POSE_ERROR = { yaw: 3, pitch: 3.5, roll: 1.5, mm: 2.5 } as const;
/** Heads are wider, longer and deeper than the mean head by this share, standard deviations. */
const SHAPE_ERROR = { x: 0.04, y: 0.05, z: 0.08 } as const;

/** A turned photograph as a picture whose head was measured, with errors like the engine's. */
export function nativePicture(view: NativeView, random: Random): HeadPicture {
  const { size, color, depth, resolution, projection } = view;
  const { similarity, distanceMm } = projection;
  const { a, b, tx, ty } = similarity;
  const square = a * a + b * b;
  const wrong = rotationFromAngles(
    POSE_ERROR.yaw * random.normal(),
    POSE_ERROR.pitch * random.normal(),
    POSE_ERROR.roll * random.normal(),
  );
  const r = multiply(wrong, projection.turned);
  const [ox, oy, oz] = [0, 1, 2].map(() => POSE_ERROR.mm * random.normal()) as [
    number,
    number,
    number,
  ];
  const wide = 1 + SHAPE_ERROR.x * random.normal();
  const long = 1 + SHAPE_ERROR.y * random.normal();
  const deep = 1 + SHAPE_ERROR.z * random.normal();
  return {
    project(points, out) {
      for (let i = 0; POINT_NUMBERS * i < points.length; i++) {
        const from = POINT_NUMBERS * i;
        const [x = 0, y = 0, z = 0, nx = 0, ny = 0, nz = 0] = points.subarray(from, from + 6);
        const [px, py, pz] = rotate(r, wide * x, long * y, deep * z);
        const scale = distanceMm / (distanceMm + pz + oz);
        const dx = scale * (px + ox) - tx;
        const dy = scale * (py + oy) - ty;
        const column = ((a * dx + b * dy) / square + VIEW_MARGIN) * resolution;
        const row = ((a * dy - b * dx) / square + VIEW_MARGIN) * resolution;
        const [vx, vy, vz] = rotate(r, nx, ny, nz);
        const [ex, ey, ez] = [px + ox, py + oy, pz + oz + distanceMm];
        const cosine = -(vx * ex + vy * ey + vz * ez) / Math.hypot(ex, ey, ez);
        out.set([column, row, pz + oz, cosine], PLACE_NUMBERS * i);
      }
    },
    behind(column, row, distance) {
      const u = Math.round(column);
      const v = Math.round(row);
      if (u < 0 || v < 0 || u >= size || v >= size) return NaN;
      return (depth[v * size + u] ?? NaN) - distance;
    },
    addColour(column, row, out) {
      const u = Math.floor(column);
      const v = Math.floor(row);
      if (u < 0 || v < 0 || u + 1 >= size || v + 1 >= size) return 0;
      const [fx, fy] = [column - u, row - v];
      let share = 0;
      for (let k = 0; k < 4; k++) {
        const right = k & 1;
        const below = k >> 1;
        const at = 3 * ((v + below) * size + u + right);
        const [red = 0, green = 0, blue = 0] = [color[at], color[at + 1], color[at + 2]];
        // Black marks what has been cut out.
        if (red + green + blue === 0) continue;
        const weight = (right === 1 ? fx : 1 - fx) * (below === 1 ? fy : 1 - fy);
        share += weight;
        out[0] = (out[0] ?? 0) + weight * red;
        out[1] = (out[1] ?? 0) + weight * green;
        out[2] = (out[2] ?? 0) + weight * blue;
      }
      return share;
    },
  };
}

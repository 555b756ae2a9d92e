import type { RgbdFrame } from '../../contract/frame.ts';
import { transpose, type RigidTransform } from '../geometry/rigid.ts';
import type { HeadPicture } from './frontal-colour.ts';
import { LANDMARKS_68 } from './landmark-indices.ts';
import type { MeanHead } from './mean-head.ts';

/** A reading this close to what is expected needs no second opinion from its neighbours, mm. */
const CLOSE_MM = 10;
/** Brows, nose, eyes and mouth (Multi-PIE order). */
const INNER = Array.from({ length: 51 }, (_, i) => i + 17);

/**
 * A frame as a picture of a head that was measured in it. Colour lies a few pixels from where depth says, because
 * the two cameras are registered only so well, and because the mean head is not this one: the whole picture is moved
 * so that landmarks lie where they were seen.
 *
 * @param toHead camera space → mean head
 * @param landmarks 468 × (x, y, z) in pixels of the frame
 */
export function framePicture(
  frame: RgbdFrame,
  toHead: RigidTransform,
  landmarks: Float32Array,
  mean: MeanHead,
): HeadPicture {
  const expected = measuredPicture(frame, toHead);
  const [right, down] = shiftOfLandmarks(expected, landmarks, mean);
  return {
    project(x, y, z, nx, ny, nz, out) {
      expected.project(x, y, z, nx, ny, nz, out);
      out[0] = (out[0] ?? 0) + right;
      out[1] = (out[1] ?? 0) + down;
    },
    // Depth stays where it is.
    behind: (column, row, distance) => expected.behind(column - right, row - down, distance),
    addColour: (column, row, out) => expected.addColour(column, row, out),
  };
}

/** The median shift from where landmarks of the mean head are expected to where they were found, pixels. */
function shiftOfLandmarks(
  picture: HeadPicture,
  landmarks: Float32Array,
  mean: MeanHead,
): readonly [number, number] {
  const place = new Float64Array(4);
  const right = new Float64Array(INNER.length);
  const down = new Float64Array(INNER.length);
  INNER.forEach((i, k) => {
    const [x = 0, y = 0, z = 0] = mean.landmarks.subarray(3 * i, 3 * i + 3);
    picture.project(x, y, z, 0, 0, -1, place);
    const found = 3 * (LANDMARKS_68[i] ?? 0);
    right[k] = (landmarks[found] ?? 0) - (place[0] ?? 0);
    down[k] = (landmarks[found + 1] ?? 0) - (place[1] ?? 0);
  });
  const middle = INNER.length >> 1;
  return [right.sort()[middle] ?? 0, down.sort()[middle] ?? 0];
}

function measuredPicture(frame: RgbdFrame, toHead: RigidTransform): HeadPicture {
  const { width, height, color, depth } = frame;
  const { fx, fy, cx, cy } = frame.camera.intrinsics;
  const [a, b, c, d, e, f, g, h, i] = transpose(toHead.rotation);
  const [tx, ty, tz] = toHead.translation;
  return {
    project(x, y, z, nx, ny, nz, out) {
      const [mx, my, mz] = [x - tx, y - ty, z - tz];
      const px = a * mx + b * my + c * mz;
      const py = d * mx + e * my + f * mz;
      const pz = g * mx + h * my + i * mz;
      out[0] = (fx * px) / pz + cx;
      out[1] = (fy * py) / pz + cy;
      out[2] = pz;
      const toward =
        (a * nx + b * ny + c * nz) * px +
        (d * nx + e * ny + f * nz) * py +
        (g * nx + h * ny + i * nz) * pz;
      out[3] = -toward / Math.hypot(px, py, pz);
    },
    behind(column, row, distance) {
      const u = Math.round(column);
      const v = Math.round(row);
      if (u < 0 || v < 0 || u >= width || v >= height) return NaN;
      const centre = depth[v * width + u] ?? 0;
      if (centre !== 0 && Math.abs(centre - distance) < CLOSE_MM) return centre - distance;
      let best = NaN;
      for (let y = Math.max(0, v - 1); y <= Math.min(height - 1, v + 1); y++) {
        for (let x = Math.max(0, u - 1); x <= Math.min(width - 1, u + 1); x++) {
          const z = depth[y * width + x] ?? 0;
          if (z === 0) continue;
          const behind = z - distance;
          // Depth and colour may be a pixel apart, so the reading that fits best counts.
          if (!(Math.abs(behind) >= Math.abs(best))) best = behind;
        }
      }
      return best;
    },
    addColour(column, row, out) {
      const u = Math.floor(column);
      const v = Math.floor(row);
      if (u < 0 || v < 0 || u + 1 >= width || v + 1 >= height) return 0;
      const right = column - u;
      const below = row - v;
      let share = 0;
      for (let k = 0; k < 4; k++) {
        const at = 4 * ((v + (k >> 1)) * width + u + (k & 1));
        const red = color[at] ?? 0;
        const green = color[at + 1] ?? 0;
        const blue = color[at + 2] ?? 0;
        // Black is what no colour was mapped to.
        if (red + green + blue === 0) continue;
        const weight = (k & 1 ? right : 1 - right) * (k >> 1 ? below : 1 - below);
        share += weight;
        out[0] = (out[0] ?? 0) + weight * red;
        out[1] = (out[1] ?? 0) + weight * green;
        out[2] = (out[2] ?? 0) + weight * blue;
      }
      return share;
    },
  };
}

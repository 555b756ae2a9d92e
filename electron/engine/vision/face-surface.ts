import type { FaceBox } from '../../contract/observation.ts';
import type { RgbdFrame } from '../../contract/frame.ts';

/** A face is measured on a grid about this wide; nearer faces are sampled with a stride. */
const GRID_WIDTH = 120;
/** Readings further than this from the face belong to something else, mm. */
const HEAD_DEPTH_MM = 180;

/**
 * The measured surface around a face: a grid of camera-space points, denoised.
 * A cell without a trustworthy reading has z = 0.
 */
export interface FaceSurface {
  readonly width: number;
  readonly height: number;
  /** x, y, z in mm, 3 numbers a cell. */
  readonly points: Float32Array;
}

/**
 * Cuts the depth around a face, removes speckle with a 3×3 median (at least 5 of 9 readings must exist) and
 * smooths once across readings that lie on the same surface.
 *
 * @param box pixels of the frame; may reach over its edge
 * @param faceMm distance of the face, to leave the background out
 */
export function measureFaceSurface(frame: RgbdFrame, box: FaceBox, faceMm: number): FaceSurface {
  const stride = Math.max(1, Math.floor(box.width / GRID_WIDTH));
  const x0 = Math.max(0, Math.floor(box.x));
  const y0 = Math.max(0, Math.floor(box.y));
  const x1 = Math.min(frame.width, Math.ceil(box.x + box.width));
  const y1 = Math.min(frame.height, Math.ceil(box.y + box.height));
  const width = Math.max(0, Math.floor((x1 - x0 - 1) / stride) + 1);
  const height = Math.max(0, Math.floor((y1 - y0 - 1) / stride) + 1);
  const smooth = smoothWithinSurface(
    medianOfReadings(frame, x0, y0, width, height, stride, faceMm),
    width,
    height,
  );
  const points = new Float32Array(3 * width * height);
  const { fx, fy, cx, cy } = frame.camera.intrinsics;
  for (let v = 0; v < height; v++) {
    for (let u = 0; u < width; u++) {
      const i = v * width + u;
      const z = smooth[i] ?? 0;
      points[3 * i] = ((x0 + u * stride - cx) * z) / fx;
      points[3 * i + 1] = ((y0 + v * stride - cy) * z) / fy;
      points[3 * i + 2] = z;
    }
  }
  return { width, height, points };
}

const neighbours = new Uint16Array(9);

/**
 * Median of the valid neighbours of every grid cell, with a border of one empty cell all round, so that nothing
 * that reads the result needs to look where it is.
 */
function medianOfReadings(
  frame: RgbdFrame,
  x0: number,
  y0: number,
  width: number,
  height: number,
  stride: number,
  faceMm: number,
): Float32Array {
  const { depth } = frame;
  const out = new Float32Array((width + 2) * (height + 2));
  const nearest = Math.max(1, faceMm - HEAD_DEPTH_MM);
  const farthest = faceMm + HEAD_DEPTH_MM;
  for (let v = 0; v < height; v++) {
    const y = y0 + v * stride;
    const top = Math.max(0, y - 1);
    const bottom = Math.min(frame.height - 1, y + 1);
    for (let u = 0; u < width; u++) {
      const x = x0 + u * stride;
      const left = Math.max(0, x - 1);
      const right = Math.min(frame.width - 1, x + 1);
      let count = 0;
      for (let row = top; row <= bottom; row++) {
        for (let k = row * frame.width + left; k <= row * frame.width + right; k++) {
          const z = depth[k] ?? 0;
          if (z < nearest || z > farthest) continue;
          let place = count++;
          while (place > 0 && (neighbours[place - 1] ?? 0) > z) {
            neighbours[place] = neighbours[place - 1] ?? 0;
            place--;
          }
          neighbours[place] = z;
        }
      }
      if (count >= 5) out[(v + 1) * (width + 2) + u + 1] = neighbours[count >> 1] ?? 0;
    }
  }
  return out;
}

/** Neighbours further apart than this are on different surfaces, mm. */
const SAME_SURFACE_MM = 20;

/** Binomial 3×3 mean over readings on the same surface. `bordered` as `medianOfReadings` makes it. */
function smoothWithinSurface(bordered: Float32Array, width: number, height: number): Float32Array {
  const out = new Float32Array(width * height);
  const across = width + 2;
  for (let v = 0; v < height; v++) {
    for (let u = 0; u < width; u++) {
      const centre = (v + 1) * across + u + 1;
      const z = bordered[centre] ?? 0;
      if (z === 0) continue;
      let sum = 4 * z;
      let weight = 4;
      for (let dv = -1; dv <= 1; dv++) {
        const row = centre + dv * across;
        const vertical = dv === 0 ? 2 : 1;
        for (let du = -1; du <= 1; du++) {
          const q = bordered[row + du] ?? 0;
          // Also leaves out cells without a reading: zero is far from any face.
          if ((du === 0 && dv === 0) || Math.abs(q - z) > SAME_SURFACE_MM) continue;
          const w = du === 0 ? 2 * vertical : vertical;
          sum += w * q;
          weight += w;
        }
      }
      out[v * width + u] = sum / weight;
    }
  }
  return out;
}

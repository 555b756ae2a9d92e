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
  const raw = new Float32Array(width * height);
  for (let v = 0; v < height; v++) {
    for (let u = 0; u < width; u++) {
      raw[v * width + u] = medianDepth(frame, x0 + u * stride, y0 + v * stride, faceMm);
    }
  }
  const smooth = smoothWithinSurface(raw, width, height);
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

const neighbours = new Float32Array(9);

function medianDepth(frame: RgbdFrame, x: number, y: number, faceMm: number): number {
  let count = 0;
  for (let v = Math.max(0, y - 1); v <= Math.min(frame.height - 1, y + 1); v++) {
    for (let u = Math.max(0, x - 1); u <= Math.min(frame.width - 1, x + 1); u++) {
      const z = frame.depth[v * frame.width + u] ?? 0;
      if (z === 0 || Math.abs(z - faceMm) > HEAD_DEPTH_MM) continue;
      let k = count++;
      while (k > 0 && (neighbours[k - 1] ?? 0) > z) {
        neighbours[k] = neighbours[k - 1] ?? 0;
        k--;
      }
      neighbours[k] = z;
    }
  }
  return count >= 5 ? (neighbours[count >> 1] ?? 0) : 0;
}

/** Binomial 3×3 mean over readings within 20 mm of the centre. */
function smoothWithinSurface(depth: Float32Array, width: number, height: number): Float32Array {
  const out = new Float32Array(depth.length);
  for (let v = 0; v < height; v++) {
    for (let u = 0; u < width; u++) {
      const z = depth[v * width + u] ?? 0;
      if (z === 0) continue;
      let sum = 0;
      let weight = 0;
      for (let dv = -1; dv <= 1; dv++) {
        for (let du = -1; du <= 1; du++) {
          if (u + du < 0 || u + du >= width || v + dv < 0 || v + dv >= height) continue;
          const q = depth[(v + dv) * width + u + du] ?? 0;
          if (q === 0 || Math.abs(q - z) > 20) continue;
          const w = (2 - Math.abs(du)) * (2 - Math.abs(dv));
          sum += w * q;
          weight += w;
        }
      }
      out[v * width + u] = sum / weight;
    }
  }
  return out;
}

import type { RgbdFrame } from '../../../contract/frame.ts';
import { medianOfFew } from '../../geometry/median.ts';
import { IDENTITY, transpose, type RigidTransform, type Vector3 } from '../../geometry/rigid.ts';
import { PLACE_NUMBERS, POINT_NUMBERS, type HeadPicture } from '../fusion/frontal-colour.ts';
import { INNER_68, LANDMARKS_68 } from '../landmarks/landmark-indices.ts';
import type { MeanHead } from '../head/mean-head.ts';

/** A reading this close to the expected one is taken without comparing its neighbours, mm. */
const CLOSE_MM = 10;

type Pictures = Pick<RgbdFrame, 'width' | 'height' | 'color' | 'depth' | 'camera'>;

const NOTHING: Pictures = {
  width: 0,
  height: 0,
  color: new Uint8Array(0),
  depth: new Uint16Array(0),
  camera: { name: '', serial: '', intrinsics: { fx: 1, fy: 1, cx: 0, cy: 0 }, trust: 'virtual' },
};

/**
 * A frame as a picture of a head that was measured in it. Colour lies a few pixels off depth, because the registration
 * of the two cameras is imperfect, and because the mean head is not this one: the whole picture is shifted so that
 * landmarks lie where they were seen.
 */
export class FramePicture implements HeadPicture {
  /** The inner landmarks of the mean head as points, their projections, and how far from there they were found. */
  readonly #inner: Float32Array;
  readonly #places = new Float64Array(PLACE_NUMBERS * INNER_68.length);
  readonly #rightward = new Float64Array(INNER_68.length);
  readonly #downward = new Float64Array(INNER_68.length);
  #frame = NOTHING;
  #toCamera = IDENTITY;
  #headOrigin: Vector3 = [0, 0, 0];
  #moved = { right: 0, down: 0 };

  constructor(mean: MeanHead) {
    const ahead = [0, 0, -1];
    const inner = INNER_68.flatMap((i) => [...mean.landmarks.subarray(3 * i, 3 * i + 3), ...ahead]);
    this.#inner = Float32Array.from(inner);
  }

  /**
   * Switches to another frame.
   * @param toHead camera space → mean head
   * @param landmarks 468 × (x, y, z) in pixels of the frame
   */
  show(frame: Pictures, toHead: RigidTransform, landmarks: Float32Array): void {
    this.#frame = frame;
    this.#toCamera = transpose(toHead.rotation);
    this.#headOrigin = toHead.translation;
    this.#moved = { right: 0, down: 0 };
    this.#moved = this.#shiftOfLandmarks(landmarks);
  }

  project(points: Float32Array, out: Float64Array): void {
    const { fx, fy, cx, cy } = this.#frame.camera.intrinsics;
    const [xx, xy, xz, yx, yy, yz, zx, zy, zz] = this.#toCamera;
    const [ox, oy, oz] = this.#headOrigin;
    const { right, down } = this.#moved;
    for (let i = 0, k = 0; i < points.length; i += POINT_NUMBERS, k += PLACE_NUMBERS) {
      const x = (points[i] ?? 0) - ox;
      const y = (points[i + 1] ?? 0) - oy;
      const z = (points[i + 2] ?? 0) - oz;
      const nx = points[i + 3] ?? 0;
      const ny = points[i + 4] ?? 0;
      const nz = points[i + 5] ?? 0;
      const px = xx * x + xy * y + xz * z;
      const py = yx * x + yy * y + yz * z;
      const pz = zx * x + zy * y + zz * z;
      const toward =
        (xx * nx + xy * ny + xz * nz) * px +
        (yx * nx + yy * ny + yz * nz) * py +
        (zx * nx + zy * ny + zz * nz) * pz;
      out[k] = (fx * px) / pz + cx + right;
      out[k + 1] = (fy * py) / pz + cy + down;
      out[k + 2] = pz;
      out[k + 3] = -toward / Math.sqrt(px * px + py * py + pz * pz);
    }
  }

  behind(column: number, row: number, distance: number): number {
    const { width, height, depth } = this.#frame;
    // Depth is not shifted. With half a pixel added, truncation rounds to the nearest integer.
    const x = column - this.#moved.right + 0.5;
    const y = row - this.#moved.down + 0.5;
    if (!(x >= 0 && y >= 0 && x < width && y < height)) return NaN;
    const u = x | 0;
    const v = y | 0;
    const centre = depth[v * width + u] ?? 0;
    if (centre !== 0 && Math.abs(centre - distance) < CLOSE_MM) return centre - distance;
    return this.#behindNeighbours(u, v, distance);
  }

  addColour(column: number, row: number, out: Float64Array): number {
    const { width, height, color } = this.#frame;
    if (!(column >= 0 && row >= 0 && column < width - 1 && row < height - 1)) return 0;
    const u = column | 0;
    const v = row | 0;
    const above = (v * width + u) << 2;
    const below = above + 4 * width;
    const right = column - u;
    const down = row - v;
    const nw = ifColoured(color, above, (1 - right) * (1 - down));
    const ne = ifColoured(color, above + 4, right * (1 - down));
    const sw = ifColoured(color, below, (1 - right) * down);
    const se = ifColoured(color, below + 4, right * down);
    for (let c = 0; c < 3; c++) {
      const northern = nw * (color[above + c] ?? 0) + ne * (color[above + 4 + c] ?? 0);
      const southern = sw * (color[below + c] ?? 0) + se * (color[below + 4 + c] ?? 0);
      out[c] = (out[c] ?? 0) + northern + southern;
    }
    return nw + ne + sw + se;
  }

  /** Depth and colour may be a pixel apart, so the best-fitting of nine readings counts. */
  #behindNeighbours(u: number, v: number, distance: number): number {
    const { width, height, depth } = this.#frame;
    const [left, right] = [Math.max(0, u - 1), Math.min(width - 1, u + 1)];
    const [top, bottom] = [Math.max(0, v - 1), Math.min(height - 1, v + 1)];
    let best = NaN;
    let least = Infinity;
    for (let y = top; y <= bottom; y++) {
      for (let k = y * width + left; k <= y * width + right; k++) {
        const z = depth[k] ?? 0;
        if (z === 0) continue;
        const off = Math.abs(z - distance);
        if (off >= least) continue;
        least = off;
        best = z - distance;
      }
    }
    return best;
  }

  /** The median shift from the expected to the found position of landmarks of the mean head, in pixels. */
  #shiftOfLandmarks(landmarks: Float32Array): { right: number; down: number } {
    const places = this.#places;
    const rightward = this.#rightward;
    const downward = this.#downward;
    this.project(this.#inner, places);
    INNER_68.forEach((i, k) => {
      const found = 3 * (LANDMARKS_68[i] ?? 0);
      rightward[k] = (landmarks[found] ?? 0) - (places[PLACE_NUMBERS * k] ?? 0);
      downward[k] = (landmarks[found + 1] ?? 0) - (places[PLACE_NUMBERS * k + 1] ?? 0);
    });
    return {
      right: medianOfFew(rightward, INNER_68.length) ?? 0,
      down: medianOfFew(downward, INNER_68.length) ?? 0,
    };
  }
}

/** The weight of a pixel; 0 if it is black, which means that no colour was mapped there. */
const ifColoured = (color: Uint8Array, at: number, weight: number): number =>
  ((color[at] ?? 0) | (color[at + 1] ?? 0) | (color[at + 2] ?? 0)) === 0 ? 0 : weight;

import { HEAD_GRID, type MeanHead } from './mean-head.ts';
import { INPUT_SIZE, similarityToImage } from './template.ts';

/** A picture of a head together with where each point of the head lies in it. */
export interface HeadPicture {
  /**
   * Writes where a point of the head (frame of the mean head, mm) falls: column, row, distance along the line of
   * sight, and the cosine between the surface's normal there and the direction to the camera.
   */
  project(
    x: number,
    y: number,
    z: number,
    nx: number,
    ny: number,
    nz: number,
    out: Float64Array,
  ): void;
  /** How far behind the point (mm, negative before it) the picture's surface lies; NaN where nothing was measured. */
  behind(column: number, row: number, distance: number): number;
  /** Adds colour, 0 to 255, times the share of the pixel that has one; returns that share. */
  addColour(column: number, row: number, out: Float64Array): number;
}

/** Something this far before a point hides it, mm. */
const HIDDEN_MM = 12;
/** The picture's surface this far behind a point: the point is beside the head. */
const BESIDE_MM = 25;
/** Trust in a pixel without a reading of depth, and in one beside the head. */
const TRUST = { unmeasured: 0.3, beside: 0.05 } as const;
/** From this cosine on a surface is seen; fully so this much later. */
const GRAZING = { least: 0.08, span: 0.25 } as const;
/** A pixel takes from the other half of the face what it lacks itself, and this share at most. */
const MIRRORED = 0.5;
const LEAST_TRUST = 0.02;
const CELLS = INPUT_SIZE * INPUT_SIZE;

/** The five points of the encoder's template among the 68 of the mean head. */
const FIVE = [[36, 37, 38, 39, 40, 41], [42, 43, 44, 45, 46, 47], [30], [48], [54]] as const;

/**
 * Shows a head from straight ahead whatever way it is turned: each pixel of the encoder's template is a point of the
 * mean head, and the picture tells the colour there. What the picture does not show is taken from the other half of
 * the face (soft symmetry: Hassner et al., "Effective Face Frontalization in Unconstrained Images", CVPR 2015,
 * section 3.3), and is black where that does not show it either.
 */
export class FrontalColour {
  /** x, y, z and the normal of the point behind each pixel of the template. */
  private readonly points = new Float32Array(6 * CELLS);
  private readonly trust = new Float32Array(CELLS);
  private readonly colour = new Float32Array(3 * CELLS);

  constructor(mean: MeanHead) {
    const { size, millimetresPerPixel } = HEAD_GRID;
    const five = FIVE.map((group) => {
      const at = (k: number) =>
        group.reduce((sum, i) => sum + (mean.landmarks[3 * i + k] ?? 0), 0) / group.length;
      return [at(0), at(1)] as const;
    });
    const { a, b, tx, ty } = similarityToImage(five);
    for (let v = 0; v < INPUT_SIZE; v++) {
      for (let u = 0; u < INPUT_SIZE; u++) {
        const x = a * u - b * v + tx;
        const y = b * u + a * v + ty;
        const column = Math.round(x / millimetresPerPixel + size / 2);
        const row = Math.round(y / millimetresPerPixel + size / 2);
        const inside = column >= 0 && row >= 0 && column < size && row < size;
        const cell = inside ? row * size + column : -1;
        const place = [x, y, mean.relief[cell] ?? NaN];
        this.points.set(place, 6 * (v * INPUT_SIZE + u));
        if (inside) {
          const normal = mean.normals.subarray(3 * cell, 3 * cell + 3);
          this.points.set(normal, 6 * (v * INPUT_SIZE + u) + 3);
        }
      }
    }
  }

  /** @param out colour as `fuse` writes it: 3 × 112 × 112, (value − 127) / 128 */
  draw(picture: HeadPicture, out: Float32Array): void {
    this.look(picture);
    const { trust, colour } = this;
    for (let v = 0; v < INPUT_SIZE; v++) {
      for (let u = 0; u < INPUT_SIZE; u++) {
        const own = v * INPUT_SIZE + u;
        const other = v * INPUT_SIZE + INPUT_SIZE - 1 - u;
        const share = trust[own] ?? 0;
        const mirrored = MIRRORED * (trust[other] ?? 0) * (1 - share);
        const total = share + mirrored;
        for (let c = 0; c < 3; c++) {
          const value =
            total < LEAST_TRUST
              ? 0
              : (share * (colour[3 * own + c] ?? 0) + mirrored * (colour[3 * other + c] ?? 0)) /
                total;
          out[c * CELLS + own] = (value - 127) / 128;
        }
      }
    }
  }

  private look(picture: HeadPicture): void {
    const { points, trust, colour } = this;
    const place = new Float64Array(4);
    const sum = new Float64Array(3);
    trust.fill(0);
    for (let i = 0; i < CELLS; i++) {
      const z = points[6 * i + 2] ?? NaN;
      if (Number.isNaN(z)) continue;
      picture.project(
        points[6 * i] ?? 0,
        points[6 * i + 1] ?? 0,
        z,
        points[6 * i + 3] ?? 0,
        points[6 * i + 4] ?? 0,
        points[6 * i + 5] ?? 0,
        place,
      );
      const [column = 0, row = 0, distance = 0, cosine = 0] = place;
      const facing = Math.min(1, (cosine - GRAZING.least) / GRAZING.span);
      if (facing <= 0) continue;
      const seen = facing * trustOf(picture.behind(column, row, distance));
      if (seen === 0) continue;
      sum.fill(0);
      const share = picture.addColour(column, row, sum);
      if (share < 0.2) continue;
      trust[i] = seen;
      for (let c = 0; c < 3; c++) colour[3 * i + c] = (sum[c] ?? 0) / share;
    }
  }
}

function trustOf(behind: number): number {
  if (Number.isNaN(behind)) return TRUST.unmeasured;
  if (behind < -HIDDEN_MM) return 0;
  return behind > BESIDE_MM ? TRUST.beside : 1;
}

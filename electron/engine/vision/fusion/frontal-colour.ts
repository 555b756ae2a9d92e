import { HEAD_GRID, type MeanHead } from '../head/mean-head.ts';
import { templateOnMeanHead } from './face-scale.ts';
import { INPUT_SIZE } from './template.ts';

/** Numbers per point of the head: x, y, z in the frame of the mean head, mm, and the surface normal there. */
export const POINT_NUMBERS = 6;
/** Numbers per projected point: column, row, distance along the line of sight, and facing (below). */
export const PLACE_NUMBERS = 4;

/** A picture of a head together with where each point of the head lies in it. */
export interface HeadPicture {
  /**
   * Projects points of the head, all at once; the last number of a place is the cosine between the surface normal there
   * and the direction to the camera.
   */
  project(points: Float32Array, out: Float64Array): void;
  /**
   * Distance from the point back to the picture's surface (mm, negative in front of it); NaN where nothing was
   * measured.
   */
  behind(column: number, row: number, distance: number): number;
  /** Adds colour, 0 to 255, times the share of the pixel that has colour; returns that share. */
  addColour(column: number, row: number, out: Float64Array): number;
}

/** Something this far in front of a point hides it, mm. */
const HIDDEN_MM = 12;
/** With the picture's surface this far behind a point, the point is beside the head. */
const BESIDE_MM = 25;
/** Trust in a pixel without a depth reading, and in one beside the head. */
const TRUST = { unmeasured: 0.3, beside: 0.05 } as const;
/** A surface is seen from this cosine on; fully so this much above it. */
const GRAZING = { least: 0.08, span: 0.25 } as const;
/** A pixel takes what it lacks from the other half of the face, at most this share. */
const MIRRORED = 0.5;
const LEAST_TRUST = 0.02;
const CELLS = INPUT_SIZE * INPUT_SIZE;

/**
 * Shows a head from straight ahead whatever way it is turned: each pixel of the encoder's template is a point of the
 * mean head, whose colour is looked up in the picture. Hidden points take the colour of the other half of the face
 * (soft symmetry: Hassner et al., "Effective Face Frontalization in Unconstrained Images", CVPR 2015, section 3.3), or
 * black if that is hidden too.
 */
export class FrontalColour {
  /** The pixels of the template that lie on the head, and x, y, z and normal of the point behind each. */
  readonly #pixels: Uint16Array;
  readonly #points: Float32Array;
  readonly #trust = new Float32Array(CELLS);
  readonly #colour = new Float32Array(3 * CELLS);
  readonly #places: Float64Array;
  readonly #sum = new Float64Array(3);

  constructor(mean: MeanHead) {
    const { size, millimetresPerPixel } = HEAD_GRID;
    const { a, b, tx, ty } = templateOnMeanHead(mean);
    const pixels: number[] = [];
    const points: number[] = [];
    for (let v = 0; v < INPUT_SIZE; v++) {
      for (let u = 0; u < INPUT_SIZE; u++) {
        const x = a * u - b * v + tx;
        const y = b * u + a * v + ty;
        const column = Math.round(x / millimetresPerPixel + size / 2);
        const row = Math.round(y / millimetresPerPixel + size / 2);
        if (column < 0 || row < 0 || column >= size || row >= size) continue;
        const cell = row * size + column;
        const z = mean.relief[cell] ?? NaN;
        if (Number.isNaN(z)) continue;
        pixels.push(v * INPUT_SIZE + u);
        points.push(x, y, z, ...mean.normals.subarray(3 * cell, 3 * cell + 3));
      }
    }
    this.#pixels = Uint16Array.from(pixels);
    this.#points = Float32Array.from(points);
    this.#places = new Float64Array(PLACE_NUMBERS * pixels.length);
  }

  /** @param out colour as written by `fuse`: 3 × 112 × 112, (value − 127) / 128 */
  draw(picture: HeadPicture, out: Float32Array): void {
    this.#look(picture);
    const trust = this.#trust;
    const colour = this.#colour;
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

  #look(picture: HeadPicture): void {
    const pixels = this.#pixels;
    const places = this.#places;
    const trust = this.#trust;
    const colour = this.#colour;
    const sum = this.#sum;
    picture.project(this.#points, places);
    trust.fill(0);
    for (let k = 0; k < pixels.length; k++) {
      const p = PLACE_NUMBERS * k;
      const column = places[p] ?? 0;
      const row = places[p + 1] ?? 0;
      const distance = places[p + 2] ?? 0;
      const facing = Math.min(1, ((places[p + 3] ?? 0) - GRAZING.least) / GRAZING.span);
      if (facing <= 0) continue;
      const seen = facing * trustOf(picture.behind(column, row, distance));
      if (seen === 0) continue;
      sum[0] = 0;
      sum[1] = 0;
      sum[2] = 0;
      const share = picture.addColour(column, row, sum);
      if (share < 0.2) continue;
      const i = pixels[k] ?? 0;
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

import type { RgbdFrame } from '../../../contract/frame.ts';
import type { FaceSurface } from '../head/face-surface.ts';
import { HEAD_GRID, type MeanHead } from '../head/mean-head.ts';
import type { RigidTransform } from '../../geometry/rigid.ts';
import { isMiddle } from './middle-of-face.ts';

export type InfraredVerdict =
  /** `logOdds`: natural log of how much likelier this is of a face than of ink that infrared does not show. */
  | { readonly kind: 'agrees'; readonly logOdds: number }
  /** The face that colour shows is not there in infrared, or sends back less of the lamp's light than skin. */
  | { readonly kind: 'differs' }
  /** Infrared is missing, saturated or too dark, or colour shows too little to compare. */
  | { readonly kind: 'undecided' };

/** What infrared and colour say of the same face. */
export interface InfraredComparison {
  /**
   * Correlation of the local contrasts of colour and of infrared, −1 to 1, less what both owe to the shading of a head
   * under the sensor's lamp (partial correlation).
   */
  readonly correlation: number;
  /** Deviation of the local contrasts, natural log. */
  readonly colourContrast: number;
  readonly infraredContrast: number;
  /** Share of the picture that sends back more, each at its distance, than anything can beside skin. */
  readonly brighter: number;
}

/** Cells of 4 × 4 mm in the frame of the mean head. */
const CELL_MM = 4;
const COLUMNS = 28;
const ROWS = 34;
/** The middle of the face lies so far below the origin of the mean head, mm. */
const CENTRE_DOWN_MM = 10;
const CELLS = COLUMNS * ROWS;
/** Contrast is what differs from the mean this far around, cells. */
const REACH = 5;
const LEAST_CELLS = 250;
/** Steeper, the mean head says nothing of another's shading. */
const LEAST_COSINE = 0.2;

/** Values are compared as logarithms, above these floors: darker ones are noise. */
const COLOUR_FLOOR = 12;
const INFRARED_FLOOR = 40;
const BRIGHTEST = { colour: 250, infrared: 65_000 } as const;
/** Share of the face that may be saturated in colour or infrared, or dark in infrared. */
const MOST_UNKNOWN = 0.15;

/** Colour with less contrast shows no face to look for: brows and eyes alone give twice as much. */
const LEAST_COLOUR_CONTRAST = 0.08;
/**
 * Brows, eyes, nostrils and lips are dark in both, so a face's contrasts go together: by 0.63 ± 0.12 on the virtual
 * people, whose skin, hair and light are simpler than real ones, so that the deviation is widened. Ink that is clear in
 * infrared leaves noise.
 */
const CORRELATION = {
  face: { mean: 0.63, deviation: 0.2 },
  clearInk: { mean: 0, deviation: 0.08 },
} as const;
/** Infrared alone refuses at these log odds; it speaks for a face less, because most ink shows in infrared too. */
const REFUSED_AT = -3.5;
const MOST_IN_FAVOUR = 1;

/**
 * Skin of every tone sends back a third of near-infrared light or more (Angelopoulou, 2001) and nothing more than all of
 * it; a screen sends back next to nothing of the lamp's.
 */
const BRIGHTEST_BESIDE_SKIN = 6;
/** Share of the picture that may be brighter than that all the same: mirrors, and cloth that reflects. */
const MOST_BRIGHTER = 0.2;
const FARTHEST_MM = 2500;
const LEAST_SURROUNDINGS = 400;
const SURROUNDINGS_STEP = 6;

/** Compares the face that colour shows with what infrared shows at the same place. One at a time. */
export class InfraredAgreement {
  readonly #colour = new Float32Array(CELLS);
  readonly #infrared = new Float32Array(CELLS);
  readonly #counts = new Uint16Array(CELLS);
  readonly #shading = new Float32Array(CELLS);
  /** Normal of the mean head in the middle of each cell, and its z there, mm: 4 numbers a cell. */
  readonly #mean: Float32Array;
  readonly #contrasts = {
    colour: new Float32Array(CELLS),
    infrared: new Float32Array(CELLS),
    shading: new Float32Array(CELLS),
  };

  constructor(mean: MeanHead) {
    this.#mean = meanCells(mean);
  }

  /** @param toHead camera space → mean head */
  judge(frame: RgbdFrame, surface: FaceSurface, toHead: RigidTransform): InfraredVerdict {
    const compared = this.compare(frame, surface, toHead);
    if (compared === null) return { kind: 'undecided' };
    const { correlation, colourContrast, brighter } = compared;
    if (brighter > MOST_BRIGHTER) return { kind: 'differs' };
    if (colourContrast < LEAST_COLOUR_CONTRAST) return { kind: 'undecided' };
    const { face, clearInk } = CORRELATION;
    const logOdds = logNormal(correlation, face) - logNormal(correlation, clearInk);
    if (logOdds < REFUSED_AT) return { kind: 'differs' };
    return { kind: 'agrees', logOdds: Math.min(MOST_IN_FAVOUR, logOdds) };
  }

  /** Null where infrared or colour does not serve. */
  compare(
    frame: RgbdFrame,
    surface: FaceSurface,
    toHead: RigidTransform,
  ): InfraredComparison | null {
    const { infrared } = frame;
    if (infrared?.length !== frame.width * frame.height) return null;
    const faceBrightness = this.#pool(frame, infrared, surface, toHead);
    if (faceBrightness === null) return null;
    this.#shade(toHead);
    const compared = this.#compareContrasts();
    if (compared === null) return null;
    return { ...compared, brighter: shareBrighter(frame, infrared, faceBrightness) };
  }

  /**
   * Pools log brightness of colour and infrared into cells.
   * @returns mean of infrared · distance² over the face; null with too few cells, or too many unknown ones
   */
  #pool(
    { width, height, color, camera }: RgbdFrame,
    infrared: Uint16Array,
    { width: across, height: down, points }: FaceSurface,
    { rotation, translation }: RigidTransform,
  ): number | null {
    const { fx, fy, cx, cy } = camera.intrinsics;
    const [xx, xy, xz, yx, yy, yz] = rotation;
    const [tx, ty] = translation;
    const colours = this.#colour.fill(0);
    const infrareds = this.#infrared.fill(0);
    const counts = this.#counts.fill(0);
    let seen = 0;
    let unknown = 0;
    let brightness = 0;
    for (let k = 0; k < 3 * across * down; k += 3) {
      const z = points[k + 2] ?? 0;
      if (z === 0) continue;
      const x = points[k] ?? 0;
      const y = points[k + 1] ?? 0;
      const right = xx * x + xy * y + xz * z + tx;
      const below = yx * x + yy * y + yz * z + ty;
      if (!isMiddle(right, below)) continue;
      const u = Math.round((fx * x) / z + cx);
      const v = Math.round((fy * y) / z + cy);
      if (!(u >= 0 && v >= 0 && u < width && v < height)) continue;
      const pixel = v * width + u;
      const red = color[4 * pixel] ?? 0;
      const sent = infrared[pixel] ?? 0;
      seen++;
      if (red > BRIGHTEST.colour || red === 0 || sent > BRIGHTEST.infrared || sent === 0) {
        unknown++;
        continue;
      }
      brightness += sent * z * z;
      const cell = cellAt(right, below);
      if (cell < 0) continue;
      colours[cell] = (colours[cell] ?? 0) + red;
      // Brightness at a metre, so that a nose is not brighter for being nearer.
      infrareds[cell] = (infrareds[cell] ?? 0) + (sent + INFRARED_FLOOR) * z * z;
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
    if (seen === 0 || unknown > MOST_UNKNOWN * seen) return null;
    let cells = 0;
    for (let i = 0; i < CELLS; i++) {
      const count = counts[i] ?? 0;
      if (count === 0) continue;
      cells++;
      colours[i] = Math.log((colours[i] ?? 0) / count + COLOUR_FLOOR);
      infrareds[i] = Math.log((infrareds[i] ?? 0) / count);
    }
    return cells < LEAST_CELLS ? null : brightness / (seen - unknown);
  }

  /** Log cosines at which a head meets the lamp, which is beside the lens. */
  #shade({ translation: [x, y, z] }: RigidTransform): void {
    for (let cell = 0; cell < CELLS; cell++) {
      const [nx = 0, ny = 0, nz = -1, depth = 0] = this.#mean.subarray(4 * cell, 4 * cell + 4);
      const row = Math.floor(cell / COLUMNS);
      const right = x - (cell - row * COLUMNS - COLUMNS / 2 + 0.5) * CELL_MM;
      const below = y - (row - ROWS / 2 + 0.5) * CELL_MM - CENTRE_DOWN_MM;
      const away = z - depth;
      const cosine = (nx * right + ny * below + nz * away) / Math.hypot(right, below, away);
      this.#shading[cell] = Math.log(Math.max(LEAST_COSINE, cosine));
    }
  }

  #compareContrasts(): Omit<InfraredComparison, 'brighter'> | null {
    const { colour, infrared, shading } = this.#contrasts;
    const counts = this.#counts;
    writeContrast(this.#colour, counts, colour);
    writeContrast(this.#infrared, counts, infrared);
    writeContrast(this.#shading, counts, shading);
    const ofColour = product(colour, colour);
    const ofInfrared = product(infrared, infrared);
    const ofShading = product(shading, shading);
    const together = (both: number, one: number, other: number) =>
      both / Math.sqrt(Math.max(1e-12, one * other));
    const direct = together(product(colour, infrared), ofColour, ofInfrared);
    const litColour = together(product(colour, shading), ofColour, ofShading);
    const litInfrared = together(product(infrared, shading), ofInfrared, ofShading);
    const unexplained = (1 - litColour ** 2) * (1 - litInfrared ** 2);
    const cells = counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
    return {
      correlation: (direct - litColour * litInfrared) / Math.sqrt(Math.max(1e-6, unexplained)),
      colourContrast: Math.sqrt(ofColour / cells),
      infraredContrast: Math.sqrt(ofInfrared / cells),
    };
  }
}

/** Log density of a normal distribution, without the constant. */
const logNormal = (
  value: number,
  { mean, deviation }: { readonly mean: number; readonly deviation: number },
): number => -0.5 * ((value - mean) / deviation) ** 2 - Math.log(deviation);

function product(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < CELLS; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

function meanCells({ normals, relief }: MeanHead): Float32Array {
  const { size, millimetresPerPixel } = HEAD_GRID;
  const cells = new Float32Array(4 * CELLS);
  for (let cell = 0; cell < CELLS; cell++) {
    const row = Math.floor(cell / COLUMNS);
    const right = (cell - row * COLUMNS - COLUMNS / 2 + 0.5) * CELL_MM;
    const below = (row - ROWS / 2 + 0.5) * CELL_MM + CENTRE_DOWN_MM;
    const fine =
      Math.round(below / millimetresPerPixel + size / 2) * size +
      Math.round(right / millimetresPerPixel + size / 2);
    const z = relief[fine] ?? NaN;
    if (Number.isNaN(z)) cells.set([0, 0, -1, 0], 4 * cell);
    else cells.set([...normals.subarray(3 * fine, 3 * fine + 3), z], 4 * cell);
  }
  return cells;
}

/** Share of what is within reach of the lamp that is brighter, at its distance, than anything beside skin can be. */
function shareBrighter(
  { width, height, depth }: RgbdFrame,
  infrared: Uint16Array,
  faceBrightness: number,
): number {
  const limit = BRIGHTEST_BESIDE_SKIN * faceBrightness;
  let count = 0;
  let brighter = 0;
  for (let v = 0; v < height; v += SURROUNDINGS_STEP) {
    for (let u = 0; u < width; u += SURROUNDINGS_STEP) {
      const i = v * width + u;
      const z = depth[i] ?? 0;
      const sent = infrared[i] ?? 0;
      if (z === 0 || z > FARTHEST_MM || sent > BRIGHTEST.infrared) continue;
      count++;
      if (sent * z * z > limit) brighter++;
    }
  }
  return count < LEAST_SURROUNDINGS ? 0 : brighter / count;
}

function cellAt(right: number, below: number): number {
  const column = Math.floor(right / CELL_MM + COLUMNS / 2);
  const row = Math.floor((below - CENTRE_DOWN_MM) / CELL_MM + ROWS / 2);
  if (!(column >= 0 && row >= 0 && column < COLUMNS && row < ROWS)) return -1;
  return row * COLUMNS + column;
}

/** Sums over all cells above and to the left, with a border of zeros. */
const sums = {
  values: new Float64Array((COLUMNS + 1) * (ROWS + 1)),
  counts: new Uint32Array((COLUMNS + 1) * (ROWS + 1)),
};

/** How far each cell is from the mean of those around it; 0 where unknown. */
function writeContrast(values: Float32Array, counts: Uint16Array, out: Float32Array): void {
  const across = COLUMNS + 1;
  for (let row = 0; row < ROWS; row++) {
    let value = 0;
    let known = 0;
    for (let column = 0; column < COLUMNS; column++) {
      const cell = row * COLUMNS + column;
      if ((counts[cell] ?? 0) > 0) {
        value += values[cell] ?? 0;
        known++;
      }
      const at = (row + 1) * across + column + 1;
      sums.values[at] = (sums.values[at - across] ?? 0) + value;
      sums.counts[at] = (sums.counts[at - across] ?? 0) + known;
    }
  }
  for (let row = 0; row < ROWS; row++) {
    const top = Math.max(0, row - REACH) * across;
    const bottom = Math.min(ROWS, row + REACH + 1) * across;
    for (let column = 0; column < COLUMNS; column++) {
      const cell = row * COLUMNS + column;
      const left = Math.max(0, column - REACH);
      const right = Math.min(COLUMNS, column + REACH + 1);
      const mean =
        within(sums.values, top, bottom, left, right) /
        within(sums.counts, top, bottom, left, right);
      out[cell] = (counts[cell] ?? 0) === 0 ? 0 : (values[cell] ?? 0) - mean;
    }
  }
}

const within = (
  of: Float64Array | Uint32Array,
  top: number,
  bottom: number,
  left: number,
  right: number,
): number =>
  (of[bottom + right] ?? 0) -
  (of[top + right] ?? 0) -
  (of[bottom + left] ?? 0) +
  (of[top + left] ?? 0);

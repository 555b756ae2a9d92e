import { SeededRandom } from '../../../../base/seeded-random.ts';

const CELL_BITS = 2;
const CELL = 1 << CELL_BITS;
/** How long a patch lives, in seconds. */
const LIFETIME = 0.8;
const QUANTILES = 256;

/** The lost share (0 to 1) of every SURFACE, in 256ths. */
export function dropShares(shares: Readonly<Record<number, number>>): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, kind) => Math.round((shares[kind] ?? 0) * QUANTILES));
}

/**
 * Which pixels of a badly reflecting surface give no reading. Light that is absorbed or mirrored away is lost
 * over an area and for a while, so the losses are patches of about CELL pixels that come and go in LIFETIME
 * seconds, not grains: value noise (Perlin 1985) over the image and over time, cut at a level.
 */
export class DropoutPatches {
  readonly #seed: number;
  /** The field at the last and at the next whole multiple of LIFETIME, and between them now. */
  #before: Float64Array = new Float64Array(0);
  #after: Float64Array = new Float64Array(0);
  #lattice = new Float32Array(0);
  /** Which multiple the last one is. */
  #moment = NaN;
  #columns = 0;
  /** The lattice interpolated to one row of pixels. */
  #row = new Float32Array(0);
  /** Level below which a given share of the field lies. */
  readonly #levels: Float32Array;

  constructor(seed: number) {
    this.#seed = seed;
    this.#levels = measureLevels();
  }

  /** Sets the moment for the calls of `drops` that follow. */
  advance(width: number, height: number, seconds: number): void {
    this.#columns = (width >> CELL_BITS) + 2;
    const cells = this.#columns * ((height >> CELL_BITS) + 2);
    const moment = Math.floor(seconds / LIFETIME);
    const t = seconds / LIFETIME - moment;
    if (this.#lattice.length !== cells) {
      this.#lattice = new Float32Array(cells);
      this.#row = new Float32Array(this.#columns);
      this.#moment = NaN;
    }
    if (moment !== this.#moment) {
      this.#moment = moment;
      this.#before = noiseField(this.#seed + moment * 7919, cells);
      this.#after = noiseField(this.#seed + (moment + 1) * 7919, cells);
    }
    const keepVariance = 1 / Math.hypot(1 - t, t);
    const before = this.#before;
    const after = this.#after;
    for (let i = 0; i < cells; i++) {
      this.#lattice[i] = ((before[i] ?? 0) * (1 - t) + (after[i] ?? 0) * t) * keepVariance;
    }
  }

  /** Sets the row for the calls of `drops` that follow. */
  enterRow(y: number): void {
    const columns = this.#columns;
    const upper = (y >> CELL_BITS) * columns;
    const share = (y & (CELL - 1)) / CELL;
    for (let c = 0; c < columns; c++) {
      const above = this.#lattice[upper + c] ?? 0;
      this.#row[c] = above + ((this.#lattice[upper + columns + c] ?? 0) - above) * share;
    }
  }

  /** Whether the pixel of the row is in a patch that covers about `share` of the surface, in 256ths. */
  drops(x: number, share: number): boolean {
    const column = x >> CELL_BITS;
    const left = this.#row[column] ?? 0;
    const right = this.#row[column + 1] ?? 0;
    return left + ((right - left) * (x & (CELL - 1))) / CELL < (this.#levels[share] ?? 0);
  }
}

function noiseField(seed: number, cells: number): Float64Array {
  const random = new SeededRandom(seed);
  return Float64Array.from({ length: cells }, () => random.next() - 0.5);
}

function bilinear(lattice: Float32Array, columns: number, x: number, y: number): number {
  const i = (y >> CELL_BITS) * columns + (x >> CELL_BITS);
  const u = (x & (CELL - 1)) / CELL;
  const v = (y & (CELL - 1)) / CELL;
  const upper = (lattice[i] ?? 0) * (1 - u) + (lattice[i + 1] ?? 0) * u;
  const lower = (lattice[i + columns] ?? 0) * (1 - u) + (lattice[i + columns + 1] ?? 0) * u;
  return upper * (1 - v) + lower * v;
}

/** Quantiles of the interpolated field, measured once over a large field. */
function measureLevels(): Float32Array {
  const random = new SeededRandom(1);
  const side = 64;
  const lattice = Float32Array.from({ length: side * side }, () => random.next() - 0.5);
  const reach = (side - 1) * CELL;
  const samples = Float32Array.from({ length: 1 << 14 }, () =>
    bilinear(lattice, side, Math.floor(random.next() * reach), Math.floor(random.next() * reach)),
  ).sort();
  return Float32Array.from({ length: QUANTILES + 1 }, (_, q) => {
    const at = Math.floor((q / QUANTILES) * samples.length);
    return q === 0 ? -Infinity : q === QUANTILES ? Infinity : (samples[at] ?? 0);
  });
}

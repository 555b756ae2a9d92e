import { SeededRandom } from './virtual/seeded-random.ts';

const CELL_BITS = 2;
const CELL = 1 << CELL_BITS;
/** How long a patch lives, in seconds. */
const LIFETIME = 0.8;
const QUANTILES = 256;

/**
 * Which pixels of a badly reflecting surface give no reading. Light that is absorbed or mirrored away is lost
 * over an area and for a while, so the losses are patches of about CELL pixels that come and go in LIFETIME
 * seconds, not grains: value noise (Perlin 1985) over the image and over time, cut at a level.
 */
export class DropoutPatches {
  readonly #seed: number;
  #lattice = new Float32Array(0);
  #columns = 0;
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
    const before = new SeededRandom(this.#seed + moment * 7919);
    const after = new SeededRandom(this.#seed + (moment + 1) * 7919);
    if (this.#lattice.length !== cells) {
      this.#lattice = new Float32Array(cells);
    }
    const keepVariance = 1 / Math.hypot(1 - t, t);
    for (let i = 0; i < cells; i++) {
      const mixed = (before.next() - 0.5) * (1 - t) + (after.next() - 0.5) * t;
      this.#lattice[i] = mixed * keepVariance;
    }
  }

  /** Whether the pixel is in a patch that covers about `share` (0 to 1) of the surface. */
  drops(x: number, y: number, share: number): boolean {
    const level = this.#levels[Math.min(QUANTILES, Math.round(share * QUANTILES))] ?? 0;
    return bilinear(this.#lattice, this.#columns, x, y) < level;
  }
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

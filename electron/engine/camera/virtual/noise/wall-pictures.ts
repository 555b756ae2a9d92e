import { SeededRandom } from '../../../../base/seeded-random.ts';

/** Noisy pictures of one wall, from which every row of every frame is copied anew … */
const PICTURES = 8;
/** … and shifted by up to so many columns, over which the light on a wall does not change. */
const SHIFT = 8;
const SHIFTS = 2 * SHIFT;

/** The colour of the background, which stays the same: its noise is not worked out again but shuffled. */
export class WallPictures {
  readonly #addNoise: (row: Uint32Array, start: number) => void;
  readonly #random: SeededRandom;
  #wall: Uint32Array | null = null;
  /** PICTURES pictures, each row with SHIFT columns more on either side. */
  #pictures = new Uint32Array(0);
  #stride = 0;

  /** @param addNoise adds noise to all pixels of a row, beginning somewhere in a table */
  constructor(addNoise: (row: Uint32Array, start: number) => void, seed: number) {
    this.#addNoise = addNoise;
    this.#random = new SeededRandom(seed);
  }

  /** Takes the pictures of a wall of `width` columns, where it is another one than before. */
  show(wall: Uint32Array, width: number): void {
    if (wall === this.#wall) {
      return;
    }
    this.#wall = wall;
    const stride = width + SHIFTS;
    const rows = wall.length / width;
    this.#stride = stride;
    this.#pictures = new Uint32Array(PICTURES * rows * stride);
    for (let n = 0; n < PICTURES * rows; n++) {
      const clean = wall.subarray((n % rows) * width, ((n % rows) + 1) * width);
      const row = this.#pictures.subarray(n * stride, (n + 1) * stride);
      row.fill(clean[0] ?? 0, 0, SHIFT);
      row.set(clean, SHIFT);
      row.fill(clean[width - 1] ?? 0, SHIFT + width);
      this.#addNoise(row, this.#random.nextInteger());
    }
  }

  /** Copies columns `first` to `end` - 1 of row `y`; `chance`, a whole number, says from where. */
  copy(
    out: Uint32Array,
    width: number,
    y: number,
    first: number,
    end: number,
    chance: number,
  ): void {
    const rows = this.#pictures.length / PICTURES / this.#stride;
    const picture = chance % PICTURES;
    const shift = Math.floor(chance / PICTURES) % SHIFTS;
    const from = (picture * rows + y) * this.#stride + shift;
    out.set(this.#pictures.subarray(from + first, from + end), y * width + first);
  }
}

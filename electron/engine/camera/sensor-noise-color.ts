import type { CleanFrame } from './sensor-noise.ts';
import { TABLE_SIZE } from './virtual/seeded-random.ts';
import type { SeededRandom } from './virtual/seeded-random.ts';

/** Standard deviation at mid grey, in steps of 8-bit sRGB. */
const READ_AND_SHOT_NOISE = 3;
/** Every other byte of a pixel: two channels with room for the sum of eight. */
const LANES = 0x00ff00ff;
/** Noise is added as (table value * gain of the brightness) >> GAIN_BITS. */
const GAIN_BITS = 12;
const TABLE_SCALE = 64;

/** Blur of a lens that is not quite sharp, then read and shot noise (variance a + b * brightness: Foi et al. 2008, eq. 2). */
export class ColorNoise {
  readonly #noise: Int16Array;
  readonly #gain: Int16Array;

  constructor(gaussian: Float32Array) {
    // Two more, so that a pixel at the end of the table finds its three numbers.
    const cyclic = [...gaussian, gaussian[0] ?? 0, gaussian[1] ?? 0];
    this.#noise = Int16Array.from(cyclic, (value) => Math.round(value * TABLE_SCALE));
    this.#gain = Int16Array.from({ length: 256 }, (_, level) => {
      const sigma = READ_AND_SHOT_NOISE * Math.sqrt(0.3 + level / 180);
      return Math.round((sigma * (1 << GAIN_BITS)) / TABLE_SCALE);
    });
  }

  /** RGBA, alpha 255 everywhere. */
  apply(clean: CleanFrame, random: SeededRandom): Uint8Array {
    const out = new Uint8ClampedArray(clean.color);
    blurSubject(clean, out);
    for (let y = 0; y < clean.height; y++) {
      this.#addNoise(out, 4 * y * clean.width, 4 * (y + 1) * clean.width, random.nextInteger());
    }
    return new Uint8Array(out.buffer);
  }

  #addNoise(out: Uint8ClampedArray, from: number, to: number, start: number): void {
    const noise = this.#noise;
    const gain = this.#gain;
    const half = 1 << (GAIN_BITS - 1);
    const wrap = TABLE_SIZE - 1;
    for (let i = from, k = start & wrap; i < to; i += 4, k = (k + 3) & wrap) {
      const red = out[i] ?? 0;
      const green = out[i + 1] ?? 0;
      const blue = out[i + 2] ?? 0;
      out[i] = red + (((noise[k] ?? 0) * (gain[red] ?? 0) + half) >> GAIN_BITS);
      out[i + 1] = green + (((noise[k + 1] ?? 0) * (gain[green] ?? 0) + half) >> GAIN_BITS);
      out[i + 2] = blue + (((noise[k + 2] ?? 0) * (gain[blue] ?? 0) + half) >> GAIN_BITS);
    }
  }
}

/** (4 · pixel + its four neighbours) / 8 in the subject's box, two channels of a pixel at a time. */
function blurSubject({ color, width, height, subject }: CleanFrame, out: Uint8ClampedArray): void {
  const from = new Uint32Array(color.buffer, color.byteOffset, width * height);
  const to = new Uint32Array(out.buffer);
  const left = Math.max(1, subject.left - 1);
  const right = Math.min(width - 2, subject.right + 1);
  const bottom = Math.min(height - 2, subject.bottom + 1);
  for (let y = Math.max(1, subject.top - 1); y <= bottom; y++) {
    for (let i = y * width + left; i <= y * width + right; i++) {
      const center = from[i] ?? 0;
      const before = from[i - 1] ?? 0;
      const after = from[i + 1] ?? 0;
      const above = from[i - width] ?? 0;
      const below = from[i + width] ?? 0;
      const even =
        ((center & LANES) << 2) +
        (before & LANES) +
        (after & LANES) +
        (above & LANES) +
        (below & LANES);
      const odd =
        (((center >>> 8) & LANES) << 2) +
        ((before >>> 8) & LANES) +
        ((after >>> 8) & LANES) +
        ((above >>> 8) & LANES) +
        ((below >>> 8) & LANES);
      to[i] = ((even >>> 3) & LANES) | (((odd >>> 3) & LANES) << 8);
    }
  }
}

import type { CleanFrame } from './sensor-noise.ts';
import { TABLE_SIZE } from './virtual/seeded-random.ts';
import type { SeededRandom } from './virtual/seeded-random.ts';

/** Standard deviation at mid grey, in steps of 8-bit sRGB. */
const READ_AND_SHOT_NOISE = 3;
/** Share of the four neighbours in a pixel: a lens that is not quite sharp. */
const BLUR = 0.5;
/** Noise is added as (table value * gain of the brightness) >> GAIN_BITS. */
const GAIN_BITS = 12;
const TABLE_SCALE = 64;

/** Blur of the lens, then read and shot noise (variance a + b * brightness: Foi et al. 2008, eq. 2). */
export class ColorNoise {
  readonly #noise: Int16Array;
  readonly #gain: Int16Array;

  constructor(gaussian: Float32Array) {
    this.#noise = Int16Array.from(gaussian, (value) => Math.round(value * TABLE_SCALE));
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
    let k = start;
    for (let i = from; i < to; i += 4) {
      for (let c = i; c < i + 3; c++) {
        const level = out[c] ?? 0;
        const scaled = (noise[k++ & (TABLE_SIZE - 1)] ?? 0) * (gain[level] ?? 0);
        out[c] = level + ((scaled + half) >> GAIN_BITS);
      }
    }
  }
}

function blurSubject({ color, width, height, subject }: CleanFrame, out: Uint8ClampedArray): void {
  const row = 4 * width;
  const keep = Math.round((1 - BLUR) * 256);
  const share = Math.round((BLUR / 4) * 256);
  const left = Math.max(1, subject.left - 1);
  const right = Math.min(width - 2, subject.right + 1);
  const bottom = Math.min(height - 2, subject.bottom + 1);
  for (let y = Math.max(1, subject.top - 1); y <= bottom; y++) {
    for (let i = y * row + 4 * left; i <= y * row + 4 * right; i += 4) {
      for (let c = i; c < i + 3; c++) {
        const around =
          (color[c - 4] ?? 0) + (color[c + 4] ?? 0) + (color[c - row] ?? 0) + (color[c + row] ?? 0);
        out[c] = ((color[c] ?? 0) * keep + around * share + 128) >> 8;
      }
    }
  }
}

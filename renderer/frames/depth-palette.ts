/** Depth as colour: near is light, far is dark, evenly for the eye, also for eyes that tell few colours apart. */
import type { DepthRange } from './depth-range.ts';

/** Place of a depth in a range: 0 at its near end, 1 at its far one, clamped. */
export function depthToScale(depthMm: number, { nearMm, farMm }: DepthRange): number {
  return Math.min(1, Math.max(0, (depthMm - nearMm) / (farMm - nearMm)));
}

/** Coefficients of 1, x, … x⁶ for red, green and blue. */
const VIRIDIS = [
  [0.27772733, 0.10509304, -0.33086183, -4.6342305, 6.22826994, 4.776385, -5.43545586],
  [0.00540734, 1.40461353, 0.21484756, -5.79910097, 14.17993337, -13.74514538, 4.64585261],
  [0.33409981, 1.38459016, 0.09509516, -19.33244096, 56.6905526, -65.35303263, 26.31243525],
] as const;

/**
 * The colour map Viridis (Smith and van der Walt, 2015: equal steps look equal, and its lightness rises throughout), as
 * the polynomial that M. Zucker fitted to it.
 *
 * @param x - 0 (dark violet) to 1 (light yellow), clamped
 * @returns red, green and blue, 0 to 255
 */
export function viridis(x: number): readonly [number, number, number] {
  const clamped = Math.min(1, Math.max(0, x));
  const [red, green, blue] = VIRIDIS;
  return [channel(red, clamped), channel(green, clamped), channel(blue, clamped)];
}

function channel(coefficients: readonly number[], x: number): number {
  const value = coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
  return Math.round(255 * Math.min(1, Math.max(0, value)));
}

/** Colour at a place on the scale, 0 to 1: what is near is light. */
export function scaleColor(position: number): readonly [number, number, number] {
  return viridis(1 - position);
}

/** Height of a contour band, millimetres. */
export const BAND_MM = 20;
/** In a wider range bands would lie closer than they can be told apart. */
const WIDEST_BANDED_MM = 700;

/** Soft contour bands show the relief of a face, for which the colours alone are too coarse. */
function bandLight(depthMm: number): number {
  return 0.92 + 0.08 * Math.cos((2 * Math.PI * depthMm) / BAND_MM);
}

/** Colour of a depth in the picture: the colour of the scale, darkened by its contour band. */
export function depthColor(depthMm: number, range: DepthRange): readonly [number, number, number] {
  const [red, green, blue] = scaleColor(depthToScale(depthMm, range));
  const isOutside = depthMm < range.nearMm || depthMm > range.farMm;
  if (isOutside || range.farMm - range.nearMm > WIDEST_BANDED_MM) return [red, green, blue];
  const light = bandLight(depthMm);
  return [Math.round(red * light), Math.round(green * light), Math.round(blue * light)];
}

const DEPTHS = 65_536;

/** One RGBA pixel for each possible 16-bit depth; made anew only when the range moves by a millimetre. */
export class DepthPalette {
  readonly #words = new Uint32Array(DEPTHS);
  #nearMm = -1;
  #farMm = -1;

  /**
   * Packed as a canvas stores pixels on a little-endian machine (every platform Chromium runs on). 0 mm means no reading
   * and is transparent.
   */
  of(range: DepthRange): Uint32Array {
    const nearMm = Math.max(1, Math.round(range.nearMm));
    const farMm = Math.min(DEPTHS - 1, Math.max(nearMm + 1, Math.round(range.farMm)));
    if (nearMm === this.#nearMm && farMm === this.#farMm) return this.#words;
    this.#nearMm = nearMm;
    this.#farMm = farMm;
    const rounded = { nearMm, farMm };
    this.#words.fill(packed(scaleColor(0)), 1, nearMm);
    this.#words.fill(packed(scaleColor(1)), farMm + 1);
    for (let depthMm = nearMm; depthMm <= farMm; depthMm += 1) {
      this.#words[depthMm] = packed(depthColor(depthMm, rounded));
    }
    return this.#words;
  }
}

const packed = ([red, green, blue]: readonly [number, number, number]): number =>
  ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;

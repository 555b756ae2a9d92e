/**
 * Depth as colour. The scale runs in inverse depth, which gives the millimetres of a face more of the palette than
 * those of the wall behind it.
 */

/** Depth at the ends of the scale, millimetres; nearer and farther readings take the end colours. */
export const NEAREST_MM = 400;
export const FARTHEST_MM = 2000;

/** Marks on the legend, millimetres. */
export const LEGEND_MARKS_MM: readonly number[] = [400, 500, 600, 800, 1200, 2000];

/** Place of a depth on the scale: 0 at NEAREST_MM, 1 at FARTHEST_MM, clamped. */
export function depthToScale(depthMm: number): number {
  const position = (1 / NEAREST_MM - 1 / depthMm) / (1 / NEAREST_MM - 1 / FARTHEST_MM);
  return Math.min(1, Math.max(0, position));
}

/** Inverse of `depthToScale` on 0..1, millimetres. */
export function scaleToDepth(position: number): number {
  return 1 / (1 / NEAREST_MM - position * (1 / NEAREST_MM - 1 / FARTHEST_MM));
}

/** Coefficients of 1, x, … x⁵ for red, green and blue. */
const TURBO = [
  [0.13572138, 4.6153926, -42.66032258, 132.13108234, -152.94239396, 59.28637943],
  [0.09140261, 2.19418839, 4.84296658, -14.18503333, 4.27729857, 2.82956604],
  [0.1066733, 12.64194608, -60.58204836, 110.36276771, -89.90310912, 27.34824973],
] as const;

/**
 * The colour map Turbo as the polynomial its authors published (Mikhailov, "Turbo, An Improved Rainbow Colormap
 * for Visualization", Google AI Blog 2019).
 *
 * @param x - 0 (dark blue) to 1 (dark red), clamped
 * @returns red, green and blue, 0 to 255
 */
export function turbo(x: number): readonly [number, number, number] {
  const clamped = Math.min(1, Math.max(0, x));
  const [red, green, blue] = TURBO;
  return [channel(red, clamped), channel(green, clamped), channel(blue, clamped)];
}

function channel(coefficients: readonly number[], x: number): number {
  const value = coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
  return Math.round(255 * Math.min(1, Math.max(0, value)));
}

/** Near is warm, far is cool. The ends of Turbo are too dark to distinguish and are left out. */
export function scaleColor(position: number): readonly [number, number, number] {
  return turbo(0.92 - 0.84 * position);
}

/** Height of a contour band, millimetres. */
export const BAND_MM = 25;

/** Soft contour bands show the relief of a face, for which the colours alone are too coarse. */
function bandLight(depthMm: number): number {
  return 0.87 + 0.13 * Math.cos((2 * Math.PI * depthMm) / BAND_MM);
}

/** Colour of a depth in the picture: the colour of the scale, darkened by its contour band. */
export function depthColor(depthMm: number): readonly [number, number, number] {
  const light = bandLight(depthMm);
  const [red, green, blue] = scaleColor(depthToScale(depthMm));
  return [Math.round(red * light), Math.round(green * light), Math.round(blue * light)];
}

/**
 * One RGBA pixel for each possible 16-bit depth, packed as a canvas stores it on a little-endian machine (every
 * platform Chromium runs on). 0 mm means no reading and is transparent.
 */
export function createDepthPalette(): Uint32Array {
  const palette = new Uint32Array(65536);
  for (let depthMm = 1; depthMm < palette.length; depthMm += 1) {
    const [red, green, blue] = depthColor(depthMm);
    palette[depthMm] = ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
  }
  return palette;
}

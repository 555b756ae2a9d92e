import { EYE_CROP } from './eye-crop.ts';

/** Side of a cell over which gradients are summed, and of one over which brightness is, pixels of a crop. */
const CELL = 4;
const SPOT = 2;
const DIRECTIONS = 8;
const CELLS = { across: EYE_CROP.width / CELL, down: EYE_CROP.height / CELL } as const;
const SPOTS = { across: EYE_CROP.width / SPOT, down: EYE_CROP.height / SPOT } as const;
const GRADIENTS = CELLS.across * CELLS.down * DIRECTIONS;
export const EYE_FEATURES = GRADIENTS + SPOTS.across * SPOTS.down;

/** Half of the directions: the others are opposite to them. */
const AXES = Array.from({ length: DIRECTIONS / 2 }, (_, k): readonly [number, number] => {
  const angle = (2 * Math.PI * k) / DIRECTIONS;
  return [Math.cos(angle), Math.sin(angle)];
});
/** Cells with one more all round, into which what falls outside the crop is added. */
const ROW = (CELLS.across + 2) * DIRECTIONS;
const sums = new Float64Array(ROW * (CELLS.down + 2));

/** Added to the sum of squares, so that a crop of noise is not stretched into edges. */
const SOFT_SQUARE = 0.5;

/**
 * Describes a crop by histograms of oriented gradients (Dalal and Triggs, CVPR 2005) in eight directions of cells of 6
 * mm, each pixel shared by the four cells around it, and by its brightness in spots of 3 mm.
 * @param pixels EYE_PIXELS numbers as of `normaliseEye`
 * @param out EYE_FEATURES numbers, overwritten
 */
export function describeEye(pixels: Float32Array, out: Float32Array): void {
  const { width, height } = EYE_CROP;
  sums.fill(0);
  out.fill(0, GRADIENTS, EYE_FEATURES);
  for (let row = 0; row < height; row++) {
    const up = Math.max(0, row - 1) * width;
    const down = Math.min(height - 1, row + 1) * width;
    const v = (row + 0.5) / CELL + 0.5;
    const y = v | 0;
    const fy = v - y;
    for (let column = 0; column < width; column++) {
      const i = row * width + column;
      const spot = GRADIENTS + ((row / SPOT) | 0) * SPOTS.across + ((column / SPOT) | 0);
      out[spot] = (out[spot] ?? 0) + (pixels[i] ?? 0) / SPOT ** 2;
      const left = column === 0 ? i : i - 1;
      const right = column === width - 1 ? i : i + 1;
      const gx = (pixels[right] ?? 0) - (pixels[left] ?? 0);
      const gy = (pixels[down + column] ?? 0) - (pixels[up + column] ?? 0);
      const u = (column + 0.5) / CELL + 0.5;
      const x = u | 0;
      const fx = u - x;
      const cell = y * ROW + x * DIRECTIONS;
      for (let axis = 0; axis < DIRECTIONS / 2; axis++) {
        const [cos = 0, sin = 0] = AXES[axis] ?? [];
        const along = gx * cos + gy * sin;
        const at = along > 0 ? cell + axis : cell + axis + DIRECTIONS / 2;
        const upper = Math.abs(along) * (1 - fy);
        const lower = Math.abs(along) * fy;
        sums[at] = (sums[at] ?? 0) + upper * (1 - fx);
        sums[at + DIRECTIONS] = (sums[at + DIRECTIONS] ?? 0) + upper * fx;
        sums[at + ROW] = (sums[at + ROW] ?? 0) + lower * (1 - fx);
        sums[at + ROW + DIRECTIONS] = (sums[at + ROW + DIRECTIONS] ?? 0) + lower * fx;
      }
    }
  }
  takeGradients(out);
}

/** Copies the cells of the crop itself, as roots of sums that are near one on average. */
function takeGradients(out: Float32Array): void {
  const across = CELLS.across * DIRECTIONS;
  let square = SOFT_SQUARE;
  for (let row = 0; row < CELLS.down; row++) {
    const from = (row + 1) * ROW + DIRECTIONS;
    for (let k = 0; k < across; k++) {
      const sum = sums[from + k] ?? 0;
      out[row * across + k] = sum;
      square += sum * sum;
    }
  }
  const scale = Math.sqrt(GRADIENTS / square);
  for (let i = 0; i < GRADIENTS; i++) out[i] = Math.sqrt(scale * (out[i] ?? 0));
}

import type { Intrinsics } from '../../../../electron/contract/frame.ts';

/** An RGBA picture. */
export interface ColorPicture {
  readonly width: number;
  readonly height: number;
  readonly color: Uint8Array;
}

/** From the depth camera of a Kinect v2 to its colour camera, mm (to the image left: its picture is mirrored). */
const COLOUR_BASELINE_MM = -52;

/**
 * The colour of a Kinect v2's `depthColor`: every depth pixel gets the colour that the colour camera sees in its
 * direction, even if something nearer hides the pixel from it. Beside a head its colours appear twice.
 * @param depth mm, of the same size; 0 leaves the colour unchanged
 */
export function mapColourThroughDepth(
  { width, height, color }: ColorPicture,
  depth: Float32Array,
  { fx }: Intrinsics,
): void {
  const shift = fx * COLOUR_BASELINE_MM;
  const pixels = new Uint32Array(color.buffer, color.byteOffset, width * height);
  const seen = new Uint32Array(width);
  const nearest = new Float32Array(width);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    nearest.fill(Infinity);
    // The colour camera's picture in its own columns, shifted so that infinity coincides.
    for (let x = 0; x < width; x++) {
      const z = depth[row + x] ?? 0;
      const column = z > 0 ? Math.round(x + shift / z) : -1;
      if (column < 0 || column >= width || z >= (nearest[column] ?? 0)) continue;
      nearest[column] = z;
      seen[column] = pixels[row + x] ?? 0;
    }
    for (let x = 0; x < width; x++) {
      const z = depth[row + x] ?? 0;
      const column = z > 0 ? Math.round(x + shift / z) : -1;
      if (column < 0 || column >= width || nearest[column] === Infinity) continue;
      // Only where something nearer is in the way: elsewhere rounding would tear the picture.
      if (z - (nearest[column] ?? 0) > 20) pixels[row + x] = seen[column] ?? 0;
    }
  }
}

/** Moves the colours by whole pixels; the border repeats. */
export function shiftColour(
  { width, height, color }: ColorPicture,
  [dx, dy]: readonly [number, number],
): void {
  if (dx === 0 && dy === 0) return;
  const from = new Uint32Array(color.buffer.slice(color.byteOffset), 0, width * height);
  const to = new Uint32Array(color.buffer, color.byteOffset, width * height);
  for (let y = 0; y < height; y++) {
    const row = Math.max(0, Math.min(height - 1, y - dy)) * width;
    for (let x = 0; x < width; x++) {
      to[y * width + x] = from[row + Math.max(0, Math.min(width - 1, x - dx))] ?? 0;
    }
  }
}

/** One pass of a 3 × 3 binomial blur; the outermost pixels stay. */
export function blurColour({ width, height, color }: ColorPicture): void {
  const from = color.slice();
  const row = 4 * width;
  for (let y = 1; y + 1 < height; y++) {
    for (let k = y * row + 4; k < (y + 1) * row - 4; k++) {
      const above = line(from, k - row);
      const below = line(from, k + row);
      color[k] = (above + 2 * line(from, k) + below + 8) >> 4;
    }
  }
}

const line = (values: Uint8Array, k: number): number =>
  (values[k - 4] ?? 0) + 2 * (values[k] ?? 0) + (values[k + 4] ?? 0);

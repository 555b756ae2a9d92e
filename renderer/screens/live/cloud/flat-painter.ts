/** Draws the cloud without a graphics card: every point a small square, the nearest in front. */
import type { CloudLines } from './cloud-lines.ts';
import { GROUND, type CloudPainter, type CloudScene } from './cloud-painter.ts';
import { FIELD_OF_VIEW, type View } from './orbit.ts';

/** Squares of nearer points are drawn no larger, pixels. */
const LARGEST_SQUARE = 8;
const NEAREST_MM = 20;
/** Points between the ends of a line, pixels of the canvas apart. */
const LINE_STEP = 1.5;
/** Lines lie on the surface that they were fitted to: a little nearer, they show. */
const LINE_LIFT_MM = 4;
const GROUND_WORD = packed(...GROUND);

export function createFlatPainter(canvas: HTMLCanvasElement): CloudPainter | null {
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) return null;
  let image = new ImageData(1, 1);
  let depths = new Float32Array(1);
  return {
    paint(scene, view) {
      const { width, height } = canvas;
      if (image.width !== width || image.height !== height) {
        image = new ImageData(width, height);
        depths = new Float32Array(width * height);
      }
      paintCloud(scene, view, { width, height, data: image.data, depths });
      context.putImageData(image, 0, 0);
    },
    dispose: () => undefined,
  };
}

export interface Raster {
  readonly width: number;
  readonly height: number;
  /** RGBA. */
  readonly data: Uint8ClampedArray;
  /** Distance of what each pixel shows. */
  readonly depths: Float32Array;
}

/** Overwrites the raster. */
function paintCloud({ points, lines }: CloudScene, view: View, raster: Raster): void {
  const { width, height, data, depths } = raster;
  const words = new Uint32Array(data.buffer, data.byteOffset, width * height);
  words.fill(GROUND_WORD);
  depths.fill(Infinity);
  const focal = height / 2 / Math.tan((FIELD_OF_VIEW * Math.PI) / 360);
  const [a, b, c, tx, d, e, f, ty, g, h, k, tz] = view;
  const { count, positions, colors, sizes } = points;
  for (let i = 0; i < count; i += 1) {
    const x = positions[3 * i] ?? 0;
    const y = positions[3 * i + 1] ?? 0;
    const z = positions[3 * i + 2] ?? 0;
    const depth = g * x + h * y + k * z + tz;
    if (depth < NEAREST_MM) continue;
    const scale = focal / depth;
    const column = width / 2 + scale * (a * x + b * y + c * z + tx);
    const row = height / 2 + scale * (d * x + e * y + f * z + ty);
    const side = Math.min(LARGEST_SQUARE, Math.max(1, Math.ceil(scale * (sizes[i] ?? 0))));
    const left = Math.max(0, Math.round(column - side / 2));
    const top = Math.max(0, Math.round(row - side / 2));
    const right = Math.min(width, left + side);
    const bottom = Math.min(height, top + side);
    const word = packed(colors[3 * i] ?? 0, colors[3 * i + 1] ?? 0, colors[3 * i + 2] ?? 0);
    for (let v = top; v < bottom; v += 1) {
      for (let u = left, at = v * width + left; u < right; u += 1, at += 1) {
        if (depth >= (depths[at] ?? 0)) continue;
        depths[at] = depth;
        words[at] = word;
      }
    }
  }
  for (const line of lines) paintLines(line, view, focal, raster, words);
}

function paintLines(
  { color, points }: CloudLines,
  view: View,
  focal: number,
  { width, height, depths }: Raster,
  words: Uint32Array,
): void {
  const [a, b, c, tx, d, e, f, ty, g, h, k, tz] = view;
  const word = packed(...color);
  const ends = new Float64Array(6);
  for (let i = 0; i + 5 < points.length; i += 6) {
    for (let end = 0; end < 2; end += 1) {
      const x = points[i + 3 * end] ?? 0;
      const y = points[i + 3 * end + 1] ?? 0;
      const z = points[i + 3 * end + 2] ?? 0;
      const depth = g * x + h * y + k * z + tz;
      ends[3 * end] = width / 2 + (focal * (a * x + b * y + c * z + tx)) / depth;
      ends[3 * end + 1] = height / 2 + (focal * (d * x + e * y + f * z + ty)) / depth;
      ends[3 * end + 2] = depth;
    }
    const [u = 0, v = 0, near = 0, u2 = 0, v2 = 0, far = 0] = ends;
    if (near < NEAREST_MM || far < NEAREST_MM) continue;
    const steps = Math.min(2000, Math.ceil(Math.hypot(u2 - u, v2 - v) / LINE_STEP));
    for (let step = 0; step <= steps; step += 1) {
      const share = steps === 0 ? 0 : step / steps;
      const column = Math.round(u + share * (u2 - u));
      const row = Math.round(v + share * (v2 - v));
      if (column < 0 || column >= width || row < 0 || row >= height) continue;
      const depth = near + share * (far - near) - LINE_LIFT_MM;
      const at = row * width + column;
      if (depth >= (depths[at] ?? 0)) continue;
      words[at] = word;
    }
  }
}

function packed(red: number, green: number, blue: number): number {
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

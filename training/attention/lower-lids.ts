import type { ColorImage } from '../../electron/engine/vision/image/image.ts';

/** FaceMesh's points along the upper and the lower lid, from the outer corner to the inner one. */
const LIDS = [
  {
    upper: [33, 246, 161, 160, 159, 158, 157, 173, 133],
    lower: [33, 7, 163, 144, 145, 153, 154, 155, 133],
  },
  {
    upper: [263, 466, 388, 387, 386, 385, 384, 398, 362],
    lower: [263, 249, 390, 373, 374, 380, 381, 382, 362],
  },
] as const;

/** How lids come down. */
export interface ClosedLids {
  /** Where the lids meet: 0 at the upper lid of the open eye, 1 at the lower one. */
  readonly meet: number;
  /** Light left by the lashes where they meet, as a share. */
  readonly lashes: number;
}

/** Lengths as shares of the width of an eye. */
const SKIN_ABOVE = 0.32;
const SKIN_BELOW = 0.22;
const LID_EDGE = 0.07;
const LASHES = 0.035;
/** Lids reach a little beyond the corners. */
const BEYOND = 0.06;

/**
 * Closes the eyes of a picture: draws the skin above each eye down over it, and lashes where the lids meet. For pictures
 * of people whose eyes were open.
 * @param landmarks 468 × (x, y, z) in pixels
 * @returns the pixels of a new picture, RGBA
 */
export function lowerLids(
  image: ColorImage,
  landmarks: Float32Array,
  { meet, lashes }: ClosedLids,
): Uint8Array {
  const out = image.data.slice();
  for (const { upper, lower } of LIDS) {
    const line = (indices: readonly number[]) =>
      indices.map((i) => [landmarks[3 * i] ?? NaN, landmarks[3 * i + 1] ?? NaN] as const);
    const [above, below] = [line(upper), line(lower)];
    const [start, end] = [above[0] ?? [NaN, NaN], above.at(-1) ?? [NaN, NaN]];
    const wide = Math.hypot(end[0] - start[0], end[1] - start[1]);
    if (!(wide > 2)) continue;
    const along = [(end[0] - start[0]) / wide, (end[1] - start[1]) / wide] as const;
    // Down the face for either eye: the image's y.
    const turn = along[0] > 0 ? 1 : -1;
    const down = [-turn * along[1], turn * along[0]] as const;
    const local = (points: readonly (readonly [number, number])[]) =>
      points.map(([x, y]): readonly [number, number] => [
        ((x - start[0]) * along[0] + (y - start[1]) * along[1]) / wide,
        ((x - start[0]) * down[0] + (y - start[1]) * down[1]) / wide,
      ]);
    const [lid, floor] = [local(above), local(below)];
    const reach = Math.ceil(wide);
    const [cx, cy] = [Math.round((start[0] + end[0]) / 2), Math.round((start[1] + end[1]) / 2)];
    for (let y = cy - reach; y <= cy + reach; y++) {
      for (let x = cx - reach; x <= cx + reach; x++) {
        if (x < 0 || y < 0 || x >= image.width || y >= image.height) continue;
        const u = ((x - start[0]) * along[0] + (y - start[1]) * along[1]) / wide;
        const v = ((x - start[0]) * down[0] + (y - start[1]) * down[1]) / wide;
        if (u < -BEYOND || u > 1 + BEYOND) continue;
        const [top, bottom] = [heightAt(lid, u), heightAt(floor, u)];
        const source = sourceOf(v, top, bottom, meet);
        if (source === null) continue;
        const px = start[0] + wide * (u * along[0] + source * down[0]);
        const py = start[1] + wide * (u * along[1] + source * down[1]);
        const crease = (v - (top + meet * (bottom - top))) / LASHES;
        const light = 1 - (1 - lashes) * Math.exp(-crease * crease);
        copyPixel(image, px, py, light, out, 4 * (y * image.width + x));
      }
    }
  }
  return out;
}

/** From where the skin comes that closed lids show at a height; null outside them. */
function sourceOf(v: number, top: number, bottom: number, meet: number): number | null {
  const closed = top + meet * (bottom - top);
  const [from, to] = [top - SKIN_ABOVE, bottom + SKIN_BELOW];
  if (v < from || v > to) return null;
  if (v <= closed) return from + ((v - from) * (top - LID_EDGE - from)) / (closed - from);
  return to - ((to - v) * (to - bottom - LID_EDGE / 2)) / (to - closed);
}

function heightAt(line: readonly (readonly [number, number])[], u: number): number {
  for (let i = 0; i + 1 < line.length; i++) {
    const [a, b] = [line[i] ?? [0, 0], line[i + 1] ?? [0, 0]];
    if (u > b[0] && i + 2 < line.length) continue;
    const share = Math.max(0, Math.min(1, (u - a[0]) / Math.max(1e-6, b[0] - a[0])));
    return a[1] + share * (b[1] - a[1]);
  }
  return 0;
}

function copyPixel(
  { width, height, data }: ColorImage,
  x: number,
  y: number,
  light: number,
  out: Uint8Array,
  at: number,
): void {
  const px = Math.max(0, Math.min(width - 1.001, x));
  const py = Math.max(0, Math.min(height - 1.001, y));
  const [left, top] = [Math.floor(px), Math.floor(py)];
  const [fx, fy] = [px - left, py - top];
  const k = 4 * (top * width + left);
  for (let c = 0; c < 3; c++) {
    const north = (1 - fx) * (data[k + c] ?? 0) + fx * (data[k + 4 + c] ?? 0);
    const below = k + 4 * width;
    const south = (1 - fx) * (data[below + c] ?? 0) + fx * (data[below + 4 + c] ?? 0);
    out[at + c] = light * ((1 - fy) * north + fy * south);
  }
}

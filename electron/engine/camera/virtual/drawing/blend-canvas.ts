import type { PixelBox } from '../noise/clean-frame.ts';
import type { Canvas } from './canvas.ts';
import { NOTHING } from './canvas.ts';
import { mixInto } from './mix-colors.ts';

/** Two pictures of one surface differ by less than this, mm; beyond it the nearer one hides the other. */
const SAME_SURFACE = 20;

/**
 * Mixes `added` into `base` where both show the same surface; `share` (0 to 1) is the part of the added one.
 * The box of `added` is wiped for its next use.
 */
export function blendInto(base: Canvas, added: Canvas, box: PixelBox, share: number): void {
  const share256 = Math.round(256 * share);
  const { depth, pixels, surface, width } = base;
  for (let y = box.top; y <= box.bottom; y++) {
    const last = y * width + box.right;
    for (let i = y * width + box.left; i <= last; i++) {
      const z = added.depth[i] ?? 0;
      if (z === NOTHING) {
        continue;
      }
      added.depth[i] = NOTHING;
      const before = depth[i] ?? 0;
      if (Math.abs(z - before) < SAME_SURFACE) {
        depth[i] = before + (z - before) * share;
        mixInto(pixels, added.pixels, i, share256);
        if (share > 0.5) {
          surface[i] = added.surface[i] ?? 0;
        }
      } else if (z < before) {
        depth[i] = z;
        pixels[i] = added.pixels[i] ?? 0;
        surface[i] = added.surface[i] ?? 0;
      }
    }
  }
}

/** Lays `added` over `base`: the nearer one hides the other. The box of `added` is wiped for its next use. */
export function layOver(base: Canvas, added: Canvas, box: PixelBox): void {
  const { depth, pixels, surface, width } = base;
  for (let y = box.top; y <= box.bottom; y++) {
    const last = y * width + box.right;
    for (let i = y * width + box.left; i <= last; i++) {
      const z = added.depth[i] ?? 0;
      if (z < (depth[i] ?? 0)) {
        depth[i] = z;
        pixels[i] = added.pixels[i] ?? 0;
        surface[i] = added.surface[i] ?? 0;
      }
      added.depth[i] = NOTHING;
    }
  }
}

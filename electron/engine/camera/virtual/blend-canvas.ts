import type { PixelBox } from '../sensor-noise.ts';
import type { Canvas } from './canvas.ts';
import { NOTHING } from './canvas.ts';

/** Two pictures of one surface differ by less than this, mm; beyond it the nearer one hides the other. */
const SAME_SURFACE = 20;

/**
 * Mixes `added` into `base` where both show the same surface; `share` (0 to 1) is the part of the added one.
 * The box of `added` is wiped for its next use.
 */
export function blendInto(base: Canvas, added: Canvas, box: PixelBox, share: number): void {
  for (let y = box.top; y <= box.bottom; y++) {
    for (let x = box.left; x <= box.right; x++) {
      const i = y * base.width + x;
      const z = added.depth[i] ?? NOTHING;
      if (z === NOTHING) {
        continue;
      }
      const behind = base.depth[i] ?? NOTHING;
      const part = Math.abs(z - behind) < SAME_SURFACE ? share : z < behind ? 1 : 0;
      base.depth[i] = behind + (z - behind) * part;
      for (let k = 4 * i; part > 0 && k < 4 * i + 3; k++) {
        const old = base.color[k] ?? 0;
        base.color[k] = old + ((added.color[k] ?? 0) - old) * part + 0.5;
      }
      if (part > 0.5) {
        base.surface[i] = added.surface[i] ?? 0;
      }
      added.depth[i] = NOTHING;
    }
  }
}

import type { RgbdFrame } from '../../../contract/frame.ts';
import { REACH, type Reach } from '../reach.ts';

const BIN_MM = 20;
/** A surface is this deep at least, and fills this share of the picture. */
const SURFACE_BINS = 5;
const LEAST_SHARE = 0.004;
/** A head and its neck behind the nearest part of it. */
const DEEP_MM = 250;
/** Every so many columns and rows are looked at. */
const STEP = 3;

const bins = new Int32Array(Math.ceil((REACH.to - REACH.from) / BIN_MM));

/** The nearest surface within reach that is as large as a face far away; null: there is none. */
export function nearestSurface({
  width,
  height,
  depth,
}: Pick<RgbdFrame, 'width' | 'height' | 'depth'>): Reach | null {
  bins.fill(0);
  let looked = 0;
  for (let v = 0; v < height; v += STEP) {
    for (let u = 0; u < width; u += STEP, looked++) {
      const z = depth[v * width + u] ?? 0;
      if (z < REACH.from || z >= REACH.to) continue;
      const bin = Math.floor((z - REACH.from) / BIN_MM);
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
  }
  let within = 0;
  for (let bin = 0; bin < bins.length; bin++) {
    within += (bins[bin] ?? 0) - (bins[bin - SURFACE_BINS] ?? 0);
    if (within < LEAST_SHARE * looked) continue;
    const from = REACH.from + (bin + 1 - SURFACE_BINS) * BIN_MM;
    return { from: Math.max(REACH.from, from), to: from + DEEP_MM };
  }
  return null;
}

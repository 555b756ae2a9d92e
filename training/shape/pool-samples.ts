import { HEAD_GRID } from '../../electron/engine/vision/head/mean-head.ts';
import { SHAPE_POOL } from '../../electron/engine/vision/shape/head-shape.ts';
import { STORED_POOL, type ShapeSample } from './shape-samples.ts';

const STORED = HEAD_GRID.size / STORED_POOL;
const POOL = SHAPE_POOL / STORED_POOL;
/** Cells along a side of the relief that shape is measured on. */
export const POOLED = STORED / POOL;

/** A look with its relief pooled as the engine pools it. */
export interface PooledSample extends Omit<ShapeSample, 'differences' | 'counts'> {
  /** POOLED × POOLED mean differences from the mean head, mm; 0 where unknown. */
  readonly differences: Float32Array;
  readonly counts: Uint16Array;
}

export function poolSample({
  differences: fine,
  counts: parts,
  ...about
}: ShapeSample): PooledSample {
  const differences = new Float32Array(POOLED * POOLED);
  const counts = new Uint16Array(POOLED * POOLED);
  for (let i = 0; i < fine.length; i++) {
    const count = parts[i] ?? 0;
    if (count === 0) continue;
    const row = Math.floor(i / STORED);
    const place = Math.floor(row / POOL) * POOLED + Math.floor((i - row * STORED) / POOL);
    differences[place] = (differences[place] ?? 0) + count * (fine[i] ?? 0);
    counts[place] = (counts[place] ?? 0) + count;
  }
  for (let place = 0; place < counts.length; place++) {
    const count = counts[place] ?? 0;
    if (count > 0) differences[place] = (differences[place] ?? 0) / count;
  }
  return { ...about, differences, counts };
}

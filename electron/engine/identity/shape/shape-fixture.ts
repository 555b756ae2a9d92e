/** A simple model of shape and looks by it, for tests. */
import type { ShapeLook, ShapeStatistics } from '../../../contract/head-shape.ts';

/** Heads differ by 3 in each of eight numbers; a look errs by about 1. */
export const PLAIN_SHAPE: ShapeStatistics = {
  version: 'plain',
  between: new Array<number>(8).fill(9),
  sitting: new Array<number>(8).fill(0.3),
  pose: new Array<number>(8).fill(0.3),
  frame: new Array<number>(8).fill(0.4),
  outliers: { share: 0.02, widening: 9 },
  least: -60,
  most: 12,
  refuseBelow: -2,
  fewestLooks: 10,
  fewestOwnerLooks: 12,
};

/** A look at a head whose numbers all are `head`. */
export const lookAt = (head: number, changes: Partial<ShapeLook> = {}): ShapeLook => ({
  version: PLAIN_SHAPE.version,
  vector: new Float32Array(PLAIN_SHAPE.between.length).fill(head),
  ...{ noise: 1, yaw: 0, pitch: 0 },
  ...changes,
});

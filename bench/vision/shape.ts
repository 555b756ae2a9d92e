import { orThrow } from '../../electron/contract/result-fixture.ts';
import type { FusedShape } from '../../electron/contract/head-shape.ts';
import { judgeShape } from '../../electron/engine/identity/shape/compare-shapes.ts';
import { fuseShape } from '../../electron/engine/identity/shape/fuse-shape.ts';
import { ownerShapeOf } from '../../electron/engine/identity/shape/shape-estimate.ts';
import { HEAD_GRID, loadMeanHead } from '../../electron/engine/vision/head/mean-head.ts';
import { ReliefCells } from '../../electron/engine/vision/liveness/relief-cells.ts';
import { loadHeadShape } from '../../electron/engine/vision/shape/head-shape.ts';
import { ShapeMeter } from '../../electron/engine/vision/shape/shape-meter.ts';
import { ASSETS, spread } from '../assets.ts';

const LOOKS = 400;
const WARM_UP = 200;
const STILL = { rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1], translation: [0, 0, 0] } as const;

/**
 * The shape of a head from its surface, then one more look fused and judged. Budget: 0.3 ms a frame. The cells of
 * liveness, measured turn about in the same process, are what to compare with on a busy machine.
 */
export async function benchShape(): Promise<readonly string[]> {
  const mean = orThrow(await loadMeanHead(ASSETS));
  const model = orThrow(await loadHeadShape(ASSETS));
  const meter = new ShapeMeter(mean, model);
  const cells = new ReliefCells(mean);
  const { size, millimetresPerPixel } = HEAD_GRID;
  const points = new Float32Array(3 * size * size);
  mean.relief.forEach((z, i) => {
    const row = Math.floor(i / size);
    const [x, y] = [i - row * size - size / 2, row - size / 2];
    // No head is the mean head.
    const own = z + 2 * Math.sin(x / 9) * Math.cos(y / 7);
    const known = !Number.isNaN(own);
    points.set(known ? [x * millimetresPerPixel, y * millimetresPerPixel, own] : [0, 0, 0], 3 * i);
  });
  const surface = { width: size, height: size, points };
  const pose = { yaw: 0, pitch: 0, distanceMm: 700 };
  const measuring: number[] = [];
  const judging: number[] = [];
  const liveness: number[] = [];
  let fused: FusedShape | null = null;
  for (let i = -WARM_UP; i < LOOKS; i++) {
    const start = performance.now();
    const look = meter.measure(surface, STILL, pose);
    const measured = performance.now();
    if (look === null) throw new Error('The shape of the head was not measured.');
    fused = fuseShape(fused, { ...look, yaw: 10 * (i % 4) });
    judgeShape(fused, ownerShapeOf(fused, model.statistics), model.statistics);
    const judged = performance.now();
    cells.measure(surface, STILL);
    const done = performance.now();
    if (i < 0) continue;
    measuring.push(measured - start);
    judging.push(judged - measured);
    liveness.push(done - judged);
  }
  return [
    `shape of a look: ${spread(measuring)}`,
    `fused and judged: ${spread(judging)}`,
    `cells of liveness, for comparison: ${spread(liveness)}`,
  ];
}

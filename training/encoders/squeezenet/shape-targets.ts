import type { MeanHead } from '../../../electron/engine/vision/mean-head.ts';
import { RIDGE, shapeBasis } from '../fused/depth-branch.ts';
import { bestResolvedModes, SHAPE_OUTPUTS } from '../fused/encoder-graph.ts';
import { viewFromFront } from '../../head/frontal-view.ts';
import { loadIctHead } from '../../head/ict-head.ts';
import type { StoredPerson } from '../../population/shard.ts';

const SHAPE_MODES = 60;

/**
 * True head shapes of rendered people, in the modes that a frontal depth map resolves best.
 *
 * @returns people × 32, each row of unit length
 */
export function shapeTargets(people: readonly StoredPerson[], mean: MeanHead): Float32Array {
  const head = loadIctHead(SHAPE_MODES);
  const modes = bestResolvedModes(
    shapeBasis(head, viewFromFront(head), mean),
    RIDGE,
    SHAPE_OUTPUTS,
  );
  const targets = new Float32Array(people.length * SHAPE_OUTPUTS);
  people.forEach(({ coefficients }, person) => {
    const own = modes.map((mode) => coefficients[mode] ?? 0);
    const norm = Math.hypot(...own) || 1;
    targets.set(
      own.map((x) => x / norm),
      person * SHAPE_OUTPUTS,
    );
  });
  return targets;
}

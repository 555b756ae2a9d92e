import { SHAPE_OUTPUTS } from './outputs.ts';
import type { StoredPerson } from '../../synthesis/population/shots/shard.ts';

/**
 * True head shapes of rendered people.
 *
 * @param modes the 32 identity modes wanted
 * @returns people × 32, each row of unit length
 */
export function shapeTargets(
  people: readonly StoredPerson[],
  modes: readonly number[],
): Float32Array {
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

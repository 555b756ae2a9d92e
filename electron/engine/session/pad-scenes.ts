/** What the virtual Kinect plays in a demonstration of a presentation attack test. */
import type { VirtualScene } from '../../contract/camera.ts';
import { fail, succeed, type Result } from '../../contract/problem.ts';
import type { PadStep } from '../../contract/pad/pad.ts';
import { PAD_PRESENTATIONS } from '../../contract/pad/species.ts';

/** A little nearer or farther than the scene, attempt after attempt, as people stand. */
const DISTANCES_MM = [0, -60, 60, -30, 90];
const NEAREST_MM = 450;
const FARTHEST_MM = 1400;

const NOBODY = 'nobody';

export type SceneOf = (step: PadStep) => VirtualScene;

/**
 * The scenes of a demonstration: the owner is whoever the scene shows now.
 * @param people ids of the virtual people; another person is the first who is not the owner
 */
export function scenesOf(scene: VirtualScene, people: readonly string[]): Result<SceneOf> {
  if (scene.person === NOBODY) {
    return fail(
      'pad-impossible',
      'Nobody stands before the virtual Kinect. Choose the person who enrolled in its panel, then start again.',
    );
  }
  const other = people.find((person) => person !== scene.person) ?? NOBODY;
  return succeed(({ presentation, attempt }) => {
    const { demonstration } = PAD_PRESENTATIONS[presentation];
    const distanceMm = scene.distanceMm + (DISTANCES_MM[(attempt - 1) % DISTANCES_MM.length] ?? 0);
    return {
      ...scene,
      motion: { kind: 'script', script: 'idle' },
      distanceMm: Math.min(FARTHEST_MM, Math.max(NEAREST_MM, distanceMm)),
      ...('person' in demonstration
        ? { person: other, presentation: 'person' as const }
        : { presentation: demonstration.presentation }),
    };
  });
}

/** Which frames of a face are good enough to judge a person by. */
import type { HeadPose } from '../../contract/head-pose.ts';
import type { Hint, Observation } from '../../contract/observation.ts';

export type FaceObservation = Extract<Observation, { kind: 'face' }>;

const MAXIMUM_YAW = 25;
const MAXIMUM_PITCH = 20;

/** Hints that do not spoil the picture; with every other hint the frame says little about who it is. */
const HARMLESS_HINTS: readonly Hint[] = ['none', 'hold-still', 'centre-face'];

/** Looks towards the camera: |yaw| ≤ 25°, |pitch| ≤ 20°. */
export function facesCamera({ yaw, pitch }: HeadPose): boolean {
  return Math.abs(yaw) <= MAXIMUM_YAW && Math.abs(pitch) <= MAXIMUM_PITCH;
}

/** A clearly seen face, whatever its liveness. */
export function isWellSeen(observation: Observation): observation is FaceObservation {
  return (
    observation.kind === 'face' &&
    facesCamera(observation.pose) &&
    HARMLESS_HINTS.includes(observation.hint)
  );
}

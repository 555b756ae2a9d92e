/** Which frames of a face are good enough to judge a person by. */
import { facesCamera, TOWARDS_CAMERA, type HeadPose } from '../../contract/head-pose.ts';
import type { Hint, Observation } from '../../contract/observation.ts';

export type FaceObservation = Extract<Observation, { kind: 'face' }>;

/** A face turned farther than one that looks towards the camera and up to here is seen from aside. */
const MAXIMUM_YAW_ASIDE = 35;

/** Hints that do not spoil the picture; with every other hint the frame says little about who it is. */
const HARMLESS_HINTS: readonly Hint[] = ['none', 'hold-still', 'centre-face'];

/** Turned a little too far to look towards the camera: |yaw| beyond 25°, up to 35°, |pitch| ≤ 20°. */
function isAside({ yaw, pitch }: HeadPose): boolean {
  const turn = Math.abs(yaw);
  const isTurned = turn > TOWARDS_CAMERA.yaw && turn <= MAXIMUM_YAW_ASIDE;
  return isTurned && Math.abs(pitch) <= TOWARDS_CAMERA.pitch;
}

/** A clearly seen face that looks towards the camera, whatever its liveness. */
export function isWellSeen(observation: Observation): observation is FaceObservation {
  return isClear(observation) && facesCamera(observation.pose);
}

/** The same of a face that is seen from aside. */
export function isSeenAside(observation: Observation): observation is FaceObservation {
  return isClear(observation) && isAside(observation.pose);
}

function isClear(observation: Observation): observation is FaceObservation {
  return observation.kind === 'face' && HARMLESS_HINTS.includes(observation.hint);
}

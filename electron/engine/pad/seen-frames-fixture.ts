/** Frames as the lock sees them, for tests of presentation attack tests. */
import type { LockView } from '../../contract/identity.ts';
import type { LivenessVerdict, Observation } from '../../contract/observation.ts';
import type { SeenFrame } from './attempt.ts';

const TIMES = { detect: 0, landmarks: 0, pose: 0, fuse: 0, embed: 0, liveness: 0, total: 0 };

export const LOOKING: LockView = { phase: 'looking', hint: 'none' };
export const LOCKED: LockView = { phase: 'locked', hint: 'nobody' };
export const OPEN: LockView = { phase: 'unlocked', personId: 'owner', name: 'Ada', by: 'face' };
export const PICTURE: LockView = { phase: 'looks-like-a-picture', triesLeft: 4 };
export const STRANGER: LockView = {
  phase: 'not-recognised',
  because: 'stranger',
  triesLeft: 4,
};

export function faceAt(
  timeMs: number,
  decision: LockView = LOOKING,
  liveness: LivenessVerdict = { kind: 'live', logOdds: 6 },
): SeenFrame {
  const observation: Observation = {
    kind: 'face',
    sequence: 0,
    timeMs,
    hint: 'none',
    spectrum: 'colour',
    box: { x: 0, y: 0, width: 1, height: 1 },
    pose: { yaw: 0, pitch: 0, roll: 0, distanceMm: 600, interOcularMm: 62 },
    track: 1,
    others: 0,
    attention: 'attentive',
    liveness,
    times: TIMES,
  };
  return { observation, decision };
}

export function nobodyAt(timeMs: number, decision: LockView = LOCKED): SeenFrame {
  const observation: Observation = {
    kind: 'no-face',
    sequence: 0,
    timeMs,
    hint: 'nobody',
    spectrum: 'colour',
    times: TIMES,
  };
  return { observation, decision };
}

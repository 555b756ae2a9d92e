/** Frames for the tests of the state machines. */
import type { Spectrum } from '../../contract/frame.ts';
import type { Attention, Hint, LivenessVerdict, Observation } from '../../contract/observation.ts';

export const FRAME_MS = 1000 / 30;

const NO_TIMES = { detect: 0, landmarks: 0, pose: 0, fuse: 0, embed: 0, liveness: 0, total: 0 };

const VERDICTS: Readonly<Record<LivenessVerdict['kind'], LivenessVerdict>> = {
  live: { kind: 'live', logOdds: 6 },
  'not-live': { kind: 'not-live', reliefMm: 1, because: 'flat', logOdds: -6 },
  undecided: { kind: 'undecided' },
};

export interface FaceChanges {
  readonly yaw?: number;
  readonly pitch?: number;
  readonly hint?: Hint;
  readonly liveness?: LivenessVerdict['kind'];
  readonly spectrum?: Spectrum;
  readonly attention?: Attention;
  readonly track?: number;
  readonly others?: number;
}

/** A frame; default: a live, frontal, attentive face. */
export function faceAt(
  timeMs: number,
  {
    yaw = 0,
    pitch = 0,
    hint = 'none',
    liveness = 'live',
    spectrum = 'colour',
    attention = 'attentive',
    track = 1,
    others = 0,
  }: FaceChanges = {},
): Observation {
  return {
    kind: 'face',
    sequence: Math.round(timeMs / FRAME_MS),
    timeMs,
    track,
    others,
    box: { x: 200, y: 150, width: 90, height: 110 },
    pose: { yaw, pitch, roll: 0, distanceMm: 650, interOcularMm: 63 },
    hint,
    spectrum,
    liveness: VERDICTS[liveness],
    attention,
    times: NO_TIMES,
  };
}

export function nobodyAt(timeMs: number): Observation {
  return {
    kind: 'no-face',
    sequence: Math.round(timeMs / FRAME_MS),
    timeMs,
    hint: 'nobody',
    spectrum: 'colour',
    times: NO_TIMES,
  };
}

/** What one frame showed, in numbers small enough for every border. No pixels and no embeddings. */
import type { HeadPose } from './head-pose.ts';

/** One thing to tell the person, chosen from measurements. */
export const HINTS = [
  'none',
  'nobody',
  'move-closer',
  'move-back',
  'centre-face',
  'more-light',
  'too-bright',
  'hold-still',
  'too-fast',
  'look-at-camera',
  'only-one-person',
  'face-covered',
  'camera-covered',
  'no-depth',
  /** Few pictures a second come to be looked at: all is well, but slow. */
  'camera-slow',
  /** The pictures break off again and again, or the camera's clock jumps. */
  'camera-unsteady',
] as const;
export type Hint = (typeof HINTS)[number];

/** Pixels of the frame. */
export interface FaceBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type LivenessVerdict =
  | { readonly kind: 'live' }
  | { readonly kind: 'flat'; readonly reliefMm: number }
  | { readonly kind: 'undecided' };

/** Milliseconds spent in each stage; 0 where a stage did not run. */
export interface StageTimes {
  readonly detect: number;
  readonly landmarks: number;
  readonly pose: number;
  readonly fuse: number;
  readonly embed: number;
  readonly liveness: number;
  readonly total: number;
}

export type Observation =
  | {
      readonly kind: 'face';
      readonly sequence: number;
      readonly timeMs: number;
      readonly box: FaceBox;
      readonly pose: HeadPose;
      readonly hint: Hint;
      readonly liveness: LivenessVerdict;
      readonly times: StageTimes;
    }
  | {
      readonly kind: 'no-face';
      readonly sequence: number;
      readonly timeMs: number;
      readonly hint: Hint;
      readonly times: StageTimes;
    };

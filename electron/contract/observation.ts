/** What one frame showed, small enough to cross every border. No pixels and no embeddings. */
import type { Spectrum } from './frame.ts';
import type { HeadPose } from './head-pose.ts';

/** One hint for the person, chosen from measurements. */
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
  'open-your-eyes',
  /** Directions are the person's own. */
  'turn-head-left',
  'turn-head-right',
  'turn-head-up',
  'turn-head-down',
  /** This face was enrolled by a version that measured too little of it for the level that is set. */
  'enrol-again',
  'only-one-person',
  'face-covered',
  'camera-covered',
  'no-depth',
  /** Few pictures a second reach recognition: it works, but slowly. */
  'camera-slow',
  /** The pictures break off repeatedly, or the camera's clock jumps. */
  'camera-unsteady',
  /** It was locked a moment ago, and does not open again for whoever still sits there. */
  'press-a-key',
] as const;
export type Hint = (typeof HINTS)[number];

/** Pixels of the frame. */
export interface FaceBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Why a presentation was taken for an attack. */
export const NOT_LIVE_REASONS = [
  // What a relief that is no living face looks like, by fits of simple forms.
  'flat',
  'bent',
  'folded',
  'no-eye-sockets',
  'not-a-face',
  /** Infrared does not show the face that colour shows. */
  'infrared-differs',
  /** The relief passed, but its landmarks moved as those of a sheet, or a sheet lies around it. */
  'moves-as-a-sheet',
  'sheet-around',
] as const;
export type NotLiveReason = (typeof NOT_LIVE_REASONS)[number];

/** `logOdds`: natural log of how much likelier this look is of a living face than of an attack, −6 to 6. */
export type LivenessVerdict =
  | { readonly kind: 'live'; readonly logOdds: number }
  /** A presentation attack: a picture, whatever it is printed on. */
  | {
      readonly kind: 'not-live';
      readonly reliefMm: number;
      readonly because: NotLiveReason;
      readonly logOdds: number;
    }
  | { readonly kind: 'undecided' };

/**
 * What the eyes do, said only where it is sure: `attentive` are open eyes that do not surely look past the camera;
 * `unknown` are eyes that are too small, hidden, or between open and closed.
 */
export const ATTENTIONS = ['attentive', 'eyes-closed', 'looks-away', 'unknown'] as const;
export type Attention = (typeof ATTENTIONS)[number];

/** Milliseconds spent in each stage; 0 if a stage did not run. */
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
      /**
       * Number of the face that is followed, from 1 in each stream of frames; changes when another face is followed or
       * the face was lost. What is gathered over frames is of one head only while it stays.
       */
      readonly track: number;
      /** People within reach of the camera besides this one, at its side or behind; pictures and screens are none. */
      readonly others: number;
      readonly box: FaceBox;
      readonly pose: HeadPose;
      readonly hint: Hint;
      /** Where the face was seen. */
      readonly spectrum: Spectrum;
      readonly liveness: LivenessVerdict;
      readonly attention: Attention;
      readonly times: StageTimes;
    }
  | {
      readonly kind: 'no-face';
      readonly sequence: number;
      readonly timeMs: number;
      readonly hint: Hint;
      /** Where a face was looked for. */
      readonly spectrum: Spectrum;
      readonly times: StageTimes;
    };

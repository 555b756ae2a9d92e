/** What an analysis says of a recording, look by look: tracks along its time, and events on it. */
import type { LockView, RefusalReason } from './identity.ts';
import type { NotLiveReason } from './observation.ts';
import type { Problem } from './problem.ts';

/** What stands in a track for how the lock stood after a frame, by its place in this list. */
export const LOCK_PHASES = [
  'nothing-enrolled',
  'locked',
  'looking',
  'unlocked',
  'not-recognised',
  'looks-like-a-picture',
  'too-many-tries',
  'pin-needed',
  'no-camera',
] as const satisfies readonly LockView['phase'][];

/** One line of distances. */
export interface AnalysedPerson {
  readonly personId: string;
  readonly name: string;
}

/** A lock that was asked, and who it could compare with. Two of them where encoders are compared. */
export interface AnalysedLock {
  /** Name and version. */
  readonly encoder: string;
  readonly people: readonly AnalysedPerson[];
}

/** What one lock made of consecutive frames. */
export interface LockTrack {
  /** Places in `LOCK_PHASES`. */
  readonly phases: Uint8Array;
  /** For each person of the lock: Euclidean distance, 0 to 2, to the nearest reference; NaN: not compared. */
  readonly distances: readonly Float32Array[];
  /** For each person of the lock: below which distance the look matches; NaN: not compared. */
  readonly thresholds: readonly Float32Array[];
}

/** What an analysis says of consecutive frames; all arrays have one number a frame. */
export interface TrackPiece {
  /** Index of the first frame, from 0. */
  readonly from: number;
  /** Milliseconds since the first frame of the recording, never falling. */
  readonly times: Float64Array;
  /** Degrees, as `HeadPose`; NaN: nobody was seen. */
  readonly yaw: Float32Array;
  readonly pitch: Float32Array;
  readonly roll: Float32Array;
  /** How far away the head is; NaN: nobody was seen. */
  readonly distanceMm: Float32Array;
  /** Log odds of a living face, −6 to 6; NaN: nobody was seen, or it was undecided. */
  readonly liveness: Float32Array;
  /** One for each lock of the analysis. */
  readonly locks: readonly LockTrack[];
}

export type RecordingEvent = {
  /** Index of the frame, from 0. */
  readonly frame: number;
  /** Milliseconds since the first frame. */
  readonly timeMs: number;
} &
  /** Somebody comes, first or again. */
  (
    | { readonly kind: 'face'; readonly isFirst: boolean }
    | { readonly kind: 'unlock'; readonly personId: string; readonly name: string }
    | { readonly kind: 'refusal'; readonly because: Exclude<RefusalReason, 'picture'> }
    | { readonly kind: 'picture'; readonly because: NotLiveReason | null }
    /** Tries or pictures are used up: only a PIN opens. */
    | { readonly kind: 'lock-out'; readonly because: 'tries' | 'pictures' }
    /** Nobody was there for a while, and the open lock closed. */
    | { readonly kind: 'locked-again' }
  );

/** Id of whoever a recording enrols for a comparison of encoders: nobody's name is known. */
export const COMPARED_PERSON = 'enrolled';

/** Against whom a recording is analysed. */
export const ANALYSIS_KINDS = ['people', 'encoders'] as const;
/** `people`: everybody enrolled; `encoders`: whoever a recording shows, enrolled with two encoders. */
export type AnalysisKind = (typeof ANALYSIS_KINDS)[number];

/** How far an analysis is. Its tracks are asked for (`analysis.tracks`). */
export interface AnalysisView {
  /** Of the recording. */
  readonly id: string;
  readonly kind: AnalysisKind;
  /**
   * `starting`: models are loaded, or somebody is enrolled from a recording. `waiting`: something that must not be
   * slowed down runs, an enrolment for instance. `stopped`: may be resumed.
   */
  readonly phase: 'starting' | 'running' | 'waiting' | 'stopped' | 'done' | 'failed';
  /** Frames that were analysed. */
  readonly done: number;
  /** All frames of the recording. */
  readonly frames: number;
  /** Empty until it has started. */
  readonly locks: readonly AnalysedLock[];
  /** In order. Of the first lock. */
  readonly events: readonly RecordingEvent[];
  /** Indexes of frames, other than the first, at which locks that know of nothing before took over. */
  readonly begunAnew: readonly number[];
  /** Frames at the beginning that its references were taken from, which are compared with nothing. */
  readonly enrolledFrames: number;
  /** Why it failed; null: it did not. */
  readonly problem: Problem | null;
}

/** Engine → main. */
export type AnalysisEvent =
  | {
      readonly kind: 'began';
      /** Index of the frame that it begins at. */
      readonly from: number;
      readonly frames: number;
      readonly locks: readonly AnalysedLock[];
      readonly enrolledFrames: number;
    }
  | {
      readonly kind: 'piece';
      readonly piece: TrackPiece;
      readonly events: readonly RecordingEvent[];
    }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** Recording, the recordings and their replay, as the windows see them. */
import type { Drops } from './drops.ts';
import type { ExportFormat } from './exchange.ts';
import type { LockView } from './identity.ts';
import type { Observation } from './observation.ts';
import type { PersonDistance } from './identity.ts';

/** State of the recorder, sent about twice a second while it records. */
export type RecorderView =
  | {
      readonly phase: 'idle';
      /** Why nothing can be recorded now, as a sentence; null if recording is possible. */
      readonly obstacle: string | null;
      /** Bytes that can still be recorded: free on their disk, and allowed by the limit; null if unknown. */
      readonly spaceLeft: number | null;
    }
  | {
      readonly phase: 'recording';
      readonly elapsedMs: number;
      readonly bytes: number;
      readonly bytesPerMinute: number;
      readonly frames: number;
      /** Frames that came faster than the disk could take them. */
      readonly droppedByDisk: number;
      /** Frames that the camera counted but did not deliver. */
      readonly missedByCamera: number;
      readonly spaceLeft: number | null;
    }
  /** The file is being finished. */
  | { readonly phase: 'saving' };

/** One recording in the list. */
export interface RecordingSummary extends Drops {
  /** Derived from the file's name; only main knows the file. */
  readonly id: string;
  readonly name: string;
  readonly camera: string;
  /** ISO time. */
  readonly createdAt: string;
  readonly durationMs: number;
  readonly bytes: number;
  readonly frames: number;
  /** False: the file ends without its index, as after a power cut; it plays up to its last whole frame. */
  readonly complete: boolean;
  /** Why the file cannot be read, as a sentence; null if it can. */
  readonly problem: string | null;
  readonly hasThumbnail: boolean;
  /** What its frames can be written as; empty if the file cannot be read. */
  readonly formats: readonly ExportFormat[];
}

/** How much all recordings together may take, bytes; null: as much as there is room for. */
export const RECORDINGS_LIMITS = [null, 2e9, 5e9, 10e9, 20e9, 50e9, 100e9, 200e9] as const;
export type RecordingsLimit = (typeof RECORDINGS_LIMITS)[number];

/** The longest name that a person can give a recording: what every file system takes, with its ending. */
export const LONGEST_RECORDING_NAME = 80;

export const PLAYER_SPEEDS = [0.25, 0.5, 1, 2, 4] as const;
export type PlayerSpeed = (typeof PLAYER_SPEEDS)[number];

/** The recognition's result for the frame shown. Opens nothing. */
export interface ReplayRecognition {
  readonly observation: Observation;
  readonly distances: readonly PersonDistance[];
  /** State of the lock if a camera had delivered these frames. */
  readonly decision: LockView;
}

export type PlayerView =
  | { readonly phase: 'closed' }
  | { readonly phase: 'opening'; readonly id: string }
  | {
      readonly phase: 'open';
      readonly id: string;
      /** `camera`: it replaces the camera, also for the lock. */
      readonly mode: 'player' | 'camera';
      readonly playing: boolean;
      readonly speed: PlayerSpeed;
      readonly loop: boolean;
      /** Index of the frame shown, from 0. */
      readonly index: number;
      readonly frames: number;
      readonly timeMs: number;
      readonly durationMs: number;
      readonly recognition: ReplayRecognition | null;
    };

export type PlayerControl =
  | { readonly kind: 'play' }
  | { readonly kind: 'pause' }
  | { readonly kind: 'step'; readonly frames: 1 | -1 }
  | { readonly kind: 'seek'; readonly timeMs: number }
  | { readonly kind: 'speed'; readonly speed: PlayerSpeed }
  | { readonly kind: 'loop'; readonly loop: boolean };

/** One file as reported to main: more than windows are told. */
export interface ListedRecording {
  readonly file: string;
  readonly summary: RecordingSummary;
  /** A small JPEG. */
  readonly thumbnail: Uint8Array | null;
}

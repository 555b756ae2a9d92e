/** What main and the engine process say to each other. Only main sees embeddings; windows never do. */
import type { SourceName, SourceState, VirtualPersonInfo, VirtualScene } from './camera.ts';
import type { ExchangeEvent, ExchangeRequest } from './exchange.ts';
import type { EnrolmentView, LockView, MatchThresholds } from './identity.ts';
import type { Observation } from './observation.ts';
import type { PersonDistance, Statistics } from './bridge.ts';
import type { Trust } from './frame.ts';
import type { Problem } from './problem.ts';
import type { PlayerControl, PlayerView, RecorderView, ShelfEntry } from './recordings.ts';

/** One stored reference embedding and the pose it was taken at. */
export interface Reference {
  /** 128 numbers of unit length. */
  readonly embedding: Float32Array;
  readonly yaw: number;
  readonly pitch: number;
}

/** A person as the engine matches them. */
export interface GalleryEntry {
  readonly personId: string;
  readonly name: string;
  readonly trust: Trust;
  readonly encoder: string;
  readonly references: readonly Reference[];
}

/** Main → engine. */
export type EngineCommand =
  | {
      readonly kind: 'start';
      readonly assets: string;
      /** Null until a person has chosen: a real camera that is ready, else the virtual one. */
      readonly source: SourceName | null;
      readonly scene: VirtualScene;
      readonly gallery: readonly GalleryEntry[];
      /** Who had it open when an engine before this one died; null: locked. */
      readonly unlocked: Extract<LockView, { phase: 'unlocked' }> | null;
      /** Failed tries so far: neither a crash nor a restart gives tries back. */
      readonly failedTries: number;
      /** Where recordings are kept. */
      readonly recordings: string;
      /** Version of the app, for the files it writes. */
      readonly app: string;
      /** As `show-window`. */
      readonly windowShown: boolean;
    }
  /** A window that cannot be seen, hidden or minimised, gets no frames. */
  | { readonly kind: 'show-window'; readonly shown: boolean }
  | { readonly kind: 'select-camera'; readonly source: SourceName }
  | { readonly kind: 'set-scene'; readonly scene: VirtualScene }
  | { readonly kind: 'set-gallery'; readonly gallery: readonly GalleryEntry[] }
  | { readonly kind: 'start-enrolment' }
  | { readonly kind: 'continue-enrolment' }
  | { readonly kind: 'enrol-partially' }
  | { readonly kind: 'cancel-enrolment' }
  /** Answered by `enrolment-references`. */
  | { readonly kind: 'take-enrolment' }
  /** The person was stored; the enrolment is over. */
  | { readonly kind: 'finish-enrolment'; readonly personId: string }
  | { readonly kind: 'lock' }
  | { readonly kind: 'unlock-by-pin'; readonly personId: string; readonly name: string }
  | { readonly kind: 'start-recording' }
  | { readonly kind: 'stop-recording' }
  /** Looks through the folder of recordings again. */
  | { readonly kind: 'list-recordings' }
  | { readonly kind: 'repair-recording'; readonly file: string }
  | { readonly kind: 'open-player'; readonly id: string; readonly file: string }
  | { readonly kind: 'control-player'; readonly control: PlayerControl }
  | { readonly kind: 'player-becomes-camera' }
  | { readonly kind: 'close-player' }
  /** Answered by `exchange`, with the same id. */
  | { readonly kind: 'start-exchange'; readonly id: string; readonly request: ExchangeRequest }
  | { readonly kind: 'cancel-exchange'; readonly id: string }
  | { readonly kind: 'stop' };

/** Engine → main. A frame port travels beside `{ kind: 'frame-port' }` in the other direction. */
export type EngineMessage =
  | {
      readonly kind: 'ready';
      readonly encoder: string;
      readonly thresholds: MatchThresholds;
      readonly virtualPeople: readonly VirtualPersonInfo[];
    }
  | { readonly kind: 'failed'; readonly problem: Problem }
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'sources'; readonly sources: readonly SourceState[] }
  | { readonly kind: 'observation'; readonly observation: Observation }
  | { readonly kind: 'distances'; readonly distances: readonly PersonDistance[] }
  | { readonly kind: 'enrolment'; readonly view: EnrolmentView }
  | {
      readonly kind: 'enrolment-references';
      readonly references: readonly Reference[];
      readonly trust: Trust;
      readonly encoder: string;
    }
  | { readonly kind: 'lock'; readonly view: LockView; readonly failedTries: number }
  | { readonly kind: 'statistics'; readonly statistics: Statistics }
  | { readonly kind: 'recorder'; readonly view: RecorderView }
  | { readonly kind: 'shelf'; readonly entries: readonly ShelfEntry[] }
  | { readonly kind: 'player'; readonly view: PlayerView }
  | { readonly kind: 'exchange'; readonly event: ExchangeEvent };

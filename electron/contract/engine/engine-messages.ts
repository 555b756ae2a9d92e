/** Messages between main and the engine process. Only main sees embeddings; windows never do. */
import type {
  DeviceName,
  SourceName,
  SourceState,
  VirtualPersonInfo,
  VirtualScene,
} from '../camera.ts';
import type { AttemptLook } from '../explorer.ts';
import type { AnalysisEvent, AnalysisKind } from '../recording-analysis.ts';
import type { EncoderEngine, EncoderRuntime } from '../encoder-runtime.ts';
import type { ExchangeEvent, ExchangeRequest } from '../exchange.ts';
import type {
  AttemptReport,
  EnrolmentView,
  JudgedLock,
  MatchThresholds,
  OpenLock,
} from '../identity.ts';
import type { OwnerShape } from '../head-shape.ts';
import type { Observation } from '../observation.ts';
import type { PersonDistance } from '../identity.ts';
import type { Statistics } from '../window/app-state.ts';
import type { Spectrum, Trust } from '../frame.ts';
import type { PadCommand, PadView } from '../pad/pad.ts';
import type { SpeciesId } from '../pad/species.ts';
import type { Problem } from '../problem.ts';
import type { SecurityChoice } from '../security.ts';
import type {
  ListedRecording,
  PlayerControl,
  PlayerView,
  RecorderView,
  RecordingsLimit,
} from '../recordings.ts';

/** One stored reference embedding and the pose it was taken at. */
export interface Reference {
  /** 128 numbers of unit length. */
  readonly embedding: Float32Array;
  readonly yaw: number;
  readonly pitch: number;
  /** The picture it was taken from. */
  readonly spectrum: Spectrum;
}

/** A look that was added to a person's after their enrolment (`identity/adaptation`). */
export interface AddedLook extends Reference {
  /** What vouched for it: a confident match, or the right PIN after a near miss. */
  readonly by: 'match' | 'pin';
  /** By the clock on the wall, milliseconds. */
  readonly addedMs: number;
  /** Matches that it still serves. */
  readonly matchesLeft: number;
}

/** A person as used for matching. */
export interface GalleryEntry {
  readonly personId: string;
  readonly name: string;
  readonly trust: Trust;
  readonly encoder: string;
  readonly references: readonly Reference[];
  /** Null for an enrolment of an older version, or of too few looks: shape then has no say, and nobody passes by it. */
  readonly shape: OwnerShape | null;
  /** Default: none. */
  readonly added?: readonly AddedLook[];
}

/** Main → engine. Commands that come from a window keep the name of its request. */
export type EngineCommand =
  | {
      readonly kind: 'engine.start';
      readonly assets: string;
      /** Null until a person has chosen: a real camera that is ready, else the virtual one. */
      readonly source: SourceName | null;
      readonly scene: VirtualScene;
      /** As in `camera.mirror`. */
      readonly mirrored: readonly DeviceName[];
      readonly gallery: readonly GalleryEntry[];
      /** Who had it open when a previous engine died; null: locked. */
      readonly unlocked: OpenLock | null;
      /** It was locked, and waits until the face has left or somebody asks. */
      readonly untilAsked: boolean;
      /** As in `lock.face`. */
      readonly faceAllowed: boolean;
      readonly security: SecurityChoice;
      /** What the encoder should run in. */
      readonly encoderEngine: EncoderEngine;
      /** Where recordings are kept. */
      readonly recordings: string;
      /** How much they may take. */
      readonly recordingsLimit: RecordingsLimit;
      /** Version of the app, for the files it writes. */
      readonly app: string;
      /** Visibility as in `window.show`. */
      readonly windowShown: boolean;
    }
  /** An invisible window, hidden or minimised, gets no frames. */
  | { readonly kind: 'window.show'; readonly shown: boolean }
  | { readonly kind: 'engine.stop' }
  | { readonly kind: 'camera.select'; readonly source: SourceName }
  /** All devices whose pictures are turned left to right once more than is usual for them. */
  | { readonly kind: 'camera.mirror'; readonly mirrored: readonly DeviceName[] }
  | { readonly kind: 'scene.set'; readonly scene: VirtualScene }
  | { readonly kind: 'people.set'; readonly gallery: readonly GalleryEntry[] }
  /** `of`: whose further look it is. */
  | { readonly kind: 'enrolment.start'; readonly of?: string }
  | { readonly kind: 'enrolment.continue' }
  | { readonly kind: 'enrolment.partial' }
  | { readonly kind: 'enrolment.whole' }
  | { readonly kind: 'enrolment.cancel' }
  /** The person was stored. */
  | { readonly kind: 'enrolment.finish'; readonly personId: string }
  | { readonly kind: 'lock.lock' }
  /** Somebody who sat there when it was locked wants it to look. Opens nothing by itself. */
  | { readonly kind: 'lock.ask' }
  /** Whether faces are judged: not while only a PIN opens. */
  | { readonly kind: 'lock.face'; readonly allowed: boolean }
  /** The PIN was right. */
  | { readonly kind: 'lock.pin'; readonly personId: string; readonly name: string }
  /** Evidence that was gathered so far counts anew. */
  | { readonly kind: 'lock.security'; readonly security: SecurityChoice }
  | { readonly kind: 'record.start' }
  | { readonly kind: 'record.stop' }
  /** Scans the folder of recordings again. */
  | { readonly kind: 'recordings.list' }
  | { readonly kind: 'recordings.limit'; readonly limit: RecordingsLimit }
  | { readonly kind: 'recordings.repair'; readonly file: string }
  | { readonly kind: 'player.open'; readonly id: string; readonly file: string }
  | { readonly kind: 'player.control'; readonly control: PlayerControl }
  | { readonly kind: 'player.becomeCamera' }
  | { readonly kind: 'player.close' }
  /** Followed by `analysis`. Goes on with one that was stopped at that frame. */
  | {
      readonly kind: 'analysis.start';
      readonly id: string;
      readonly file: string;
      /** Index of the first frame that is not analysed yet. */
      readonly from: number;
      readonly wish: AnalysisWish;
    }
  | { readonly kind: 'analysis.stop'; readonly id: string; readonly of: AnalysisKind }
  /** Forgets it. */
  | { readonly kind: 'analysis.end'; readonly id: string; readonly of: AnalysisKind }
  /** Followed by `exchange`, with the same id. */
  | { readonly kind: 'exchange.start'; readonly id: string; readonly request: ExchangeRequest }
  | { readonly kind: 'exchange.cancel'; readonly id: string }
  | PadCommand
  /** The owner is whoever has the lock open; attempts of each presentation, the owner's own first. */
  | {
      readonly kind: 'pad.start';
      readonly species: readonly SpeciesId[];
      readonly attempts: number;
    }
  /** Ends a test, and forgets its figures. */
  | { readonly kind: 'pad.close' }
  /** Answered by `answer`, with the same id. */
  | ({ readonly kind: 'ask'; readonly id: number } & EngineAsked);

/** Against whom a recording is analysed: everybody enrolled, or whoever a recording shows, with two encoders. */
export type AnalysisWish =
  | { readonly kind: 'people' }
  | {
      readonly kind: 'encoders';
      /** Name of the encoder that is compared with the usual one. */
      readonly encoder: string;
      /** File that enrols with both; null: the beginning of the recording itself. */
      readonly enrolment: string | null;
    };

/** Input for the reducer of the enrolment, passed on unchanged. */
export type EnrolmentCommand = Extract<EngineCommand, { kind: `enrolment.${string}` }>;
/** Input for the reducer of the lock, passed on unchanged. */
export type LockCommand = Extract<EngineCommand, { kind: `lock.${string}` }>;

/** Questions from main to the engine: name → answer. */
export interface EngineAnswers {
  /** Null if no enrolment waits for a name. */
  'enrolment.take': CapturedEnrolment | null;
  /** The looks that decided recent attempts, oldest first; none while it is locked. */
  'attempts.recent': readonly AttemptLook[];
  /** A small JPEG of the recording that is open in the player; null: none is, or the frame cannot be read. */
  'player.picture': Uint8Array | null;
}
export type EngineQuestion = keyof EngineAnswers;

/** A question with what belongs to it. */
export type EngineAsked =
  | { readonly question: 'enrolment.take' }
  | { readonly question: 'attempts.recent' }
  | { readonly question: 'player.picture'; readonly timeMs: number };

/** The result of an enrolment, complete and not yet stored. */
export interface CapturedEnrolment {
  readonly references: readonly Reference[];
  readonly trust: Trust;
  readonly encoder: string;
  /** Null after too few looks. */
  readonly shape: OwnerShape | null;
  /** Id of somebody who is enrolled and has this face; null: nobody. */
  readonly resembles: string | null;
}

/**
 * Engine → main: a process that parses files is wanted, or has to end. Its port accompanies `{ kind: 'file-port', id }`
 * in the other direction; `{ kind: 'file-gone', id }` tells that it has ended. Ids are the engine's own.
 */
export interface FileProcessWish {
  readonly kind: 'file-process.start' | 'file-process.kill';
  readonly id: number;
}

/** Engine → main. A frame port accompanies `{ kind: 'frame-port' }` in the other direction. */
export type EngineMessage =
  | {
      readonly kind: 'ready';
      readonly encoder: string;
      readonly runtime: EncoderRuntime;
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
      readonly kind: 'lock';
      readonly view: JudgedLock;
      /** Whether something is held for or against whoever looks: an attempt has begun, and is not decided. */
      readonly isUnderway: boolean;
      /** The attempt that this message ends; null: it ends none. */
      readonly attempt: AttemptReport | null;
    }
  /** The looks that were added to a person's from now on, to be stored. */
  | {
      readonly kind: 'learnt';
      readonly personId: string;
      readonly added: readonly AddedLook[];
    }
  | { readonly kind: 'statistics'; readonly statistics: Statistics }
  | { readonly kind: 'recorder'; readonly view: RecorderView }
  | { readonly kind: 'recordings'; readonly listed: readonly ListedRecording[] }
  | { readonly kind: 'player'; readonly view: PlayerView }
  | { readonly kind: 'pad'; readonly view: PadView }
  | {
      readonly kind: 'analysis';
      readonly id: string;
      readonly of: AnalysisKind;
      readonly event: AnalysisEvent;
    }
  | { readonly kind: 'exchange'; readonly event: ExchangeEvent }
  | {
      [Q in EngineQuestion]: {
        readonly kind: 'answer';
        readonly id: number;
        readonly question: Q;
        readonly answer: EngineAnswers[Q];
      };
    }[EngineQuestion];

/**
 * The state of the app, the events that change it, and the one reducer between them, used by main, by each window for
 * its own copy, and by the window's stand-in.
 */
import type { DeviceName, SourceState, VirtualPersonInfo, VirtualScene } from '../camera.ts';
import type { EncoderEngine, EncoderRuntime } from '../encoder-runtime.ts';
import type { ExchangeJob } from '../exchange.ts';
import type { OpenedSource } from '../explorer.ts';
import type {
  EnrolmentView,
  LockView,
  MatchThresholds,
  PersonDistance,
  PersonSummary,
} from '../identity.ts';
import type { LanguageState } from '../language.ts';
import type { LockActions } from '../lock-actions.ts';
import type { Observation } from '../observation.ts';
import type { PadView } from '../pad/pad.ts';
import type { Problem } from '../problem.ts';
import type { LockSettings, SecurityChoice } from '../security.ts';
import type { EvaluationView, TrainingView } from '../training.ts';
import type { VaultView } from '../vault.ts';
import type { AttemptsCard } from '../attempts-card.ts';
import type { AppCommand } from './app-command.ts';
import type { AnalysisView } from '../recording-analysis.ts';
import type { PlayerView, RecorderView, RecordingsLimit, RecordingSummary } from '../recordings.ts';

/** Everything a window needs in order to draw itself when it opens or reloads. */
export interface AppState {
  readonly engine: EngineState;
  readonly sources: readonly SourceState[];
  readonly scene: VirtualScene;
  /** Devices whose pictures are turned left to right once more, as a person has set. */
  readonly mirrored: readonly DeviceName[];
  /** Empty until the engine is ready. */
  readonly virtualPeople: readonly VirtualPersonInfo[];
  readonly enrolment: EnrolmentView;
  readonly lock: LockView;
  readonly security: SecurityChoice;
  /** What the encoder should run in, as a person has chosen; what it runs in, the engine tells. */
  readonly encoderEngine: EncoderEngine;
  readonly lockSettings: LockSettings;
  readonly language: LanguageState;
  /** First name of the owner, for a closed lock that greets; null: it does not, or it is open. */
  readonly greeting: string | null;
  /** Neither the camera nor what the virtual one plays can be changed: it is locked, and somebody real is enrolled. */
  readonly cameraIsFixed: boolean;
  /** What attempts at each level were measured to do; null: not measured. */
  readonly attempts: AttemptsCard | null;
  readonly people: readonly PersonSummary[];
  readonly vault: VaultView;
  /** What runs when it locks or unlocks. */
  readonly lockActions: LockActions;
  /** Whether it starts when its owner logs in; null: this one cannot. */
  readonly startsAtLogin: boolean | null;
  /** `process.platform` of main. */
  readonly system: string;
  readonly recorder: RecorderView;
  /** How much all recordings together may take. */
  readonly recordingsLimit: RecordingsLimit;
  /** Newest first. */
  readonly recordings: readonly RecordingSummary[];
  readonly player: PlayerView;
  /** What is known of recordings that were analysed; their tracks are asked for. */
  readonly analyses: readonly AnalysisView[];
  /** The presentation attack test. */
  readonly pad: PadView;
  /** Imports and exports, in the order in which they were requested. */
  readonly exchange: readonly ExchangeJob[];
  readonly training: TrainingView;
  readonly evaluation: EvaluationView;
  /** What was opened in the explorer, in that order. */
  readonly openedSources: readonly OpenedSource[];
  /** Problems that do not stop the app, newest last (damaged vault, no GPU, …). */
  readonly problems: readonly Problem[];
  /** `basic_text` on Linux means the key is only obfuscated; the window says so. */
  readonly keyStorage: string;
  readonly version: string;
}

/** Events from main to every window. */
export type AppEvent =
  | { readonly kind: 'engine'; readonly state: EngineState }
  | { readonly kind: 'sources'; readonly sources: readonly SourceState[] }
  | { readonly kind: 'scene'; readonly scene: VirtualScene }
  | { readonly kind: 'mirrored'; readonly mirrored: readonly DeviceName[] }
  | { readonly kind: 'observation'; readonly observation: Observation }
  | { readonly kind: 'virtual-people'; readonly virtualPeople: readonly VirtualPersonInfo[] }
  | { readonly kind: 'enrolment'; readonly view: EnrolmentView }
  | { readonly kind: 'lock'; readonly view: LockView }
  | { readonly kind: 'security'; readonly security: SecurityChoice }
  | { readonly kind: 'lock-settings'; readonly lockSettings: LockSettings }
  | { readonly kind: 'language'; readonly language: LanguageState }
  | { readonly kind: 'encoder-engine'; readonly encoderEngine: EncoderEngine }
  /** Everything anew: the lock has opened, or closed and takes back what a window may know. */
  | { readonly kind: 'state'; readonly state: AppState }
  | { readonly kind: 'people'; readonly people: readonly PersonSummary[] }
  | { readonly kind: 'vault'; readonly view: VaultView }
  | { readonly kind: 'lock-actions'; readonly actions: LockActions }
  | { readonly kind: 'starts-at-login'; readonly startsAtLogin: boolean | null }
  | { readonly kind: 'distances'; readonly distances: readonly PersonDistance[] }
  | { readonly kind: 'statistics'; readonly statistics: Statistics }
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'recorder'; readonly view: RecorderView }
  | { readonly kind: 'recordings'; readonly recordings: readonly RecordingSummary[] }
  | { readonly kind: 'recordings-limit'; readonly limit: RecordingsLimit }
  | { readonly kind: 'player'; readonly view: PlayerView }
  | { readonly kind: 'analyses'; readonly analyses: readonly AnalysisView[] }
  | { readonly kind: 'pad'; readonly view: PadView }
  | { readonly kind: 'exchange'; readonly jobs: readonly ExchangeJob[] }
  | { readonly kind: 'training'; readonly view: TrainingView }
  | { readonly kind: 'evaluation'; readonly view: EvaluationView }
  | { readonly kind: 'opened-sources'; readonly sources: readonly OpenedSource[] }
  /** Chosen in the menu; only an open lock's window gets it. */
  | { readonly kind: 'command'; readonly command: AppCommand };

export type EngineState =
  | { readonly phase: 'starting' }
  | {
      readonly phase: 'running';
      readonly encoder: string;
      readonly runtime: EncoderRuntime;
      readonly thresholds: MatchThresholds;
      readonly sinceMs: number;
    }
  /** Being restarted by main; `reason` is a sentence. */
  | { readonly phase: 'restarting'; readonly reason: string; readonly restarts: number }
  /** Given up, or unable to start (e.g. a corrupt model); `problem` says what to do. */
  | { readonly phase: 'failed'; readonly problem: Problem };

export interface Statistics {
  readonly sensorFps: number;
  readonly visionFps: number;
  /** Frames that recognition did not see: the camera missed them, or the previous one took too long. */
  readonly skipped: number;
  /** Frames a second that a newer one took the place of before recognition had time for them. */
  readonly replacedPerSecond: number;
  /** Frames a second that the camera did not deliver. */
  readonly missedPerSecond: number;
  /** CPU time of the engine process, percent of one core; null if it cannot be read. */
  readonly cpuPercent: number | null;
  readonly memoryMb: number;
}

/** The state after an event. Observations, distances, statistics and commands leave it unchanged. */
export function applyAppEvent(state: AppState, event: AppEvent): AppState {
  switch (event.kind) {
    case 'engine':
      return { ...state, engine: event.state };
    case 'sources':
      return { ...state, sources: event.sources };
    case 'scene':
      return { ...state, scene: event.scene };
    case 'mirrored':
      return { ...state, mirrored: event.mirrored };
    case 'virtual-people':
      return { ...state, virtualPeople: event.virtualPeople };
    case 'enrolment':
      return { ...state, enrolment: event.view };
    case 'lock':
      return { ...state, lock: event.view };
    case 'security':
      return { ...state, security: event.security };
    case 'lock-settings':
      return { ...state, lockSettings: event.lockSettings };
    case 'language':
      return { ...state, language: event.language };
    case 'encoder-engine':
      return { ...state, encoderEngine: event.encoderEngine };
    case 'state':
      return event.state;
    case 'people':
      return { ...state, people: event.people };
    case 'vault':
      return { ...state, vault: event.view };
    case 'lock-actions':
      return { ...state, lockActions: event.actions };
    case 'starts-at-login':
      return { ...state, startsAtLogin: event.startsAtLogin };
    case 'recorder':
      return { ...state, recorder: event.view };
    case 'recordings':
      return { ...state, recordings: event.recordings };
    case 'recordings-limit':
      return { ...state, recordingsLimit: event.limit };
    case 'player':
      return { ...state, player: event.view };
    case 'analyses':
      return { ...state, analyses: event.analyses };
    case 'pad':
      return { ...state, pad: event.view };
    case 'exchange':
      return { ...state, exchange: event.jobs };
    case 'training':
      return { ...state, training: event.view };
    case 'evaluation':
      return { ...state, evaluation: event.view };
    case 'opened-sources':
      return { ...state, openedSources: event.sources };
    case 'problem': {
      // The newest of a kind replaces earlier ones, so that the list stays short.
      const others = state.problems.filter(({ code }) => code !== event.problem.code);
      return { ...state, problems: [...others, event.problem] };
    }
    case 'observation':
    case 'distances':
    case 'statistics':
    case 'command':
      return state;
  }
}

/**
 * A presentation attack test (PAD: presentation attack detection) by the terms of ISO/IEC 30107-3, as windows and the
 * command line see it. Numbers only: no picture, no embedding and no name of a person is in any of this.
 */
import type { Trust } from '../frame.ts';
import type { Hint, NotLiveReason } from '../observation.ts';
import type { RateEstimate } from '../rate.ts';
import type { SecurityLevel } from '../security.ts';
import type { PresentationId, SpeciesId } from './species.ts';

/** Attempts of each presentation, at most. */
export const MOST_ATTEMPTS = 100;

/** How an attempt ended. The last two are non-responses: the time ran out. */
export const PAD_OUTCOMES = [
  'opened',
  /** The lock called it a presentation attack. */
  'attack',
  'not-recognised',
  /** A face was seen and nothing decided. */
  'undecided',
  'nothing-seen',
] as const;
export type PadOutcome = (typeof PAD_OUTCOMES)[number];

/** One presentation to the lock, from the moment it was ready. */
export interface PadAttempt {
  readonly presentation: PresentationId;
  readonly outcome: PadOutcome;
  /** What liveness mostly said it was; null unless it was called an attack. */
  readonly reason: NotLiveReason | null;
  /** From the first frame to the end of the attempt, by the frames' clock. */
  readonly afterMs: number;
}

export interface PadPlan {
  readonly presentations: readonly PlannedPresentation[];
}

export interface PlannedPresentation {
  readonly presentation: PresentationId;
  /** From 1 to MOST_ATTEMPTS. */
  readonly attempts: number;
}

/** Each attempt is counted once. */
export interface AttemptCounts {
  readonly shown: number;
  readonly outcomes: Readonly<Record<PadOutcome, number>>;
  readonly reasons: Readonly<Partial<Record<NotLiveReason, number>>>;
}

/** The owner's attempts. */
export interface GenuineFigures extends AttemptCounts {
  /** Called an attack, of those shown: bona fide presentation classification error rate. */
  readonly bpcer: RateEstimate;
  /** Without a decision, of those shown: bona fide presentation non-response rate. */
  readonly bpnrr: RateEstimate;
  /** Not opened for any reason, of those shown: false rejection rate of an attempt. */
  readonly frr: RateEstimate;
  /** Median time from the first frame to the opening, milliseconds; null if it never opened. */
  readonly medianOpenMs: number | null;
}

/** The attempts of one species. */
export interface SpeciesFigures extends AttemptCounts {
  readonly species: SpeciesId;
  /**
   * Taken for live, of those shown: attack presentation classification error rate. The lock compares what it takes for
   * live only, so these are the opened and the not recognised. Null where somebody alive was shown.
   */
  readonly apcer: RateEstimate | null;
  /** Opened, of those shown: impostor attack presentation accept rate; of another person, the false acceptance rate. */
  readonly iapar: RateEstimate;
  /** Without a decision, of those shown: attack presentation non-response rate. */
  readonly apnrr: RateEstimate;
}

export interface PadFigures {
  /** Null before the first attempt. */
  readonly genuine: GenuineFigures | null;
  /** The worst first: by IAPAR, then by APCER. Those without an attempt are left out. */
  readonly species: readonly SpeciesFigures[];
}

/** What a test leaves behind. Fields are only ever added; `version` changes if a field changes its meaning. */
export interface PadResults {
  readonly version: 1;
  /** Version of Depthlock. */
  readonly app: string;
  /** ISO 8601, when it ended. */
  readonly date: string;
  /** Null if no frame came. `serial` is left out: it would name the device. */
  readonly camera: PadCamera | null;
  readonly encoder: string;
  /** How the lock was set: its security level, and whether open eyes were asked for. */
  readonly level: SecurityLevel;
  readonly asksEyes: boolean;
  /** `finished` to the end of the plan, or `stopped` before. */
  readonly ended: 'finished' | 'stopped';
  readonly plan: PadPlan;
  /** Attempts that were repeated: their first results count nowhere, so many of these make the rest doubtful. */
  readonly repeated: number;
  readonly attempts: readonly PadAttempt[];
  readonly figures: PadFigures;
}

export interface PadCamera {
  readonly name: string;
  readonly trust: Trust;
  /** Pixels of a registered frame. */
  readonly width: number;
  readonly height: number;
}

/** Where the test stands in its plan. */
export interface PadStep {
  readonly presentation: PresentationId;
  /** From 1. */
  readonly attempt: number;
  readonly attempts: number;
  /** Number of the presentation, from 1. */
  readonly step: number;
  readonly steps: number;
}

interface RunningPad {
  readonly step: PadStep;
  /** It plays by itself, with the virtual Kinect. */
  readonly isDemonstration: boolean;
  readonly figures: PadFigures;
}

export type PadView =
  | { readonly phase: 'idle' }
  /** Waits until the person is ready. `notice`: why the attempt before does not count, a sentence. */
  | (RunningPad & { readonly phase: 'preparing'; readonly notice: string | null })
  /** Time to get into place: whoever starts an attempt would else show their own face first. */
  | (RunningPad & { readonly phase: 'starting'; readonly secondsLeft: number })
  | (RunningPad & {
      readonly phase: 'looking';
      readonly sees: 'nobody' | 'face';
      /** The hint that the lock shows. */
      readonly hint: Hint;
      /** Whole seconds until the attempt ends without a decision. */
      readonly secondsLeft: number;
    })
  | (RunningPad & {
      readonly phase: 'result';
      readonly attempt: PadAttempt;
      /** What comes next; null: nothing. */
      readonly next: PadStep | null;
    })
  | { readonly phase: 'done'; readonly results: PadResults };

/** What a person can do about a running test. */
export type PadCommand =
  /** Ready; or, after a result, on to what comes next. */
  | { readonly kind: 'pad.next' }
  /** The attempt that runs, or has just ended, again: it counts nowhere but in `repeated`. */
  | { readonly kind: 'pad.repeat' }
  /** The rest of this presentation is left out. What it has counted so far stays. */
  | { readonly kind: 'pad.skip' }
  /** Ends the test; what was counted stays. */
  | { readonly kind: 'pad.stop' };

/** Training and evaluation as a window shows them: both run in processes of their own, by the command line. */
import type { Interval, RateEstimate } from './rate.ts';

/** Encoders that can be trained. */
export const TRAINED_ENCODERS = ['fused', 'squeezenet'] as const;
export type TrainedEncoder = (typeof TRAINED_ENCODERS)[number];

/** Faces that training shows, and rendered people it makes, where nobody says so many. */
export const USUAL_PASSES: Readonly<Record<TrainedEncoder, number>> = {
  fused: 320_000,
  squeezenet: 3_600_000,
};
export const USUAL_RENDERED = 500;
export const MOST_PASSES = 100_000_000;
export const MOST_RENDERED = 100_000;
/** Folders of one's own people that a training takes. */
export const MOST_DATASETS = 32;

/** What a person wishes of a training; its folders are chosen by dialogs and known by main. */
export interface TrainingWish {
  readonly encoder: TrainedEncoder;
  readonly passes: number;
  readonly rendered: number;
  /** Whether the trained encoder is measured and written at the end. */
  readonly exports: boolean;
}

/** A place on the curve of a run. */
export interface CurvePoint {
  /** Faces shown so far. */
  readonly passes: number;
  readonly value: number;
}

export interface TrainingCurves {
  /** Mean loss over equal stretches of the run. */
  readonly losses: readonly CurvePoint[];
  /** Error rate of each validation, 0 to 1. */
  readonly validations: readonly CurvePoint[];
}

/** What a running training does at present. */
export type TrainingStage =
  | { readonly kind: 'starting' }
  /** `label`: the counted work, in English, as in “photographs aligned”. */
  | {
      readonly kind: 'preparing';
      readonly label: string;
      readonly done: number;
      readonly total: number;
      readonly secondsLeft: number | null;
    }
  | {
      readonly kind: 'training' | 'validating';
      readonly perSecond: number | null;
      readonly secondsLeft: number | null;
    };

export type TrainingPhase =
  | { readonly phase: 'running'; readonly stage: TrainingStage }
  /** The step is finished and a checkpoint written. */
  | { readonly phase: 'pausing' }
  /** `because` it was asked for, or the app ended meanwhile. */
  | { readonly phase: 'paused'; readonly because: 'asked' | 'app-ended' }
  | { readonly phase: 'stopping' }
  /** `message`: a sentence of the command line. */
  | { readonly phase: 'finished' | 'failed'; readonly message: string };

/** A training that was begun and not put away. */
export interface TrainingRunView {
  readonly wish: TrainingWish;
  /** Names of the folders of one's own people. */
  readonly people: readonly string[];
  readonly now: TrainingPhase;
  /** Faces shown so far, of `totalPasses`. */
  readonly passes: number;
  /** Those of the wish, in whole steps. */
  readonly totalPasses: number;
  /** Null before the first is shown. */
  readonly loss: number | null;
  readonly curves: TrainingCurves;
}

export interface TrainingView {
  /** Folder of the public training data; null: none is chosen. */
  readonly data: string | null;
  /** Folders of one's own people, for the next training. */
  readonly people: readonly string[];
  readonly run: TrainingRunView | null;
  /** The encoder that a training has written last, which can be evaluated; null: none has. */
  readonly trained: TrainedEncoder | null;
}

export const NO_TRAINING: TrainingView = { data: null, people: [], run: null, trained: null };

/** Levels of FAR that evaluations report. */
export const REPORTED_FARS = ['1e-2', '1e-3', '1e-4'] as const;
export type ReportedFar = (typeof REPORTED_FARS)[number];

/** Figures of one protocol; null: there are too few trials to say so. */
export interface ProtocolSummary {
  readonly genuine: number;
  readonly impostor: number;
  readonly eer: number | null;
  readonly eerInterval: Interval | null;
  readonly frr: Readonly<
    Record<
      ReportedFar,
      {
        readonly rate: number;
        readonly interval: Interval | null;
        readonly threshold: number;
      } | null
    >
  >;
  /** At the thresholds that ship; a rate without trials is null. */
  readonly shipped: readonly {
    readonly name: string;
    readonly threshold: number;
    readonly far: RateEstimate | null;
    readonly frr: RateEstimate | null;
  }[];
}

/** The figures of an evaluation that a window shows; all of them are in its report. */
export interface EvaluationSummary {
  readonly dataset: string;
  readonly encoder: string;
  readonly people: number;
  readonly shots: number;
  readonly missed: {
    readonly count: number;
    /** How often, by reason, in English. */
    readonly reasons: Readonly<Record<string, number>>;
    /** Names of the first of them. */
    readonly shots: readonly string[];
  };
  readonly gallery: ProtocolSummary;
  readonly leaveOneOut: ProtocolSummary;
}

/** `dataset`: name of the folder. */
export type EvaluationView =
  | { readonly phase: 'idle' }
  /** `total` 0: not known yet. */
  | {
      readonly phase: 'running';
      readonly dataset: string;
      readonly done: number;
      readonly total: number;
    }
  | { readonly phase: 'done'; readonly dataset: string; readonly summary: EvaluationSummary }
  /** `message`: a sentence of the command line. */
  | { readonly phase: 'failed'; readonly dataset: string; readonly message: string };

/** Shots that are named of those that could not be acquired. */
export const MISSED_NAMED = 20;

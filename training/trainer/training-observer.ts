import type { PreparationProgress } from './training-task.ts';
import type { RunHistory } from './checkpoint/checkpoint-format.ts';
import type { Rate } from './page/rate-meter.ts';

/** Progress of a run. Rates are in images (or whatever a preparation counts) per second. */
export type TrainingProgress =
  | ({ readonly kind: 'preparing'; readonly rate: Rate } & PreparationProgress)
  | {
      readonly kind: 'training' | 'validating';
      readonly passes: number;
      readonly totalPasses: number;
      /** Null before the first step. */
      readonly loss: number | null;
      /** Error rate of the last validation, 0 to 1; null before the first. */
      readonly errorRate: number | null;
      readonly rate: Rate;
    };

/** Displays a run to people. */
export interface TrainingObserver {
  /** Called for every step: the observer decides how much of it to show. */
  progress(progress: TrainingProgress): void;
  /** An important message, as a sentence. */
  notice(sentence: string): void;
  /** Called at the beginning, and whenever a point was added to a curve. */
  history?(history: RunHistory): void;
}

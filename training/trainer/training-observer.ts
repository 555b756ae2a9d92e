import type { PreparationProgress } from './training-task.ts';
import type { Rate } from './page/rate-meter.ts';

/** How far a run is. Rates are in images (or whatever a preparation counts) per second. */
export type TrainingProgress =
  | ({ readonly kind: 'preparing'; readonly rate: Rate } & PreparationProgress)
  | {
      readonly kind: 'training' | 'validating';
      readonly passes: number;
      readonly totalPasses: number;
      /** Null before the first step. */
      readonly loss: number | null;
      /** Of the last validation, 0 to 1; null before the first. */
      readonly errorRate: number | null;
      readonly rate: Rate;
    };

/** Whoever shows a run to people. */
export interface TrainingObserver {
  /** Called for every step: the observer decides how much of it to show. */
  progress(progress: TrainingProgress): void;
  /** A sentence that must not be missed. */
  notice(sentence: string): void;
}

import type { LossPoint, RunHistory, ValidationPoint } from '../checkpoint/checkpoint-format.ts';
import type { ValidationFigures } from '../training-task.ts';

/** Points of the loss curve over a whole run. */
const LOSS_POINTS = 600;

/**
 * Data of the plot and the log: mean losses over equal stretches of the run, and every validation. Depends only on the
 * steps, so that a resumed run draws the same curve.
 */
export class HistoryRecorder {
  readonly #stepsPerPoint: number;
  readonly #losses: LossPoint[];
  readonly #validations: ValidationPoint[];
  #pendingSteps: number;
  #pendingLosses: number[];

  constructor(totalSteps: number, lossCount: number, earlier?: RunHistory) {
    this.#stepsPerPoint = Math.ceil(totalSteps / LOSS_POINTS);
    this.#losses = [...(earlier?.losses ?? [])];
    this.#validations = [...(earlier?.validations ?? [])];
    this.#pendingSteps = earlier?.pending.steps ?? 0;
    this.#pendingLosses = [...(earlier?.pending.losses ?? new Array<number>(lossCount).fill(0))];
  }

  /**
   * @param passes done after this step
   * @returns whether it ended a stretch: there is a point more
   */
  addStep(passes: number, learningRate: number, losses: Float32Array): boolean {
    this.#pendingLosses = this.#pendingLosses.map((sum, index) => sum + (losses[index] ?? 0));
    this.#pendingSteps += 1;
    if (this.#pendingSteps < this.#stepsPerPoint) return false;
    const means = this.#pendingLosses.map((sum) => sum / this.#pendingSteps);
    this.#losses.push({ passes, learningRate, losses: means });
    this.#pendingSteps = 0;
    this.#pendingLosses = means.map(() => 0);
    return true;
  }

  addValidation(passes: number, figures: ValidationFigures): void {
    this.#validations.push({ passes, figures: { ...figures } });
  }

  get lastValidation(): ValidationPoint | null {
    return this.#validations.at(-1) ?? null;
  }

  snapshot(): RunHistory {
    return {
      losses: [...this.#losses],
      validations: [...this.#validations],
      pending: { steps: this.#pendingSteps, losses: [...this.#pendingLosses] },
    };
  }
}

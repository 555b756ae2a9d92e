import type { TrainingTask } from './training-task.ts';

const DEFAULT_SHARDS = 2;
const DEFAULT_VALIDATIONS = 40;

/** Number of steps of a task, and what is due after which. Steps count from 1 once they are done. */
export interface RunPlan {
  readonly shards: number;
  readonly passesPerStep: number;
  readonly totalSteps: number;
  readonly totalPasses: number;
  validatesAfter(step: number): boolean;
}

export function planRun(task: TrainingTask): RunPlan {
  const shards = task.shards ?? DEFAULT_SHARDS;
  const passesPerStep = task.passesPerBatch * shards;
  const totalSteps = Math.max(1, Math.ceil(task.totalPasses / passesPerStep));
  const stepsPerValidation = Math.ceil(totalSteps / (task.validations ?? DEFAULT_VALIDATIONS));
  return {
    shards,
    passesPerStep,
    totalSteps,
    totalPasses: totalSteps * passesPerStep,
    validatesAfter: (step) => step % stepsPerValidation === 0 || step === totalSteps,
  };
}

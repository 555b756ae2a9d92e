import { adamStep } from '../autograd/adam.ts';
import { saveCheckpoint } from './checkpoint/checkpoint-store.ts';
import { allFinite, meanOfShards, type StepResult } from './shards/mean-of-shards.ts';
import { RateMeter } from './page/rate-meter.ts';
import { RunFiles } from './checkpoint/run-files.ts';
import type { RunPlan } from './run-plan.ts';
import { checkpointOf, identityOf, keepBest, type RunState } from './checkpoint/run-state.ts';
import type { ShardPool } from './shards/shard-pool.ts';
import { Divergence } from './training-failure.ts';
import type { TrainingObserver } from './training-observer.ts';
import type { RunStatus } from './page/training-page.ts';
import type { TaskOptions, TrainingTask } from './training-task.ts';

/** Share of the running means and variances that one step keeps. */
const STATISTICS_MOMENTUM = 0.99;
const PAGE_INTERVAL_MS = 30_000;

export interface TrainingRunOptions {
  readonly task: TrainingTask;
  readonly taskOptions: TaskOptions;
  readonly plan: RunPlan;
  readonly state: RunState;
  readonly folder: string;
  readonly checkpointMs: number;
  readonly observer: TrainingObserver;
}

/** One run in this process: takes steps until it is done or aborted, and keeps its folder up to date. */
export class TrainingRun {
  readonly files: RunFiles;
  readonly plan: RunPlan;
  readonly state: RunState;
  /** Passes in the newest checkpoint; null before the first. */
  savedPasses: number | null;
  readonly #options: TrainingRunOptions;
  readonly #mean: StepResult;
  readonly #meter = new RateMeter();
  #loss: number | null = null;
  #savedAt = performance.now();
  #pageAt = -Infinity;

  constructor(options: TrainingRunOptions) {
    const { program } = options.task;
    this.#options = options;
    this.plan = options.plan;
    this.state = options.state;
    this.files = new RunFiles(options.folder, options.observer.notice);
    this.savedPasses = options.state.step === 0 ? null : this.passes;
    this.#mean = {
      gradient: new Float32Array(program.parameterCount),
      losses: new Float32Array(program.losses.length),
      statistics: new Float32Array(program.statistics.count),
    };
  }

  get passes(): number {
    return this.state.step * this.plan.passesPerStep;
  }

  get finished(): boolean {
    return this.state.step >= this.plan.totalSteps;
  }

  /** Ends with a checkpoint, whether the run is finished or `signal` aborted it. */
  async takeSteps(pool: ShardPool, signal: AbortSignal): Promise<void> {
    this.#meter.add(performance.now(), this.passes);
    this.#reportHistory();
    await this.files.writeLog(this.state.history.snapshot().validations);
    while (!this.finished && !signal.aborted) {
      await this.#takeStep(pool);
      if (this.plan.validatesAfter(this.state.step)) await this.#validate();
      if (performance.now() - this.#savedAt >= this.#options.checkpointMs) await this.#save();
      if (performance.now() - this.#pageAt >= PAGE_INTERVAL_MS) await this.writePage('training');
    }
    if (this.savedPasses !== this.passes) await this.#save();
  }

  async writePage(status: RunStatus, message: string | null = null): Promise<void> {
    const { plan, state } = this;
    const { task, taskOptions } = this.#options;
    await this.files.writePage({
      name: task.name,
      architecture: task.architecture,
      options: taskOptions,
      status,
      message,
      passes: this.passes,
      totalPasses: plan.totalPasses,
      seconds: state.seconds,
      rate: this.#meter.rate(plan.totalPasses),
      lossNames: task.program.losses,
      history: state.history.snapshot(),
      updatedAt: new Date(),
    });
    this.#pageAt = performance.now();
  }

  async #takeStep(pool: ShardPool): Promise<void> {
    const { plan, state } = this;
    const { task } = this.#options;
    const startedAt = performance.now();
    const { step } = state;
    await pool.compute(step, step + 1 < plan.totalSteps ? step + 1 : null);
    meanOfShards(pool.results, this.#mean);
    this.#requireFinite();
    const learningRate = task.learningRate(step / plan.totalSteps);
    adamStep(
      state.network.parameters,
      this.#mean.gradient,
      state.adam,
      task.program.parameters,
      learningRate,
      task.adam,
    );
    average(state.network.statistics, this.#mean.statistics);
    state.step = step + 1;
    const hasPoint = state.history.addStep(this.passes, learningRate, this.#mean.losses);
    state.seconds += (performance.now() - startedAt) / 1000;
    this.#loss = this.#mean.losses[0] ?? null;
    this.#meter.add(performance.now(), this.passes);
    this.#report('training');
    if (hasPoint) this.#reportHistory();
  }

  async #validate(): Promise<void> {
    const { state } = this;
    const { task } = this.#options;
    this.#report('validating');
    const startedAt = performance.now();
    const { parameters, statistics } = state.network;
    const figures = await task.validate(
      Float32Array.from(parameters),
      Float32Array.from(statistics),
    );
    for (const [name, value] of Object.entries(figures)) {
      if (!Number.isFinite(value)) this.#stopOn(`the ${name} of the validation`);
    }
    state.seconds += (performance.now() - startedAt) / 1000;
    state.history.addValidation(this.passes, figures);
    keepBest(state, figures.errorRate);
    this.#reportHistory();
    await this.files.writeLog(state.history.snapshot().validations);
    await this.writePage('training');
  }

  async #save(): Promise<void> {
    const { task, taskOptions, folder } = this.#options;
    const checkpoint = checkpointOf(this.state, identityOf(task, taskOptions));
    for (const [name, array] of Object.entries(checkpoint.arrays)) {
      if (!allFinite(array)) this.#stopOn(`the ${name}`);
    }
    await saveCheckpoint(folder, checkpoint);
    this.savedPasses = this.passes;
    this.#savedAt = performance.now();
  }

  #requireFinite(): void {
    if (!allFinite(this.#mean.losses)) this.#stopOn('the loss');
    if (!allFinite(this.#mean.gradient)) this.#stopOn('the gradient');
    if (!allFinite(this.#mean.statistics)) this.#stopOn('a batch statistic');
  }

  #stopOn(what: string): never {
    throw new Divergence(this.passes, what);
  }

  #reportHistory(): void {
    this.#options.observer.history?.(this.state.history.snapshot());
  }

  #report(kind: 'training' | 'validating'): void {
    const { plan, state } = this;
    this.#options.observer.progress({
      kind,
      passes: this.passes,
      totalPasses: plan.totalPasses,
      loss: this.#loss,
      errorRate: state.history.lastValidation?.figures.errorRate ?? null,
      rate: this.#meter.rate(plan.totalPasses),
    });
  }
}

function average(running: Float32Array, batch: Float32Array): void {
  for (let i = 0; i < running.length; i++) {
    running[i] =
      STATISTICS_MOMENTUM * (running[i] ?? 0) + (1 - STATISTICS_MOMENTUM) * (batch[i] ?? 0);
  }
}

import { mkdir } from 'node:fs/promises';
import { discardCheckpoints, loadCheckpoint } from './checkpoint/checkpoint-store.ts';
import { preparationReport } from './page/preparation-report.ts';
import { lockFolder } from './checkpoint/run-lock.ts';
import { planRun } from './run-plan.ts';
import { identityOf, initialState, restore, type RunState } from './checkpoint/run-state.ts';
import { ShardPool } from './shards/shard-pool.ts';
import {
  describeFailure,
  keptSentence,
  TrainingStopped,
  type FailedTraining,
} from './training-failure.ts';
import type { TrainingObserver } from './training-observer.ts';
import { TrainingRun } from './training-run.ts';
import type { TaskOptions, TrainingTask, TrainingTaskModule } from './training-task.ts';

const DEFAULT_WORKERS = 2;
const DEFAULT_CHECKPOINT_SECONDS = 180;

export interface TrainOptions {
  /** URL of a `TrainingTaskModule`: every thread imports it. */
  readonly taskModule: URL;
  readonly taskOptions: TaskOptions;
  /** Folder for the checkpoints, `training.html` and `log.jsonl`; created if missing. */
  readonly folder: string;
  /** Computing threads; default: 2. They change the speed, never the result. */
  readonly workers?: number;
  /** Discards the checkpoints in `folder` and starts over. */
  readonly fresh?: boolean;
  /** Whether a finished run writes its network where the application reads it; default: true. */
  readonly exports?: boolean;
  /** Seconds between two checkpoints; default: 180, 0 for one after every step. */
  readonly checkpointSeconds?: number;
  /** Finishes the step, writes a checkpoint and ends with `interrupted`. */
  readonly signal?: AbortSignal;
  readonly observer?: TrainingObserver;
}

export type TrainingOutcome =
  | { readonly kind: 'finished'; readonly message: string }
  | { readonly kind: 'interrupted'; readonly message: string }
  | FailedTraining;

/**
 * Trains the network of a task, from the checkpoint in `folder` if there is one.
 *
 * However a run was ended, kill −9 included, the same call resumes it and arrives at the same parameters, bit for bit.
 * Never throws: errors are returned as `failed`.
 */
export async function train(options: TrainOptions): Promise<TrainingOutcome> {
  const settings = { ...DEFAULTS, ...options };
  try {
    await mkdir(settings.folder, { recursive: true });
    const lock = await lockFolder(settings.folder);
    try {
      return await trainAlone(settings);
    } finally {
      await lock.release();
    }
  } catch (error) {
    return describeFailure(error, null);
  }
}

async function trainAlone(settings: Settings): Promise<TrainingOutcome> {
  let run: TrainingRun | null = null;
  try {
    const task = await createTask(settings);
    if (task === null) return { kind: 'interrupted', message: PREPARATION_INTERRUPTED };
    run = await openRun(task, settings);
    if (!run.finished) await takeSteps(run, task, settings);
    if (!run.finished) return await interrupted(run, settings);
    return await finish(run, task, settings);
  } catch (error) {
    const kept = run === null ? null : { passes: run.savedPasses, folder: settings.folder };
    const failure = describeFailure(error, kept);
    await run?.writePage('failed', failure.message);
    return failure;
  }
}

type Settings = typeof DEFAULTS & TrainOptions;

const DEFAULTS = {
  workers: DEFAULT_WORKERS,
  fresh: false,
  exports: true,
  checkpointSeconds: DEFAULT_CHECKPOINT_SECONDS,
  signal: new AbortController().signal,
  observer: { progress: () => undefined, notice: () => undefined } as TrainingObserver,
};

const PREPARATION_INTERRUPTED =
  'Stopped while preparing. What was made is kept: run the same command again to go on.';

/** Null if the signal aborted the preparation. */
async function createTask(settings: Settings): Promise<TrainingTask | null> {
  const { taskModule, taskOptions, signal, observer, exports } = settings;
  const module = (await import(taskModule.href)) as TrainingTaskModule;
  await module.prepare?.(taskOptions, preparationReport(observer), signal, exports);
  return signal.aborted ? null : await module.createTask(taskOptions);
}

async function openRun(task: TrainingTask, settings: Settings): Promise<TrainingRun> {
  const { folder, taskOptions, observer } = settings;
  const plan = planRun(task);
  const fresh = initialState(task, plan);
  if (settings.fresh) await discardCheckpoints(folder);
  const loaded = await loadCheckpoint(folder, identityOf(task, taskOptions));
  if (loaded.kind === 'refused') throw new TrainingStopped(loaded.message);
  let state: RunState = fresh;
  if (loaded.kind === 'loaded') {
    if (loaded.notice !== null) observer.notice(loaded.notice);
    state = restore(fresh, loaded.checkpoint, plan);
  }
  const checkpointMs = settings.checkpointSeconds * 1000;
  const run = new TrainingRun({ task, taskOptions, plan, state, folder, checkpointMs, observer });
  observer.notice(beginning(run, plan.totalPasses, task.name));
  return run;
}

function beginning(run: TrainingRun, totalPasses: number, name: string): string {
  const total = count(totalPasses);
  const start = run.passes === 0 ? 'from nothing' : `on from ${count(run.passes)}`;
  return run.finished
    ? `All ${total} passes of ${name} are done.`
    : `Training ${name} ${start}, ${total} passes in all. Watch it in ${run.files.page}.`;
}

async function takeSteps(run: TrainingRun, task: TrainingTask, settings: Settings): Promise<void> {
  const pool = await ShardPool.start({
    taskModule: settings.taskModule.href,
    taskOptions: settings.taskOptions,
    program: task.program,
    parameters: run.state.network.parameters,
    shards: run.plan.shards,
    workers: settings.workers,
  });
  try {
    await run.takeSteps(pool, settings.signal);
  } finally {
    await pool.end();
  }
}

async function interrupted(run: TrainingRun, { folder }: Settings): Promise<TrainingOutcome> {
  const { savedPasses: passes } = run;
  const message = `Stopped after ${count(run.passes)} passes. ${keptSentence({ passes, folder })}`;
  await run.writePage('interrupted', message);
  return { kind: 'interrupted', message };
}

/** Exports the network that validated best, or the last one if the task requires it. */
async function finish(
  run: TrainingRun,
  task: TrainingTask,
  { exports }: Settings,
): Promise<TrainingOutcome> {
  const { best, network } = run.state;
  const errorRate = best === null ? 'none' : `${(100 * best.errorRate).toFixed(2)} %`;
  const done = `${count(run.passes)} passes done, best validation error rate ${errorRate}.`;
  await run.writePage('finished', done);
  if (!exports) return { kind: 'finished', message: `${done} Not exported, as told.` };
  const chosen = task.exports === 'last' ? network : (best?.network ?? network);
  const { parameters, statistics } = chosen;
  return { kind: 'finished', message: `${done} ${await task.export(parameters, statistics)}` };
}

const count = (number: number): string => number.toLocaleString('en');

import { createHash } from 'node:crypto';
import { adamState, type AdamState } from '../../autograd/adam.ts';
import type { Checkpoint, CheckpointIdentity } from './checkpoint-format.ts';
import { HistoryRecorder } from '../page/run-history.ts';
import { sharedFloats } from '../shards/shared-floats.ts';
import type { RunPlan } from '../run-plan.ts';
import type { TaskOptions, TrainingTask } from '../training-task.ts';

/** Parameters and statistics together make a network. */
export interface NetworkState {
  readonly parameters: Float32Array;
  readonly statistics: Float32Array;
}

/** The complete state of a run, as stored in a checkpoint. Arrays are updated in place. */
export interface RunState {
  /** Steps done. */
  step: number;
  seconds: number;
  readonly network: NetworkState;
  readonly adam: AdamState;
  best: { readonly errorRate: number; readonly network: NetworkState } | null;
  readonly history: HistoryRecorder;
}

/** The graph is part of it: weights of another graph may be as many and mean something else. */
export function identityOf(task: TrainingTask, options: TaskOptions): CheckpointIdentity {
  const graph = createHash('sha256').update(task.program.model).digest('hex').slice(0, 12);
  return {
    task: task.name,
    architecture: `${task.architecture}, graph ${graph}`,
    options: { ...options, ...task.identity },
  };
}

/** The state before the first step. The parameters lie in shared memory, for the worker threads. */
export function initialState(task: TrainingTask, plan: RunPlan): RunState {
  const { initial, program } = task;
  if (initial.length !== program.parameterCount) {
    throw new Error(
      `The task “${task.name}” brings ${initial.length} initial parameters for a network of ${program.parameterCount}.`,
    );
  }
  const parameters = sharedFloats(initial.length);
  parameters.set(initial);
  return {
    step: 0,
    seconds: 0,
    network: { parameters, statistics: Float32Array.from(program.statistics.initial) },
    adam: adamState(initial.length),
    best: null,
    history: new HistoryRecorder(plan.totalSteps, program.losses.length),
  };
}

/** Refers to the arrays of `state`: encode it before the next step. */
export function checkpointOf(state: RunState, identity: CheckpointIdentity): Checkpoint {
  const { step, seconds, network, adam, best, history } = state;
  return {
    header: {
      identity,
      step,
      seconds,
      bestErrorRate: best?.errorRate ?? null,
      history: history.snapshot(),
    },
    arrays: {
      parameters: network.parameters,
      statistics: network.statistics,
      adamMean: adam.mean,
      adamMeanSquare: adam.meanSquare,
      ...(best === null
        ? {}
        : { bestParameters: best.network.parameters, bestStatistics: best.network.statistics }),
    },
  };
}

/** Restores the checkpoint into a fresh state. Throws if the network has another size. */
export function restore(state: RunState, { header, arrays }: Checkpoint, plan: RunPlan): RunState {
  const { parameters, statistics } = state.network;
  copyArray(arrays, 'parameters', parameters);
  copyArray(arrays, 'statistics', statistics);
  copyArray(arrays, 'adamMean', state.adam.mean);
  copyArray(arrays, 'adamMeanSquare', state.adam.meanSquare);
  return {
    ...state,
    step: header.step,
    adam: { ...state.adam, step: header.step },
    seconds: header.seconds,
    best: restoreBest(header.bestErrorRate, arrays, state.network),
    history: new HistoryRecorder(
      plan.totalSteps,
      header.history.pending.losses.length,
      header.history,
    ),
  };
}

/** Stores the current network if it is the best validated so far. */
export function keepBest(state: RunState, errorRate: number): void {
  if (state.best !== null && state.best.errorRate <= errorRate) return;
  state.best = { errorRate, network: copyOf(state.network) };
}

function restoreBest(
  errorRate: number | null,
  arrays: Checkpoint['arrays'],
  like: NetworkState,
): RunState['best'] {
  if (errorRate === null) return null;
  const network = copyOf(like);
  copyArray(arrays, 'bestParameters', network.parameters);
  copyArray(arrays, 'bestStatistics', network.statistics);
  return { errorRate, network };
}

function copyOf({ parameters, statistics }: NetworkState): NetworkState {
  return {
    parameters: Float32Array.from(parameters),
    statistics: Float32Array.from(statistics),
  };
}

function copyArray(arrays: Checkpoint['arrays'], name: string, target: Float32Array): void {
  const source = arrays[name];
  if (source?.length !== target.length) {
    throw new Error(
      `The checkpoint holds ${source?.length ?? 0} numbers as ${name}, but the network has ${target.length}: it is of another architecture. Begin anew with --fresh, or give another --folder.`,
    );
  }
  target.set(source);
}

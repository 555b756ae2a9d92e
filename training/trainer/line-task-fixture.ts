/** A tiny task for tests: fits y = w·x + b to noisy points, in milliseconds. Its options select a failure. */
import { readFile, writeFile } from 'node:fs/promises';
import { seededRandom } from '../synthesis/people/random.ts';
import { OnnxGraphBuilder } from '../../electron/engine/onnx/onnx-builder.ts';
import { writeModel } from '../../electron/engine/onnx/onnx-writer.ts';
import type { GradientProgram } from '../autograd/gradient-program.ts';
import type { Feeds, PreparationProgress, TaskOptions, TrainingTask } from './training-task.ts';

const BATCH = 8;
const TRUTH = [1.5, -2, 0.5, 3];
const INPUTS = TRUTH.length - 1;

/** `TaskOptions` of this task; all but `passes` and `seed` are for one test each. */
export interface LineOptions {
  readonly passes: number;
  readonly seed: number;
  readonly architecture?: string;
  /** Step whose batch holds a NaN. */
  readonly nanAt?: number;
  /** Step whose batch cannot be made. */
  readonly throwAt?: number;
  /** Step at which the worker thread ends without a message. */
  readonly exitAt?: number;
  /** File that counts how often a preparation ran. */
  readonly prepared?: string;
  readonly missingData?: boolean;
}

export async function prepare(
  options: TaskOptions,
  report: (progress: PreparationProgress) => void,
): Promise<void> {
  const { prepared } = lineOptions(options);
  if (prepared === undefined) return;
  for (let done = 0; done <= 2; done++) report({ label: 'points', done, total: 2 });
  await writeFile(prepared, `${await readFile(prepared, 'utf8').catch(() => '')}x`);
}

export function createTask(given: TaskOptions): Promise<TrainingTask> {
  const options = lineOptions(given);
  if (options.missingData === true) {
    return Promise.reject(new Error('Set DEPTHLOCK_DATA to the folder that holds the data.'));
  }
  return Promise.resolve({
    name: 'line',
    architecture: options.architecture ?? 'line-3',
    program: lineProgram(),
    initial: new Float32Array(TRUTH.length),
    passesPerBatch: BATCH,
    totalPasses: options.passes,
    validations: 4,
    adam: { weightDecay: 1e-4 },
    batch: (step, shard) => lineBatch(options, step, shard),
    learningRate: (done) => 0.1 * (1 - done),
    validate: (parameters) =>
      Promise.resolve({ errorRate: distance(parameters), weight: parameters[0] ?? 0 }),
    export: (parameters) => Promise.resolve(`Exported ${[...parameters].join(' ')}.`),
  });
}

/** The options as the trainer passes them on. */
export function lineOptions(options: TaskOptions): LineOptions {
  return options as unknown as LineOptions;
}

function lineBatch(options: LineOptions, step: number, shard: number): Feeds {
  if (options.throwAt === step) throw new Error('The points of this batch are gone.');
  if (options.exitAt === step) process.exit(3);
  const random = seededRandom(options.seed * 1_000_003 + step * 7919 + shard);
  const x = Float32Array.from({ length: BATCH * INPUTS }, () => random.normal());
  const y = Float32Array.from({ length: BATCH }, (_, row) => {
    let sum = TRUTH[INPUTS] ?? 0;
    for (let i = 0; i < INPUTS; i++) sum += (TRUTH[i] ?? 0) * (x[row * INPUTS + i] ?? 0);
    return sum + 0.1 * random.normal();
  });
  if (options.nanAt === step && shard === 1) y[0] = NaN;
  return { x, y };
}

/** Loss: mean square of r = x·w + b − y. Gradient: 2/n·xᵀr for w, 2/n·Σr for b. Statistics: means of x. */
function lineProgram(): GradientProgram {
  const graph = new OnnxGraphBuilder('line');
  graph.input('parameters', [TRUTH.length]);
  graph.input('x', [BATCH, INPUTS]);
  graph.input('y', [BATCH, 1]);
  const ones = graph.floats([BATCH, 1], new Float32Array(BATCH).fill(1));
  const design = graph.node('Concat', ['x', ones], { axis: { kind: 'int', value: 1 } });
  const column = graph.node('Reshape', ['parameters', graph.integers([TRUTH.length, 1])]);
  const residual = graph.node('Sub', [graph.node('MatMul', [design, column]), 'y']);
  const square = graph.node('Mul', [residual, residual]);
  graph.node('Reshape', [graph.node('ReduceMean', [square]), graph.integers([1])], {}, 'losses');
  const transposed = graph.node('Transpose', [design]);
  const sum = graph.node('MatMul', [transposed, residual]);
  const scaled = graph.node('Mul', [sum, graph.floats([], [2 / BATCH])]);
  graph.node('Reshape', [scaled, graph.integers([TRUTH.length])], {}, 'gradient');
  graph.node(
    'ReduceMean',
    ['x'],
    { axes: { kind: 'ints', value: [0] }, keepdims: { kind: 'int', value: 0 } },
    'batchStatistics',
  );
  graph.output('gradient', [TRUTH.length]);
  graph.output('losses', [1]);
  graph.output('batchStatistics', [INPUTS]);
  return {
    model: writeModel(graph.build()),
    parameters: [
      { name: 'w', shape: [INPUTS], offset: 0, size: INPUTS, decays: true },
      { name: 'b', shape: [1], offset: INPUTS, size: 1, decays: false },
    ],
    parameterCount: TRUTH.length,
    statistics: { count: INPUTS, initial: new Float32Array(INPUTS) },
    feeds: [
      { name: 'x', shape: [BATCH, INPUTS] },
      { name: 'y', shape: [BATCH, 1] },
    ],
    losses: ['mean square'],
  };
}

/** Distance from the parameters that generated the points. */
function distance(parameters: Float32Array): number {
  return Math.hypot(...TRUTH.map((value, index) => value - (parameters[index] ?? 0)));
}

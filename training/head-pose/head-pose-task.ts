import { join } from 'node:path';
import { z } from 'zod';
import { quantile } from '../../electron/base/quantile.ts';
import {
  decodeHeadGuess,
  HEAD_GUESS_NUMBERS,
} from '../../electron/engine/vision/head-in-depth/head-guess.ts';
import { HEAD_WINDOW } from '../../electron/engine/vision/head-in-depth/head-window.ts';
import { loadMeanHead, type MeanHead } from '../../electron/engine/vision/head/mean-head.ts';
import { writeModel } from '../../electron/engine/onnx/onnx-writer.ts';
import { multiply, transpose, type Rotation } from '../../electron/engine/geometry/rigid.ts';
import { buildProgram } from '../autograd/build-program.ts';
import { exportInference } from '../autograd/network/export-inference.ts';
import { regressionLoss } from '../autograd/losses/regression.ts';
import { batchSeed, cosineSchedule } from '../encoders/data/batch-schedule.ts';
import { networkRunner } from '../encoders/network-runner.ts';
import { seededRandom } from '../synthesis/people/random.ts';
import type { TaskOptions, TrainingTask, TrainingTaskModule } from '../trainer/training-task.ts';
import { exportHeadPose } from './export-head-pose.ts';
import { headPoseNetwork } from './head-pose-network.ts';
import { makeWindows, openWindows, WINDOW_CELLS, type WindowSet } from './window-store.ts';

const ASSETS = join(import.meta.dirname, '../../assets');
const VALIDATION_PEOPLE = 30;
const LEARNING_RATE = 2e-3;
/** A guess further off than this may mislead the alignment. */
const TOO_FAR_DEGREES = 12;
/** Windows sometimes lose readings in a square of up to this many cells, as hands and dark hair do. */
const HIDDEN = { share: 0.3, most: 24 } as const;
const NOTHING = 1.5;

const optionsSchema = z.object({
  passes: z.number().int().positive().default(2_000_000),
  batch: z.number().int().min(2).default(64),
  seed: z.number().int().default(1),
  people: z.number().int().positive().default(500),
});

/** Renders the people whose heads are used. */
export const prepare: NonNullable<TrainingTaskModule['prepare']> = async (
  given,
  report,
  signal,
) => {
  const { people } = optionsSchema.parse(given);
  const mean = await meanHead();
  for (const [set, total] of [
    ['validation', VALIDATION_PEOPLE],
    ['training', people],
  ] as const) {
    makeWindows(
      set,
      total,
      mean,
      (done) => {
        report({ label: `Rendering heads for ${set}`, done, total });
      },
      signal,
    );
  }
};

/** Learns the rotation and position of a head from depth alone. */
export async function createTask(given: TaskOptions): Promise<TrainingTask> {
  const options = optionsSchema.parse(given);
  const program = await buildProgram({
    network: headPoseNetwork,
    input: [1, HEAD_WINDOW.size, HEAD_WINDOW.size],
    batch: options.batch,
    seed: options.seed,
    loss: (context, output) => [
      { name: 'squared error', weight: 1, value: regressionLoss(context, output) },
    ],
  });
  const windows = openWindows('training', options.people);
  return {
    name: 'head-pose',
    architecture: `head pose, ${program.parameterCount} parameters`,
    program,
    initial: program.initial,
    passesPerBatch: options.batch,
    totalPasses: options.passes,
    adam: { weightDecay: 1e-3 },
    validations: 20,
    learningRate: (done) => LEARNING_RATE * cosineSchedule(done),
    batch(step, shard) {
      const random = seededRandom(batchSeed(options.seed, step, shard));
      const input = new Float32Array(options.batch * WINDOW_CELLS);
      const target = new Float32Array(options.batch * HEAD_GUESS_NUMBERS);
      for (let i = 0; i < options.batch; i++) {
        const cells = input.subarray(i * WINDOW_CELLS, (i + 1) * WINDOW_CELLS);
        const numbers = target.subarray(i * HEAD_GUESS_NUMBERS, (i + 1) * HEAD_GUESS_NUMBERS);
        windows.read(random.below(windows.count), cells, numbers);
        if (random.chance(0.5)) mirror(cells, numbers);
        if (random.chance(HIDDEN.share)) hidePart(cells, random.below, HIDDEN.most);
      }
      return { input, target };
    },
    async validate(parameters, statistics) {
      const model = exportInference(headPoseNetwork, program, parameters, statistics);
      const run = await networkRunner(writeModel(model), [
        1,
        1,
        HEAD_WINDOW.size,
        HEAD_WINDOW.size,
      ]);
      const errors = await anglesOff(openWindows('validation', VALIDATION_PEOPLE), run);
      const tooFar = errors.filter((degrees) => degrees > TOO_FAR_DEGREES).length;
      return {
        errorRate: tooFar / errors.length,
        medianDegrees: quantile(errors, 0.5),
        p95: quantile(errors, 0.95),
      };
    },
    export: (parameters, statistics) =>
      exportHeadPose(
        ASSETS,
        exportInference(headPoseNetwork, program, parameters, statistics),
        options,
      ),
  };
}

async function meanHead(): Promise<MeanHead> {
  const mean = await loadMeanHead(ASSETS);
  if (!mean.ok) throw new Error(mean.problem.message);
  return mean.value;
}

/** Swaps left and right: in the picture, in both directions and in the offset. */
function mirror(cells: Float32Array, numbers: Float32Array): void {
  const { size } = HEAD_WINDOW;
  for (let row = 0; row < size; row++) cells.subarray(row * size, (row + 1) * size).reverse();
  // The head's right becomes its left: the column (a, b, c) turns into −(−a, b, c).
  for (const i of [1, 2, 3, 6]) numbers[i] = -(numbers[i] ?? 0);
}

function hidePart(cells: Float32Array, below: (count: number) => number, most: number): void {
  const { size } = HEAD_WINDOW;
  const [left, top, width, height] = [below(size), below(size), below(most), below(most)];
  for (let v = top; v < Math.min(size, top + height); v++) {
    cells.fill(NOTHING, v * size + left, v * size + Math.min(size, left + width));
  }
}

/** Angle between each guess and the truth, degrees. */
async function anglesOff(
  windows: WindowSet,
  run: (cells: Float32Array) => Promise<Float32Array>,
): Promise<Float32Array> {
  const cells = new Float32Array(WINDOW_CELLS);
  const numbers = new Float32Array(HEAD_GUESS_NUMBERS);
  const errors = new Float32Array(windows.count);
  for (let i = 0; i < windows.count; i++) {
    windows.read(i, cells, numbers);
    const truth = decodeHeadGuess(numbers, [0, 0, 1]);
    const guess = decodeHeadGuess(await run(cells), [0, 0, 1]);
    errors[i] =
      truth === null || guess === null ? 180 : angleBetween(truth.rotation, guess.rotation);
  }
  return errors;
}

function angleBetween(a: Rotation, b: Rotation): number {
  const [m0, , , , m4, , , , m8] = multiply(transpose(a), b);
  return (Math.acos(Math.max(-1, Math.min(1, (m0 + m4 + m8 - 1) / 2))) * 180) / Math.PI;
}

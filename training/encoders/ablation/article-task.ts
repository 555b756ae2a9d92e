import { z } from 'zod';
import { writeModel } from '../../../electron/engine/onnx/onnx-writer.ts';
import { buildProgram } from '../../autograd/build-program.ts';
import { exportInference } from '../../autograd/network/export-inference.ts';
import { contrastiveLoss } from '../../autograd/losses/contrastive.ts';
import { galleryProtocol } from '../../../electron/analysis/trials/protocols.ts';
import { seededRandom } from '../../synthesis/people/random.ts';
import type { IdentitySet } from '../../synthesis/population/identity-sets.ts';
import type {
  Feeds,
  TaskOptions,
  TrainingTask,
  TrainingTaskModule,
} from '../../trainer/training-task.ts';
import { batchSeed } from '../data/batch-schedule.ts';
import { errorRates } from '../calibration/error-rates.ts';
import { networkRunner, type NetworkRunner } from '../network-runner.ts';
import { personMatrices } from '../data/person-matrices.ts';
import { ablationOptions, storeAblation } from './ablation-row.ts';
import {
  ARTICLE_INPUT,
  articleNetwork,
  DROPOUT_CHANNELS,
  DROPOUT_RATE,
} from './article-network.ts';
import { embedFixedCrops, makeFixedCrops, readFixedCrop, VIEWS } from './fixed-crop-people.ts';

const BATCH = 32;
const IMAGE = ARTICLE_INPUT[0] * ARTICLE_INPUT[1] * ARTICLE_INPUT[2];
/** As the article has it. */
const LEARNING_RATE = 1e-3;
const MARGIN = 1;
const VALIDATION_PEOPLE = 25;
/** All of that set, as the other rows are measured on. */
const REPORTED_PEOPLE = 200;

/** Photographs the people whom the article's network is trained and measured on. */
export const prepare: NonNullable<TrainingTaskModule['prepare']> = async (
  given,
  report,
  signal,
) => {
  const { people } = ablationOptions.parse(given);
  const sets: readonly (readonly [IdentitySet, number])[] = [
    ['training', people],
    ['validation', VALIDATION_PEOPLE],
    ['reported', REPORTED_PEOPLE],
  ];
  for (const [set, total] of sets) {
    const told = (done: number) => report({ label: `people photographed for ${set}`, done, total });
    await makeFixedCrops(set, total, told, signal);
  }
};

/** The article’s network, input, loss and learning rate, on rendered people. */
export async function createTask(given: TaskOptions): Promise<TrainingTask> {
  const options = ablationOptions.extend({ recipe: z.literal('article') }).parse(given);
  const program = await buildProgram({
    network: articleNetwork,
    input: ARTICLE_INPUT,
    batch: BATCH,
    seed: options.seed,
    loss: (context, output) => [
      {
        name: 'contrastive',
        weight: 1,
        value: contrastiveLoss(context, output, { margin: MARGIN }),
      },
    ],
  });
  const runner = (parameters: Float32Array, statistics: Float32Array): Promise<NetworkRunner> =>
    networkRunner(writeModel(exportInference(articleNetwork, program, parameters, statistics)), [
      1,
      ...ARTICLE_INPUT,
    ]);
  const batch = (step: number, shard: number): Feeds => {
    const random = seededRandom(batchSeed(options.seed, step, shard));
    const input = new Float32Array(BATCH * IMAGE);
    const labels: number[] = [];
    for (let at = 0; at < BATCH; at += 2) {
      const person = random.below(options.people);
      const first = random.below(VIEWS);
      const second = (first + 1 + random.below(VIEWS - 1)) % VIEWS;
      labels.push(person, person);
      [first, second].forEach((view, k) => {
        const image = input.subarray((at + k) * IMAGE, (at + k + 1) * IMAGE);
        readFixedCrop('training', person, view, image);
      });
    }
    const masks = Object.entries(DROPOUT_CHANNELS).map(([feed, channels]) => {
      const keep = () => (random.chance(DROPOUT_RATE) ? 0 : 1 / (1 - DROPOUT_RATE));
      return [feed, Float32Array.from({ length: BATCH * channels }, keep)] as const;
    });
    return { input, ...personMatrices(labels), ...Object.fromEntries(masks) };
  };
  return {
    name: 'article',
    architecture: `article, ${program.parameterCount} parameters`,
    program,
    initial: program.initial,
    passesPerBatch: BATCH,
    totalPasses: options.passes,
    // One, at the end: it chooses nothing.
    validations: 1,
    batch,
    learningRate: () => LEARNING_RATE,
    async validate(parameters, statistics) {
      const run = await runner(parameters, statistics);
      const { eer } = galleryProtocol(await embedFixedCrops('validation', VALIDATION_PEOPLE, run));
      return { errorRate: eer };
    },
    async export(parameters, statistics) {
      const run = await runner(parameters, statistics);
      const rendered = errorRates(await embedFixedCrops('reported', REPORTED_PEOPLE, run));
      return storeAblation(options, { parameters: program.parameterCount, rendered });
    },
  };
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRandom } from '../training/synthesis/people/random.ts';
import { buildProgram } from '../training/autograd/build-program.ts';
import { contrastiveLoss } from '../training/autograd/losses/contrastive.ts';
import { personMatrices } from '../training/encoders/data/person-matrices.ts';
import { squeezeNet } from '../training/encoders/squeezenet/squeezenet-network.ts';
import { openGradientSession } from '../training/trainer/shards/gradient-session.ts';
import { train } from '../training/trainer/train.ts';

const BATCH = 64;
const THREADS = 2;
const STEPS = 12;
const TRAINED_PASSES = 8000;

/** Speed of training `squeezenet` on 96 × 96 pixels: the gradient alone, and with everything around it. */
export async function benchTraining(): Promise<readonly string[]> {
  return [
    `gradient alone, ${THREADS} threads: ${(await gradientRate()).toFixed(0)} images/s  (budget 200)`,
    await wholeRate(),
  ];
}

async function gradientRate(): Promise<number> {
  const program = await buildProgram({
    network: squeezeNet,
    input: [4, 112, 112],
    batch: BATCH,
    seed: 1,
    loss: (context, output) => [
      { name: 'contrastive', weight: 1, value: contrastiveLoss(context, output, { margin: 1 }) },
    ],
  });
  const random = seededRandom(1);
  const labels = Array.from({ length: BATCH }, (_, i) => i >> 1);
  const feeds = {
    input: Float32Array.from({ length: BATCH * 4 * 112 * 112 }, () => random.normal()),
    ...personMatrices(labels),
  };
  const rates = await Promise.all(
    Array.from({ length: THREADS }, async () => {
      const session = await openGradientSession(program);
      const result = {
        gradient: new Float32Array(program.parameterCount),
        losses: new Float32Array(program.losses.length),
        statistics: new Float32Array(program.statistics.count),
      };
      await session.run(program.initial, feeds, result);
      const start = performance.now();
      for (let step = 0; step < STEPS; step++) await session.run(program.initial, feeds, result);
      const seconds = (performance.now() - start) / 1000;
      await session.release();
      return (STEPS * BATCH) / seconds;
    }),
  );
  return rates.reduce((sum, rate) => sum + rate, 0);
}

/** A real run, stopped early: pictures turned, degraded and drawn, gradients, Adam. */
async function wholeRate(): Promise<string> {
  if (process.env['DEPTHLOCK_DATA'] === undefined) {
    return 'a whole run: not measured, DEPTHLOCK_DATA names no training data';
  }
  const folder = await mkdtemp(join(tmpdir(), 'depthlock-bench-'));
  const abort = new AbortController();
  let first: { readonly passes: number; readonly at: number } | null = null;
  let rate = NaN;
  const outcome = await train({
    taskModule: new URL('../training/encoders/squeezenet/squeezenet-task.ts', import.meta.url),
    taskOptions: { seed: 1 },
    folder,
    workers: THREADS,
    exports: false,
    signal: abort.signal,
    observer: {
      notice: () => undefined,
      progress: (progress) => {
        if (progress.kind !== 'training' || progress.passes < TRAINED_PASSES / 4) return;
        const at = performance.now();
        first ??= { passes: progress.passes, at };
        if (progress.passes < TRAINED_PASSES) return;
        rate = (1000 * (progress.passes - first.passes)) / (at - first.at);
        abort.abort();
      },
    },
  });
  await rm(folder, { recursive: true, force: true });
  if (outcome.kind === 'failed') return `a whole run: ${outcome.message}`;
  return `a whole run, ${THREADS} threads: ${rate.toFixed(0)} images/s  (budget 200)`;
}

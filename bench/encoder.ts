import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as ort from 'onnxruntime-node';
import { loadEncoder } from '../electron/engine/vision/encoder.ts';
import { FUSED_LENGTH } from '../electron/engine/vision/fusion.ts';
import { INPUT_SIZE } from '../electron/engine/vision/template.ts';
import { quantile } from '../training/evaluation/quantile.ts';
import { ASSETS, spread } from './assets.ts';
import { orThrow } from '../electron/contract/result-fixture.ts';

const PAIRS = 200;
const PLANE = INPUT_SIZE * INPUT_SIZE;

/** What has been promised of one call, ms, and of the wrapping around onnxruntime. */
const ENCODERS = [
  { name: undefined, stem: 'encoder', budgetMs: 6 },
  { name: 'squeezenet', stem: 'encoder-squeezenet', budgetMs: 1.5 },
] as const;

/** One look through each encoder, and what our wrapping costs over onnxruntime itself: one thread, calls in turn. */
export async function benchEncoder(): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const encoder of ENCODERS) lines.push(...(await oneEncoder(encoder)));
  return lines;
}

async function oneEncoder({
  name,
  stem,
  budgetMs,
}: (typeof ENCODERS)[number]): Promise<readonly string[]> {
  const encoder = orThrow(await loadEncoder(ASSETS, name === undefined ? {} : { encoder: name }));
  const model = await readFile(join(ASSETS, 'models', `${stem}.onnx`));
  const bare = await ort.InferenceSession.create(model, { intraOpNumThreads: 1 });
  const input = Float32Array.from({ length: 4 * PLANE }, (_, i) => ((i * 37) % 255) / 128 - 1);
  // A face seen from straight ahead: both looks are one, and the network runs once.
  const fused = new Float32Array(FUSED_LENGTH);
  fused.set(input);
  fused.set(input.subarray(0, 3 * PLANE), 4 * PLANE);
  const feeds = { input: new ort.Tensor('float32', input, [1, 4, INPUT_SIZE, INPUT_SIZE]) };
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let i = -10; i < PAIRS; i++) {
    const a = await timed(() => encoder.embed(fused));
    const b = await timed(() => bare.run(feeds));
    if (i < 0) continue;
    ours.push(a);
    theirs.push(b);
  }
  await encoder.dispose();
  await bare.release();
  const ratio = quantile(ours, 0.5) / quantile(theirs, 0.5);
  return [
    `${stem}, ${(model.length / 1e6).toFixed(1)} MB, one call: ${spread(ours)}  (budget ${budgetMs} ms)`,
    `  bare onnxruntime call: ${spread(theirs)}, ratio of medians ${ratio.toFixed(3)}  (budget 1.15)`,
  ];
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

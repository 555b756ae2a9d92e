/**
 * `npx tsx training/encoders/trials/try-int8.ts`: what the default encoder would gain and lose with its convolutions in 8-bit
 * integers. Measures time, and errors on the rendered people of the set `calibration`; every 20th look sets the ranges.
 * Writes nothing.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as ort from '../../../electron/engine/onnx/onnxruntime.ts';
import { FUSED_LENGTH, LOOK_CHANNELS } from '../../../electron/engine/vision/fusion/fusion.ts';
import { runOneByOne } from '../../../electron/engine/vision/encode/engines/encoder-network.ts';
import type { OnnxModel } from '../../../electron/engine/onnx/onnx-model.ts';
import { readModel } from '../../../electron/engine/onnx/onnx-reader.ts';
import { writeModel } from '../../../electron/engine/onnx/onnx-writer.ts';
import { INPUT_SIZE } from '../../../electron/engine/vision/fusion/template.ts';
import { embeddingOf } from '../../../electron/engine/vision/encode/face-embedding.ts';
import { lookTwice } from '../../../electron/engine/vision/encode/two-looks.ts';
import { quantile } from '../../../electron/base/quantile.ts';
import {
  quantisable,
  quantiseConvolutions,
  type Range,
} from '../../graph/quantise-convolutions.ts';
import { openPopulation } from '../../synthesis/population/population.ts';
import { renderedPeople } from '../calibration/calibration-people.ts';
import { errorRates } from '../calibration/error-rates.ts';
import { networkRunner } from '../network-runner.ts';

const FILE = join(import.meta.dirname, '../../../assets/models/encoder.onnx');
const SHAPE = [1, LOOK_CHANNELS, INPUT_SIZE, INPUT_SIZE];
const LOOK = LOOK_CHANNELS * INPUT_SIZE ** 2;
const EVERY = 20;
/** Outliers at both ends of the looks do not widen a range. */
const KEPT = 0.98;

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const model = readModel(await readFile(FILE));
  const looks = someLooks();
  const whole = quantiseConvolutions(model, await measureRanges(model, looks));
  const exactly = await networkRunner(writeModel(model), SHAPE);
  const wholly = await networkRunner(writeModel(whole), SHAPE);
  const times: [number[], number[]] = [[], []];
  const distances: number[] = [];
  for (const look of looks) {
    const [a, aTime] = await timed(() => exactly(look));
    const [b, bTime] = await timed(() => wholly(look));
    times[0].push(aTime);
    times[1].push(bTime);
    distances.push(Math.hypot(...a.map((x, i) => x - (b[i] ?? NaN))));
  }
  const ratio = quantile(times[1], 0.5) / quantile(times[0], 0.5);
  console.log(`processor time of a call: ${ratio.toFixed(2)}× that of 32-bit floats`);
  console.log(`distance of the two embeddings of a look: ${quantile(distances, 0.5).toFixed(3)}`);
  for (const [name, run] of Object.entries({ floats: exactly, integers: wholly })) {
    const embed = async (fused: Float32Array) =>
      embeddingOf(await lookTwice((both) => runOneByOne(run, both), fused), null);
    const { eer, frr } = errorRates((await renderedPeople('calibration', embed)).shots);
    console.log(`${name}: EER ${eer} %, FRR by FAR ${JSON.stringify(frr)} %`);
  }
}

function someLooks(): Float32Array[] {
  const population = openPopulation('calibration');
  const fused = new Float32Array(FUSED_LENGTH);
  const looks: Float32Array[] = [];
  for (let i = 0; i < population.shots.length; i += EVERY) {
    population.read(i, fused);
    looks.push(fused.slice(0, LOOK));
  }
  population.close();
  return looks;
}

/** Ranges of what goes into and comes out of the convolutions, over all looks. */
async function measureRanges(
  model: OnnxModel,
  looks: readonly Float32Array[],
): Promise<Map<string, Range>> {
  const names = new Set(
    quantisable(model).flatMap(({ inputs: [input = ''], outputs: [output = ''] }) => [
      input,
      output,
    ]),
  );
  const shown = [...names].map((name) => ({
    name,
    type: 'float32' as const,
    dims: ['n', 'c', 'h', 'w'],
  }));
  const outputs = [...model.graph.outputs, ...shown];
  const bytes = writeModel({ ...model, graph: { ...model.graph, outputs } });
  const session = await ort.InferenceSession.create(bytes, { intraOpNumThreads: 1 });
  const found = new Map([...names].map((name) => [name, { least: [0], most: [0] }]));
  for (const look of looks) {
    const tensors = await session.run({ input: new ort.Tensor('float32', look, SHAPE) });
    for (const [name, { least, most }] of found) {
      const values = tensors[name]?.data;
      if (!(values instanceof Float32Array)) throw new Error(`${name} holds no floats.`);
      least.push(values.reduce((a, b) => Math.min(a, b), 0));
      most.push(values.reduce((a, b) => Math.max(a, b), 0));
    }
  }
  await session.release();
  return new Map(
    [...found].map(([name, { least, most }]) => [
      name,
      { least: quantile(least, 1 - KEPT), most: quantile(most, KEPT) },
    ]),
  );
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const start = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(start);
  return [result, user + system];
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as ort from '../../electron/engine/onnx/onnxruntime.ts';
import { orThrow } from '../../electron/contract/result-fixture.ts';
import { loadEncoder } from '../../electron/engine/vision/encode/encoder.ts';
import { FUSED_LENGTH } from '../../electron/engine/vision/fusion/fusion.ts';
import { readModel } from '../../electron/engine/onnx/onnx-reader.ts';
import { writeModel } from '../../electron/engine/onnx/onnx-writer.ts';
import { INPUT_SIZE } from '../../electron/engine/vision/fusion/template.ts';
import { SOURCE_WIDTHS } from '../../training/encoders/fused/colour-branch.ts';
import { quantile } from '../../electron/base/quantile.ts';
import { addDeadChannels } from '../../training/graph/add-dead-channels.ts';
import { ASSETS, spread } from '../assets.ts';

const TURNS = 200;
const WARM_UP = 10;
const PLANE = INPUT_SIZE * INPUT_SIZE;
const LOOK = 4 * PLANE;

const ENCODERS = [
  { name: undefined, stem: 'encoder', widths: SOURCE_WIDTHS },
  { name: 'squeezenet', stem: 'encoder-squeezenet', widths: null },
] as const;

/** Time of a call of each encoder compared with the possible minimum: one thread, in alternating turns. */
export async function benchEncoder(): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const encoder of ENCODERS) lines.push(...(await oneEncoder(encoder)));
  return lines;
}

async function oneEncoder({
  name,
  stem,
  widths,
}: (typeof ENCODERS)[number]): Promise<readonly string[]> {
  const encoder = orThrow(await loadEncoder(ASSETS, name === undefined ? {} : { encoder: name }));
  const file = await readFile(join(ASSETS, 'models', `${stem}.onnx`));
  const bare = await openBare(file);
  const uncut =
    widths === null ? null : await openBare(writeModel(addDeadChannels(readModel(file), widths)));
  const looks = Float32Array.from({ length: 2 * LOOK }, (_, i) => ((i * 37) % 255) / 128 - 1);
  const one = looks.subarray(0, LOOK);
  const [alike, different] = [fusedOf(one, one), fusedOf(one, looks.subarray(LOOK))];
  const ways: Record<string, () => Promise<unknown>> = {
    ours: () => encoder.embed(alike),
    bare: () => bare.run(one),
    oursTwo: () => encoder.embed(different),
    bareTwo: async () => {
      await bare.run(one);
      await bare.run(looks.subarray(LOOK));
    },
    ...(uncut === null ? {} : { uncut: () => uncut.run(one) }),
  };
  const times = await inTurns(ways);
  await encoder.dispose();
  await bare.release();
  await uncut?.release();
  const lines = [
    `${stem}, ${(file.length / 1e6).toFixed(1)} MB, one look: ${spread(times['ours'] ?? [])} of processor time`,
    `  over a bare onnxruntime call on the same file: ${ratio(times['ours'], times['bare'])}  (budget 1.1)`,
    `  two looks in one call over two bare calls: ${ratio(times['oursTwo'], times['bareTwo'])}`,
  ];
  if (uncut === null) return lines;
  return [
    ...lines,
    `  bare call over one with the dead channels put back as zeros: ${ratio(times['bare'], times['uncut'])}  (budget 0.9)`,
  ];
}

/** A fused head with two given looks at one relief; equal ones count as one look. */
function fusedOf(seen: Float32Array, ahead: Float32Array): Float32Array {
  const fused = new Float32Array(FUSED_LENGTH);
  fused.set(seen);
  fused.set(ahead.subarray(0, 3 * PLANE), 4 * PLANE);
  return fused;
}

async function openBare(model: Uint8Array) {
  const session = await ort.InferenceSession.create(model, { intraOpNumThreads: 1 });
  return {
    run: (look: Float32Array) =>
      session.run({ input: new ort.Tensor('float32', look, [1, 4, INPUT_SIZE, INPUT_SIZE]) }),
    release: () => session.release(),
  };
}

/** CPU milliseconds for every turn of each way, so that other programs do not count. */
async function inTurns(
  ways: Readonly<Record<string, () => Promise<unknown>>>,
): Promise<Readonly<Record<string, readonly number[]>>> {
  const times = Object.fromEntries(Object.keys(ways).map((name) => [name, [] as number[]]));
  for (let turn = -WARM_UP; turn < TURNS; turn++) {
    for (const [name, way] of Object.entries(ways)) {
      const start = process.cpuUsage();
      await way();
      const { user, system } = process.cpuUsage(start);
      if (turn >= 0) times[name]?.push((user + system) / 1000);
    }
  }
  return times;
}

/** Ratio of medians, and the quartiles of the ratios of single turns. */
function ratio(a: readonly number[] = [], b: readonly number[] = []): string {
  const turns = a.map((time, i) => time / (b[i] ?? NaN));
  const medians = quantile(a, 0.5) / quantile(b, 0.5);
  return `${medians.toFixed(2)}× (half of the turns ${quantile(turns, 0.25).toFixed(2)} to ${quantile(turns, 0.75).toFixed(2)})`;
}

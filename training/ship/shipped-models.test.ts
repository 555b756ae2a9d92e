/** Every model that ships is as its exporter writes it today, and computes no number in vain. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  elementCount,
  floatTensor,
  floatValues,
  type OnnxModel,
} from '../../electron/engine/onnx/onnx-model.ts';
import { readModel } from '../../electron/engine/onnx/onnx-reader.ts';
import { countWeightFaults } from '../../electron/engine/onnx/weight-faults.ts';
import { writeModel } from '../../electron/engine/onnx/onnx-writer.ts';
import { INPUT_SIZE } from '../../electron/engine/vision/fusion/template.ts';
import { SOURCE_WIDTHS } from '../encoders/fused/colour-branch.ts';
import { networkRunner } from '../encoders/network-runner.ts';
import { addDeadChannels } from '../graph/add-dead-channels.ts';
import { seededRandom } from '../synthesis/people/random.ts';
import { toTfjs } from '../tfjs/to-tfjs.ts';
import { datasetFrames, looksAt, virtualFrames } from './looks-fixture.ts';
import { modelToShip } from './model-to-ship.ts';
import { largestDifference } from '../convert/parity.ts';

const ASSETS = join(import.meta.dirname, '../../assets');
const MODELS = join(ASSETS, 'models');

const fileSchema = z.object({ file: z.string() });
const indexSchema = z.object({
  models: z.record(
    z.string(),
    z.object({
      ...{ file: z.string(), sha256: z.string(), weightsChecked: z.string() },
      tfjs: z.object({ model: fileSchema, weights: fileSchema }).optional(),
    }),
  ),
});
const index = indexSchema.parse(JSON.parse(await readFile(join(MODELS, 'models.json'), 'utf8')));
/** The models that onnxruntime runs; others keep weights of their own kind. */
const networks = Object.entries(index.models).filter(([, { file }]) => file.endsWith('.onnx'));
const read = async (file: string) => readModel(await readFile(join(MODELS, file)));
const numbersIn = ({ graph }: OnnxModel): number =>
  graph.initializers.reduce((sum, { dims }) => sum + elementCount(dims), 0);

describe.each(networks)('%s', (name, { file, sha256, weightsChecked, tfjs }) => {
  it('has no weight that is denormal or no number', async () => {
    expect(countWeightFaults(await read(file))).toEqual({ notFinite: 0, denormal: 0 });
    expect(weightsChecked).toBe(sha256);
  });

  it('has no channel whose weights are all zero', async () => {
    const { graph } = await read(file);
    const kernels = new Set(
      graph.nodes.filter(({ op }) => op === 'Conv').map(({ inputs }) => inputs[1]),
    );
    const dead: string[] = [];
    for (const tensor of graph.initializers.filter(({ name }) => kernels.has(name))) {
      const values = floatValues(tensor);
      const [filters = 0] = tensor.dims;
      const size = values.length / filters;
      for (let c = 0; c < filters; c++) {
        const filter = values.subarray(c * size, (c + 1) * size);
        // The factors of a PReLU have one number a channel, and a slope may be 0 or 1.
        if (size > 1 && filter.every((w) => w === 0)) dead.push(`${tensor.name}, channel ${c}`);
      }
    }
    expect(kernels.size).toBeGreaterThan(0);
    expect(dead).toEqual([]);
  });

  it('is what its exporter would write again', async () => {
    const bytes = await readFile(join(MODELS, file));
    expect(Buffer.compare(writeModel(modelToShip(readModel(bytes))), bytes)).toBe(0);
  });

  it.skipIf(!name.startsWith('encoder'))('is the same for TensorFlow.js', async () => {
    const { model, weights } = toTfjs(await read(file));
    const [graphFile = '', weightsFile = ''] = [tfjs?.model.file, tfjs?.weights.file];
    expect(Buffer.compare(model, await readFile(join(MODELS, graphFile)))).toBe(0);
    expect(Buffer.compare(weights, await readFile(join(MODELS, weightsFile)))).toBe(0);
  });
});

describe('the encoder with its dead channels back, and tiny weights in them', () => {
  it('says the same of virtual people to 1e-6, and is cut to what ships', async () => {
    await expectEqual(await looksAt(await virtualFrames(ASSETS), ASSETS));
  }, 120_000);

  const archive = join(process.env['DEPTHLOCK_DATA'] ?? '/nonexistent', 'rap3df-2019b.tar.xz');
  const skipped = !existsSync(archive);
  if (skipped) console.log('skipped: real looks (rap3df-2019b is not in DEPTHLOCK_DATA)');

  it.skipIf(skipped)(
    'says the same of real faces to 1e-6',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'depthlock-looks-'));
      try {
        await promisify(execFile)('tar', ['-xJf', archive, '-C', folder]);
        await expectEqual(
          await looksAt(await datasetFrames(join(folder, 'rap3df-2019b'), 10), ASSETS),
        );
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    300_000,
  );

  async function expectEqual(looks: readonly Float32Array[]): Promise<void> {
    const shipped = await read('encoder.onnx');
    const uncut = tinyForZero(addDeadChannels(shipped, SOURCE_WIDTHS));
    const cut = modelToShip(uncut);
    expect(numbersIn(uncut)).toBeGreaterThan(1.2 * numbersIn(shipped));
    expect(countWeightFaults(uncut).denormal).toBeGreaterThan(1000);
    expect(numbersIn(cut)).toBe(numbersIn(shipped));
    const shape = [1, 4, INPUT_SIZE, INPUT_SIZE];
    const [before, after, asShipped] = await Promise.all(
      [uncut, cut, shipped].map((model) => networkRunner(writeModel(model), shape)),
    );
    if (!before || !after || !asShipped) throw new Error('A network did not open.');
    expect(looks.length).toBeGreaterThan(10);
    for (const look of looks) {
      const said = await before(look);
      expect(largestDifference(said, await after(look))).toBeLessThan(1e-6);
      expect(largestDifference(said, await asShipped(look))).toBeLessThan(1e-6);
    }
  }
});

/** The model with 1e-12 to 1e-44 where a kernel has zeros, as a network that was trained with weight decay has. */
function tinyForZero(model: OnnxModel): OnnxModel {
  const { graph } = model;
  const random = seededRandom(5);
  const kernels = new Set(
    graph.nodes.filter(({ op }) => op === 'Conv').map(({ inputs }) => inputs[1]),
  );
  const initializers = graph.initializers.map((tensor) => {
    if (!kernels.has(tensor.name)) return tensor;
    const values = floatValues(tensor).map((w) => (w === 0 ? 10 ** random.range(-44, -12) : w));
    return floatTensor(tensor.name, tensor.dims, values);
  });
  return { ...model, graph: { ...graph, initializers } };
}

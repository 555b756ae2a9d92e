import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HOLE } from '../../../electron/engine/vision/fusion.ts';
import { loadMeanHead } from '../../../electron/engine/vision/mean-head.ts';
import { writeModel } from '../../../electron/engine/vision/onnx/onnx-writer.ts';
import { INPUT_SIZE } from '../../../electron/engine/vision/template.ts';
import { buildProgram } from '../../autograd/build-program.ts';
import { exportInference } from '../../autograd/export-inference.ts';
import { regressionLoss } from '../../autograd/losses/regression.ts';
import { seededRandom } from '../../people/random.ts';
import { networkRunner } from '../network-runner.ts';
import { normaliseDepth } from './depth-normalisation.ts';
import { squeezeNetGraph } from './squeezenet-graph.ts';
import { squeezeNet } from './squeezenet-network.ts';

const PLANE = INPUT_SIZE * INPUT_SIZE;
const SHAPE = [1, 4, INPUT_SIZE, INPUT_SIZE];

const loaded = await loadMeanHead(join(import.meta.dirname, '../../../assets'));
if (!loaded.ok) throw new Error(loaded.problem.message);
const mean = loaded.value;

describe('squeezeNetGraph', () => {
  it('normalises depth in the graph as training does before it', async () => {
    const program = await buildProgram({
      network: squeezeNet,
      input: [4, INPUT_SIZE, INPUT_SIZE],
      batch: 2,
      seed: 3,
      loss: (context, output) => [
        { name: 'error', weight: 1, value: regressionLoss(context, output) },
      ],
    });
    const network = exportInference(
      squeezeNet,
      program,
      program.initial,
      program.statistics.initial,
    );
    const [bare, shipped] = [
      await networkRunner(writeModel(network), SHAPE),
      await networkRunner(writeModel(squeezeNetGraph(network, mean)), SHAPE),
    ];
    const random = seededRandom(8);
    const look = Float32Array.from({ length: 4 * PLANE }, (_, i) => {
      if (i < 3 * PLANE) return random.range(-1, 1);
      return random.chance(0.2) ? HOLE : random.range(-1.2, 1.2);
    });
    const found = await shipped(look);
    normaliseDepth(look.subarray(3 * PLANE), mean);
    const expected = await bare(look);
    expect(found).toHaveLength(128);
    expect(Math.hypot(...found)).toBeCloseTo(1, 5);
    expect(Math.max(...found.map((x, i) => Math.abs(x - (expected[i] ?? 9))))).toBeLessThan(1e-5);
  });
});

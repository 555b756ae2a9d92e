import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { HOLE } from '../../../electron/engine/vision/fusion/fusion.ts';
import { loadMeanHead } from '../../../electron/engine/vision/head/mean-head.ts';
import { writeModel } from '../../../electron/engine/onnx/onnx-writer.ts';
import { INPUT_SIZE } from '../../../electron/engine/vision/fusion/template.ts';
import { buildProgram } from '../../autograd/build-program.ts';
import { exportInference } from '../../autograd/network/export-inference.ts';
import { regressionLoss } from '../../autograd/losses/regression.ts';
import { seededRandom } from '../../synthesis/people/random.ts';
import { attributeAt, viewFromFront } from '../../synthesis/head/frontal-view.ts';
import { loadIctHead } from '../../synthesis/head/ict-head.ts';
import { loadHeadShape, SHAPE_MODES } from '../shape/colour-and-shape.ts';
import { COLOUR_OUTPUTS, SHAPE_OUTPUTS } from './outputs.ts';
import { networkRunner } from '../network-runner.ts';
import { normaliseDepth, UNKNOWN } from './depth-normalisation.ts';
import { learnedDepthGraph, squeezeNetGraph } from './squeezenet-graph.ts';
import { squeezeNet } from './squeezenet-network.ts';

const PLANE = INPUT_SIZE * INPUT_SIZE;
const SHAPE = [1, 4, INPUT_SIZE, INPUT_SIZE];

const loaded = await loadMeanHead(join(import.meta.dirname, '../../../assets'));
if (!loaded.ok) throw new Error(loaded.problem.message);
const mean = loaded.value;

async function untrainedNetwork() {
  const program = await buildProgram({
    network: squeezeNet,
    input: [4, INPUT_SIZE, INPUT_SIZE],
    batch: 2,
    seed: 3,
    loss: (context, output) => [
      { name: 'error', weight: 1, value: regressionLoss(context, output) },
    ],
  });
  return exportInference(squeezeNet, program, program.initial, program.statistics.initial);
}

const network = await untrainedNetwork();
const random = seededRandom(8);
const noise = Float32Array.from({ length: 4 * PLANE }, (_, i) => {
  if (i < 3 * PLANE) return random.range(-1, 1);
  return random.chance(0.2) ? HOLE : random.range(-1.2, 1.2);
});
const largestDifference = (a: Float32Array, b: Float32Array): number =>
  Math.max(...a.map((x, i) => Math.abs(x - (b[i] ?? 9))));

describe('learnedDepthGraph', () => {
  it('normalises depth in the graph as training does before it', async () => {
    const bare = await networkRunner(writeModel(network), SHAPE);
    const whole = await networkRunner(writeModel(learnedDepthGraph(network, mean)), SHAPE);
    const look = noise.slice();
    const found = await whole(look);
    normaliseDepth(look.subarray(3 * PLANE), mean);
    expect(found).toHaveLength(128);
    expect(Math.hypot(...found)).toBeCloseTo(1, 5);
    expect(largestDifference(found, await bare(look))).toBeLessThan(1e-5);
  });
});

const data = process.env['DEPTHLOCK_DATA'];
const hasHeadModel = data !== undefined && existsSync(join(data, 'ict-facekit'));
if (!hasHeadModel) console.info('squeezeNetGraph: DEPTHLOCK_DATA has no ict-facekit, skipped');

describe.skipIf(!hasHeadModel)('squeezeNetGraph', () => {
  const SHARE = 0.2;
  let shape: ReturnType<typeof loadHeadShape>;
  beforeAll(() => {
    shape = loadHeadShape(mean, SHAPE_OUTPUTS);
  });

  it('says of colour what the network says without depth, and of shape what fits the depth', async () => {
    const bare = await networkRunner(writeModel(network), SHAPE);
    const shipped = await networkRunner(writeModel(squeezeNetGraph(network, shape, SHARE)), SHAPE);
    // The mean head moved along one mode and nothing else: the fit must see that one.
    const [first = 0] = shape.modes;
    const look = noise.slice();
    look.set(reliefAlong(first, 1), 3 * PLANE);
    const found = await shipped(look);
    expect(found).toHaveLength(128);
    expect(Math.hypot(...found)).toBeCloseTo(1, 5);
    const ofShape = found.subarray(COLOUR_OUTPUTS);
    expect(Math.hypot(...ofShape) ** 2).toBeCloseTo(SHARE, 4);
    expect(ofShape.indexOf(Math.max(...ofShape))).toBe(0);

    look.fill(UNKNOWN, 3 * PLANE);
    const colour = (await bare(look)).subarray(0, COLOUR_OUTPUTS);
    const norm = Math.hypot(...colour);
    const expected = colour.map((x) => (x * Math.sqrt(1 - SHARE)) / norm);
    expect(largestDifference(found.subarray(0, COLOUR_OUTPUTS), expected)).toBeLessThan(1e-5);
  });

  it('decides by colour alone where there is no depth', async () => {
    const shipped = await networkRunner(writeModel(squeezeNetGraph(network, shape, SHARE)), SHAPE);
    const look = noise.slice();
    look.fill(HOLE, 3 * PLANE);
    const found = await shipped(look);
    expect([...found.subarray(COLOUR_OUTPUTS)].every((x) => x === 0)).toBe(true);
    expect(Math.hypot(...found)).toBeCloseTo(1, 5);
  });

  /** The mean head's relief moved along its normal as one unit of a mode moves it, at full resolution. */
  function reliefAlong(mode: number, size: number): Float32Array {
    const head = loadIctHead(SHAPE_MODES);
    const view = viewFromFront(head);
    const deltas = head.modes[mode];
    if (deltas === undefined) throw new Error('no such mode');
    return mean.relief.map((z, cell) => {
      if (mean.stable[cell] !== 1) return HOLE;
      const n = [0, 1, 2].map((k) => -(mean.normals[3 * cell + k] ?? 0));
      const along = attributeAt(view, head, deltas, cell).reduce(
        (s, x, k) => s + x * (n[k] ?? 0),
        0,
      );
      return (z + (size * along) / (n[2] ?? 1)) / 100;
    });
  }
});

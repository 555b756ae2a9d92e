import { InferenceSession, Tensor } from '../../electron/engine/onnx/onnxruntime.ts';
import type { OnnxModel } from '../../electron/engine/onnx/onnx-model.ts';
import { writeModel } from '../../electron/engine/onnx/onnx-writer.ts';
import { seededRandom, type Random } from '../synthesis/people/random.ts';
import { largestDifference } from '../convert/parity.ts';

const DRAWS = 4;
const SEED = 17;

/**
 * How far two models of the same inputs and outputs are apart, on inputs of noise from −1 to 1: the largest difference
 * in any output as a share of that output's largest number, or of 1 where that is smaller. Infinite for NaN.
 */
export async function largestChange(before: OnnxModel, after: OnnxModel): Promise<number> {
  const sessions = await Promise.all([before, after].map(open));
  const random = seededRandom(SEED);
  let largest = 0;
  try {
    for (let draw = 0; draw < DRAWS; draw++) {
      const feeds = Object.fromEntries(before.graph.inputs.map((i) => [i.name, noise(i, random)]));
      const [old = {}, renewed = {}] = await Promise.all(sessions.map((s) => s.run(feeds)));
      for (const { name } of before.graph.outputs) {
        const [expected, found] = [floatsOf(old[name]), floatsOf(renewed[name])];
        const scale = expected.reduce((most, x) => Math.max(most, Math.abs(x)), 1);
        largest = Math.max(largest, largestDifference(expected, found) / scale);
      }
    }
  } finally {
    await Promise.all(sessions.map((session) => session.release()));
  }
  return largest;
}

const open = (model: OnnxModel) =>
  InferenceSession.create(writeModel(model), { intraOpNumThreads: 1 });

/** One input of noise; an axis that is free has length one. */
function noise({ dims }: OnnxModel['graph']['inputs'][number], random: Random): Tensor {
  const shape = dims.map((dim) => (typeof dim === 'number' ? dim : 1));
  const length = shape.reduce((product, axis) => product * axis, 1);
  return new Tensor(
    'float32',
    Float32Array.from({ length }, () => random.range(-1, 1)),
    shape,
  );
}

function floatsOf(tensor: Tensor | undefined): Float32Array {
  if (tensor?.data instanceof Float32Array) return tensor.data;
  throw new Error('An output holds no 32-bit floats.');
}

import * as ort from 'onnxruntime-node';
import { OnnxGraphBuilder } from '../graph/onnx-builder.ts';
import { writeModel } from '../graph/onnx-writer.ts';
import { seededRandom } from '../people/random.ts';
import { Emitter } from './emitter.ts';
import { Tape } from './tape.ts';
import { elementsOf } from './tensor.ts';
import type { Tensor } from './tensor.ts';
import { multiply } from './operations/arithmetic.ts';
import { sumOfAll } from './operations/reductions.ts';

/**
 * Half the width of a central difference, unless a check gives another. Its own error grows with step², that of
 * float32 rounding with 1e-7 / step; operations that are linear in each input take a wide step and are exact.
 */
const STEP = 1e-2;
/** For operations that are linear in every single element. */
export const LINEAR_STEP = 0.5;

export interface GradientCheck {
  /** Largest |analytic − numeric| / (|analytic| + |numeric| + floor) over all entries of all inputs. */
  readonly worst: number;
  /** Length of the whole analytic gradient: a check of zeros checks nothing. */
  readonly length: number;
}

export interface GradientCheckOptions {
  readonly seed?: number;
  /** First values of an input; standard normal unless given. */
  readonly values?: (random: () => number, input: number) => number;
  readonly step?: number;
  /** Inputs that are fed but not differentiated, by index. */
  readonly constants?: readonly number[];
}

/**
 * Compares the gradient that `operation` puts on the tape with central differences of the same graph, run by
 * onnxruntime. A fixed random weight of every output element makes a scalar of the output.
 *
 * `floor` of the relative error is a hundredth of the gradient's root mean square: entries much smaller than
 * the rest are all rounding.
 */
export async function checkGradient(
  shapes: readonly (readonly number[])[],
  operation: (tape: Tape, inputs: readonly Tensor[]) => Tensor,
  { seed = 1, values, step = STEP, constants = [] }: GradientCheckOptions = {},
): Promise<GradientCheck> {
  const random = seededRandom(seed);
  const normal = () => random.normal();
  const graph = new OnnxGraphBuilder('check');
  const tape = new Tape(new Emitter(graph));
  const inputs = shapes.map((shape, i) => {
    const input = { name: graph.input(`x${i}`, shape), shape };
    return constants.includes(i) ? input : tape.follow(input);
  });
  const output = operation(tape, inputs);
  const weights = tape.emit.floats(
    output.shape,
    Float32Array.from({ length: elementsOf(output.shape) }, normal),
  );
  const total = sumOfAll(tape, multiply(tape, output, weights));
  tape.backward(total);
  graph.output(total.name, [], 'total');
  const followed = inputs.map((_, i) => i).filter((i) => !constants.includes(i));
  for (const i of followed) {
    const input = inputs[i];
    const gradient = input && tape.gradientOf(input);
    if (gradient === undefined) throw new Error(`Input ${i} gets no gradient.`);
    graph.output(gradient.name, gradient.shape, `gradient${i}`);
  }
  const points = shapes.map((shape, i) =>
    Float32Array.from({ length: elementsOf(shape) }, () => (values ? values(normal, i) : normal())),
  );
  const session = await ort.InferenceSession.create(writeModel(graph.build()), {
    intraOpNumThreads: 1,
    logSeverityLevel: 3,
  });
  const evaluate = (fetches: readonly string[]) =>
    session.run(
      Object.fromEntries(
        points.map((point, i) => [`x${i}`, new ort.Tensor('float32', point, shapes[i] ?? [])]),
      ),
      fetches,
    );
  const analytic = await evaluate(followed.map((i) => `gradient${i}`));
  const pairs: [number, number][] = [];
  for (const i of followed) {
    const point = points[i] ?? new Float32Array();
    const gradient = floatsOf(analytic[`gradient${i}`]);
    for (let k = 0; k < point.length; k++) {
      const centre = point[k] ?? 0;
      const at = async (value: number): Promise<number> => {
        point[k] = value;
        return floatsOf((await evaluate(['total']))['total'])[0] ?? Number.NaN;
      };
      const rise = (await at(centre + step)) - (await at(centre - step));
      point[k] = centre;
      pairs.push([gradient[k] ?? Number.NaN, rise / (2 * step)]);
    }
  }
  await session.release();
  const length = Math.sqrt(pairs.reduce((sum, [a]) => sum + a * a, 0));
  const floor = length / Math.sqrt(pairs.length) / 100;
  const errors = pairs.map(([a, b]) => Math.abs(a - b) / (Math.abs(a) + Math.abs(b) + floor));
  return { worst: Math.max(...errors), length };
}

function floatsOf(tensor: ort.Tensor | undefined): Float32Array {
  const data = tensor?.data;
  if (!(data instanceof Float32Array)) throw new Error('onnxruntime returned no floats.');
  return data;
}

import * as ort from '../../electron/engine/onnx/onnxruntime.ts';
import { OnnxGraphBuilder } from '../../electron/engine/onnx/onnx-builder.ts';
import { writeModel } from '../../electron/engine/onnx/onnx-writer.ts';
import { seededRandom } from '../synthesis/people/random.ts';
import { Emitter } from './emitter.ts';
import { Tape } from './tape.ts';
import { elementsOf } from './tensor.ts';
import type { Tensor } from './tensor.ts';
import { multiply } from './operations/arithmetic.ts';
import { sumOfAll } from './operations/reductions.ts';

/**
 * Default half width of a central difference. Its own error grows with step², that of float32 rounding with 1e-7 /
 * step; operations that are linear in each input take a wide step and are exact.
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
  /** Initial values of an input; default: standard normal. */
  readonly values?: (random: () => number, input: number) => number;
  readonly step?: number;
  /** Inputs that are fed but not differentiated, by index. */
  readonly constants?: readonly number[];
}

/** An operation of as many tensors as there are shapes. */
export type Operation = (tape: Tape, ...inputs: Tensor[]) => Tensor;

/**
 * Compares the gradient that `operation` puts on the tape with central differences of the same graph, run by
 * onnxruntime. Weighting every output element by a fixed random number makes the output a scalar.
 *
 * `floor` of the relative error is a hundredth of the gradient's root mean square: entries much smaller than the rest
 * are only rounding.
 */
export async function checkGradient(
  shapes: readonly (readonly number[])[],
  operation: Operation,
  { seed = 1, values, step = STEP, constants = [] }: GradientCheckOptions = {},
): Promise<GradientCheck> {
  const random = seededRandom(seed);
  const normal = (): number => random.normal();
  const followed = shapes.map((_, i) => i).filter((i) => !constants.includes(i));
  const model = differentiatedModel(shapes, followed, operation, normal);
  const points = shapes.map((shape, i) =>
    Float32Array.from({ length: elementsOf(shape) }, () => (values ? values(normal, i) : normal())),
  );
  const session = await ort.InferenceSession.create(model, {
    intraOpNumThreads: 1,
    logSeverityLevel: 3,
  });
  const evaluate = async (output: string): Promise<Float32Array> => {
    const feeds = points.map(
      (point, i) => [`x${i}`, new ort.Tensor('float32', point, shapes[i] ?? [])] as const,
    );
    return floatsOf((await session.run(Object.fromEntries(feeds), [output]))[output]);
  };
  const pairs: [analytic: number, numeric: number][] = [];
  for (const i of followed) {
    const gradient = await evaluate(`gradient${i}`);
    for (const k of gradient.keys()) {
      const numeric = await centralDifference(points[i] ?? gradient, k, step, async () => {
        const [total = Number.NaN] = await evaluate('total');
        return total;
      });
      pairs.push([gradient[k] ?? Number.NaN, numeric]);
    }
  }
  await session.release();
  return compare(pairs);
}

/** A model with the outputs `total` and, for each followed input, `gradient` and its number. */
function differentiatedModel(
  shapes: readonly (readonly number[])[],
  followed: readonly number[],
  operation: Operation,
  normal: () => number,
): Uint8Array {
  const graph = new OnnxGraphBuilder('check');
  const tape = new Tape(new Emitter(graph));
  const inputs = shapes.map((shape, i) => ({ name: graph.input(`x${i}`, shape), shape }));
  for (const i of followed) tape.follow(inputAt(inputs, i));
  const output = operation(tape, ...inputs);
  const weights = tape.emit.floats(
    output.shape,
    Float32Array.from({ length: elementsOf(output.shape) }, normal),
  );
  const total = sumOfAll(tape, multiply(tape, output, weights));
  tape.backward(total);
  graph.output(total.name, [], 'total');
  for (const i of followed) {
    const gradient = tape.gradientOf(inputAt(inputs, i));
    if (gradient === undefined) throw new Error(`Input ${i} gets no gradient.`);
    graph.output(gradient.name, gradient.shape, `gradient${i}`);
  }
  return writeModel(graph.build());
}

async function centralDifference(
  point: Float32Array,
  index: number,
  step: number,
  evaluate: () => Promise<number>,
): Promise<number> {
  const centre = point[index] ?? Number.NaN;
  point[index] = centre + step;
  const above = await evaluate();
  point[index] = centre - step;
  const below = await evaluate();
  point[index] = centre;
  return (above - below) / (2 * step);
}

function compare(pairs: readonly (readonly [number, number])[]): GradientCheck {
  const length = Math.sqrt(pairs.reduce((sum, [analytic]) => sum + analytic * analytic, 0));
  const floor = length / Math.sqrt(pairs.length) / 100;
  const errors = pairs.map(
    ([analytic, numeric]) =>
      Math.abs(analytic - numeric) / (Math.abs(analytic) + Math.abs(numeric) + floor),
  );
  return { worst: Math.max(...errors), length };
}

function inputAt(inputs: readonly Tensor[], index: number): Tensor {
  const input = inputs[index];
  if (input === undefined) throw new Error(`There is no input ${index}.`);
  return input;
}

function floatsOf(tensor: ort.Tensor | undefined): Float32Array {
  const data = tensor?.data;
  if (!(data instanceof Float32Array)) throw new Error('onnxruntime returned no floats.');
  return data;
}

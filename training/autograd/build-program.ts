import { OnnxGraphBuilder } from '../../electron/engine/onnx/onnx-builder.ts';
import { writeModel } from '../../electron/engine/onnx/onnx-writer.ts';
import { channelBlock } from './network/channel-block.ts';
import { DifferentiableBuilder } from './network/differentiable-builder.ts';
import { Emitter } from './emitter.ts';
import type { GradientProgram, ParameterSlice } from './gradient-program.ts';
import type { Loss, LossContext, LossTerm } from './losses/loss.ts';
import type { FeatureShape, Network } from './network/network.ts';
import type { ParameterValues } from './network/parameter-store.ts';
import { Tape } from './tape.ts';
import { sizeOf } from './tensor.ts';
import type { Tensor } from './tensor.ts';
import { add, scale } from './operations/arithmetic.ts';
import { reshape } from './operations/reductions.ts';

export interface ProgramOptions {
  readonly network: Network;
  readonly input: FeatureShape;
  /** Images per batch and worker. */
  readonly batch: number;
  readonly loss: Loss;
  /** Seed for the initial values of parameters that `known` does not hold. */
  readonly seed: number;
  /** Values to start from, by parameter name, and running statistics by theirs. */
  readonly known?: ParameterValues;
  /** Parameters that keep their value. Layers before the first trained one cost no backward pass. */
  readonly frozen?: (name: string) => boolean;
  /** See channel-block.ts; default: detected for this processor. */
  readonly channelBlock?: number;
}

/** A gradient program with everything needed to start it and to export the trained network. */
export interface TrainingProgram extends GradientProgram {
  readonly input: FeatureShape;
  readonly initial: Float32Array;
  readonly statisticSlices: readonly ParameterSlice[];
  /** Values of the frozen parameters. */
  readonly constants: ParameterValues;
}

/**
 * Writes a network, its loss and the gradient of all its parameters as one ONNX model.
 *
 * Feeds: `input` [batch, C, H, W], and whatever the dropout and the losses need. One session a thread,
 * `intraOpNumThreads: 1`:
 *
 * ```ts
 * const program = await buildProgram({
 *   network: (build, x) => build.unitLength(build.linear(build.relu(build.convolution(x, …)), …)),
 *   input: [4, 96, 96],
 *   batch: 16,
 *   loss: (context, output) => [
 *     { name: 'contrastive', weight: 1, value: contrastiveLoss(context, output, { margin: 1 }) },
 *   ],
 *   seed: 1,
 * });
 * const model = exportInference(network, program, parameters, statistics);
 * ```
 *
 * Throws when shapes do not fit or when nothing is left to train.
 */
export async function buildProgram(options: ProgramOptions): Promise<TrainingProgram> {
  const graph = new OnnxGraphBuilder('depthlock-training');
  const emit = new Emitter(graph);
  const tape = new Tape(emit);
  const flat = graph.input('parameters', ['count']);
  const builder = new DifferentiableBuilder(tape, flat, {
    batch: options.batch,
    seed: options.seed,
    known: options.known ?? new Map(),
    frozen: options.frozen ?? (() => false),
    channelBlock: options.channelBlock ?? (await channelBlock()),
  });
  const output = options.network(builder, builder.input('input', options.input));
  const terms = options.loss(lossContext(builder), matrixOf(tape, builder.tensorOf(output)));
  const total = weightedTotal(tape, terms);
  tape.backward(total);
  const { parameters, statistics } = builder;
  if (parameters.count === 0) throw new Error('The network has no parameter left to train.');
  graph.output(flatGradient(builder).name, [parameters.count], 'gradient');
  const values = [total, ...terms.map(({ value }) => value)];
  const losses = emit.concat(
    values.map((value) => emit.reshape(value, [1])),
    0,
  );
  graph.output(losses.name, [values.length], 'losses');
  if (statistics.count > 0) {
    const batchStatistics = emit.concat(builder.batchStatistics, 0);
    graph.output(batchStatistics.name, [statistics.count], 'batchStatistics');
  }
  return {
    model: writeModel(graph.build()),
    parameters: parameters.slices,
    parameterCount: parameters.count,
    initial: parameters.initial(),
    statistics: { count: statistics.count, initial: statistics.initial() },
    statisticSlices: statistics.slices,
    constants: builder.constants,
    input: options.input,
    feeds: builder.feeds,
    losses: ['total', ...terms.map(({ name }) => name)],
  };
}

function lossContext(builder: DifferentiableBuilder): LossContext {
  const { tape, batch } = builder;
  return {
    tape,
    batch,
    feed: (name, shape) => builder.feed(name, shape),
    parameter: (name, shape, decays, first) => builder.parameter(name, shape, decays, first),
    exposed: (name) => {
      const tensor = builder.exposed.get(name);
      if (tensor === undefined) throw new Error(`The network exposes no feature ${name}.`);
      return matrixOf(tape, tensor);
    },
  };
}

/** An activation [C, N, H, W] of 1×1 maps as a matrix [C, N]. */
function matrixOf(tape: Tape, x: Tensor): Tensor {
  return reshape(tape, x, [sizeOf(x, 0), sizeOf(x, 1)]);
}

function weightedTotal(tape: Tape, terms: readonly LossTerm[]): Tensor {
  const weighted = terms.map(({ weight, value }) => scale(tape, value, weight));
  const [first, ...rest] = weighted;
  if (first === undefined) throw new Error('A loss needs at least one term.');
  return rest.reduce((sum, term) => add(tape, sum, term), first);
}

/** The gradients of all parameters in a row; zeros where the loss does not depend on a parameter. */
function flatGradient(builder: DifferentiableBuilder): Tensor {
  const { emit } = builder.tape;
  const parts = builder.parameters.slices.map((slice) => {
    const gradient = builder.gradientOf(slice);
    return gradient ? emit.reshape(gradient, [slice.size]) : emit.zeros([slice.size]);
  });
  return emit.concat(parts, 0);
}

import fc from 'fast-check';
import { float, int, ints, text, type OnnxModel } from '../../electron/engine/onnx/onnx-model.ts';
import { seededRandom, type Random } from '../synthesis/people/random.ts';
import { OnnxGraphBuilder } from '../../electron/engine/onnx/onnx-builder.ts';
import { withoutUnusedNodes } from './unused-nodes.ts';

/** A small network of convolutions, drawn by seed: dead channels, tiny weights, constants, bypasses, poolings. */
export interface RandomGraph {
  readonly seed: number;
  readonly blocks: number;
  /** Share of the filters that are zeros. */
  readonly dead: number;
}

/** Height and width of the input; it has three channels. */
export const GRAPH_INPUT = [1, 3, 9, 7] as const;

export const anyGraph: fc.Arbitrary<RandomGraph> = fc.record({
  seed: fc.nat(),
  blocks: fc.integer({ min: 1, max: 4 }),
  dead: fc.constantFrom(0, 0.3, 0.7, 1),
});

export function randomGraph({ seed, blocks, dead }: RandomGraph): OnnxModel {
  const random = seededRandom(seed);
  const graph = new OnnxGraphBuilder('random');
  const draw = new LayerDraw(graph, random, dead);
  let x = { tensor: graph.input('x', GRAPH_INPUT), channels: 3 };
  x = draw.convolution(x, 1 + random.below(20));
  for (let i = 0; i < blocks; i++) {
    let y = draw.convolution(draw.activation(x), 1 + random.below(20));
    y = draw.activation(draw.depthwise(draw.activation(y)));
    if (random.chance(0.3)) y = draw.pooling(y);
    y = draw.convolution(y, x.channels);
    x = random.chance(0.5) ? { ...x, tensor: graph.node('Add', [x.tensor, y.tensor]) } : y;
  }
  x = draw.convolution(draw.activation(x), 4);
  graph.output(x.tensor, ['n', 4, 'h', 'w'], 'y');
  return withoutUnusedNodes(graph.build());
}

interface Layer {
  readonly tensor: string;
  readonly channels: number;
}

class LayerDraw {
  readonly #graph: OnnxGraphBuilder;
  readonly #random: Random;
  readonly #dead: number;

  constructor(graph: OnnxGraphBuilder, random: Random, dead: number) {
    this.#graph = graph;
    this.#random = random;
    this.#dead = dead;
  }

  convolution(x: Layer, filters: number): Layer {
    const kernel = this.#random.chance(0.4) ? 3 : 1;
    return this.#convolve(x, filters, [filters, x.channels, kernel, kernel], 1);
  }

  depthwise(x: Layer): Layer {
    const kernel = this.#random.chance(0.7) ? 3 : 1;
    return this.#convolve(x, x.channels, [x.channels, 1, kernel, kernel], x.channels);
  }

  activation(x: Layer): Layer {
    const graph = this.#graph;
    const random = this.#random;
    const perChannel = [random.chance(0.5) ? [x.channels, 1, 1] : [1, x.channels, 1, 1]].flat();
    const slopes = graph.floats(perChannel, this.#numbers(x.channels));
    const one = graph.floats([], [random.normal()]);
    switch (random.below(7)) {
      case 0:
        return { ...x, tensor: graph.node('Relu', [x.tensor]) };
      case 1:
        return { ...x, tensor: graph.node('PRelu', [x.tensor, slopes]) };
      case 2: {
        const scaled = graph.node('Mul', [slopes, x.tensor]);
        return { ...x, tensor: graph.node('Max', [x.tensor, scaled]) };
      }
      case 3: {
        const least = graph.node('Min', [x.tensor, one]);
        const scaled = graph.node('Mul', [least, slopes]);
        return { ...x, tensor: graph.node('Add', [x.tensor, scaled]) };
      }
      case 4:
        return { ...x, tensor: graph.node('LeakyRelu', [x.tensor], { alpha: float(0.2) }) };
      case 5:
        return { ...x, tensor: graph.node('Sub', [x.tensor, slopes]) };
      default:
        return x;
    }
  }

  /** Keeps the size, so that bypasses fit. */
  pooling(x: Layer): Layer {
    const op = this.#random.chance(0.5) ? 'MaxPool' : 'AveragePool';
    const window = { kernel_shape: ints(3, 3), strides: ints(1, 1), pads: ints(1, 1, 1, 1) };
    const counted = op === 'AveragePool' ? { count_include_pad: int(this.#random.below(2)) } : {};
    return { ...x, tensor: this.#graph.node(op, [x.tensor], { ...window, ...counted }) };
  }

  #convolve(x: Layer, filters: number, dims: number[], group: number): Layer {
    const graph = this.#graph;
    const random = this.#random;
    const size = dims.slice(1).reduce((product, axis) => product * axis, 1);
    const kernel = Float32Array.from({ length: filters * size }, () => random.normal() / size);
    for (let filter = 0; filter < filters; filter++) {
      if (random.chance(this.#dead)) kernel.fill(0, filter * size, (filter + 1) * size);
    }
    const inputs = [x.tensor, graph.floats(dims, kernel)];
    if (random.chance(0.8)) inputs.push(graph.floats([filters], this.#numbers(filters)));
    const [, , height = 1] = dims;
    const padding = random.chance(0.5)
      ? { pads: ints(...Array<number>(4).fill((height - 1) / 2)) }
      : { auto_pad: text('SAME_UPPER') };
    const tensor = graph.node('Conv', inputs, { group: int(group), ...padding });
    return { tensor, channels: filters };
  }

  /** Zeros among them. */
  #numbers(count: number): Float32Array {
    const random = this.#random;
    return Float32Array.from({ length: count }, () => (random.chance(0.3) ? 0 : random.normal()));
  }
}

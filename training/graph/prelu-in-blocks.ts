import {
  floatTensor,
  int,
  ints,
  type OnnxModel,
  type OnnxNode,
  type OnnxTensor,
} from '../../electron/engine/onnx/onnx-model.ts';
import { isPerChannel, weightsOf, type Weights } from './channel-groups.ts';
import { withoutUnusedNodes } from './unused-nodes.ts';

/** A PReLU found in a graph: x where x > 0, slope · x elsewhere, a slope a channel. */
interface Prelu {
  readonly input: string;
  readonly slopes: Float32Array;
}

/**
 * Writes PReLU as slope · x + (1 − slope) · relu(x), both factors as depthwise 1×1 convolutions.
 *
 * onnxruntime keeps what convolutions make in blocks of channels (its NCHWc layout) as long as only convolutions,
 * pooling, Relu and Add follow. A PRelu, or Max and Mul in its place, costs two changes of layout and a broadcast each
 * time, which took more than half of FaceMesh's time.
 *
 * Found are PRelu, max(x, slope · x), and x + (slope − 1) · min(x, 0). Others of one slope for all channels stay.
 */
export function preluInBlocks(model: OnnxModel): OnnxModel {
  const { graph } = model;
  const finder = new PreluFinder(graph.nodes, weightsOf(graph));
  const made: OnnxTensor[] = [];
  const nodes = graph.nodes.flatMap((node) => {
    const prelu = finder.find(node);
    const [output] = node.outputs;
    if (prelu === null || output === undefined) return [node];
    const written = writtenInBlocks(prelu, output);
    made.push(...written.factors);
    return written.nodes;
  });
  if (made.length === 0) return model;
  const initializers = [...graph.initializers, ...made];
  return withoutUnusedNodes({ ...model, graph: { ...graph, nodes, initializers } });
}

function writtenInBlocks({ input, slopes }: Prelu, output: string) {
  const factors: OnnxTensor[] = [];
  const node = (op: string, inputs: string[], name: string): OnnxNode => ({
    name: `${name}/${op}`,
    op,
    domain: '',
    inputs,
    outputs: [name],
    attributes: {},
  });
  const scaled = (x: string, by: Float32Array, name: string): OnnxNode => {
    const factor = floatTensor(`${name}/factor`, [by.length, 1, 1, 1], by);
    factors.push(factor);
    const attributes = { group: int(by.length), kernel_shape: ints(1, 1) };
    return { ...node('Conv', [x, factor.name], name), attributes };
  };
  const [positive, straight, bend] = ['positive', 'straight', 'bend'].map(
    (part) => `${output}/${part}`,
  ) as [string, string, string];
  const nodes = [
    node('Relu', [input], positive),
    scaled(input, slopes, straight),
    scaled(
      positive,
      slopes.map((slope) => 1 - slope),
      bend,
    ),
    node('Add', [straight, bend], output),
  ];
  return { nodes, factors };
}

class PreluFinder {
  readonly #weights: Weights;
  readonly #makers: ReadonlyMap<string, OnnxNode>;

  constructor(nodes: readonly OnnxNode[], weights: Weights) {
    this.#weights = weights;
    this.#makers = new Map(nodes.map((node) => [node.outputs[0] ?? '', node]));
  }

  find(node: OnnxNode): Prelu | null {
    const [a = '', b = ''] = node.inputs;
    switch (node.op) {
      case 'PRelu':
        return this.#prelu(a, this.#slopes(b));
      case 'Max':
        return node.inputs.length === 2 ? (this.#steepest(a, b) ?? this.#steepest(b, a)) : null;
      case 'Add':
        return this.#corrected(a, b) ?? this.#corrected(b, a);
      default:
        return null;
    }
  }

  /** max(x, slope · x), which is a PReLU where no slope exceeds 1. */
  #steepest(x: string, product: string): Prelu | null {
    const scaled = this.#product(product);
    if (scaled?.input !== x || scaled.slopes.some((slope) => slope > 1)) return null;
    return scaled;
  }

  /** x + (slope − 1) · min(x, 0). */
  #corrected(x: string, product: string): Prelu | null {
    const scaled = this.#product(product);
    const least = scaled === null ? undefined : this.#makers.get(scaled.input);
    if (scaled === null || least?.op !== 'Min' || least.inputs[0] !== x) return null;
    const zero = this.#weights.get(least.inputs[1] ?? '')?.values;
    if (zero?.length !== 1 || zero[0] !== 0) return null;
    return this.#prelu(
      x,
      scaled.slopes.map((bend) => bend + 1),
    );
  }

  #product(name: string): Prelu | null {
    const node = this.#makers.get(name);
    if (node?.op !== 'Mul') return null;
    const [x = '', factor = ''] = node.inputs;
    return this.#prelu(x, this.#slopes(factor));
  }

  #prelu(input: string, slopes: Float32Array | null): Prelu | null {
    return slopes === null ? null : { input, slopes };
  }

  /** A number a channel, of two channels or more; null for everything else. */
  #slopes(name: string): Float32Array | null {
    const constant = this.#weights.get(name);
    if (constant === undefined || constant.values.length < 2) return null;
    return isPerChannel(constant.dims, constant.values.length) ? constant.values : null;
  }
}

import { createHash } from 'node:crypto';
import type { OnnxGraph, OnnxModel, OnnxNode } from '../../electron/engine/onnx/onnx-model.ts';
import { weightsOf, type Weights } from './channel-groups.ts';
import { replaceConstants, type FloatConstant } from './replace-constants.ts';

/**
 * The network between two of the same graph: each weight is `share` of that of `a` and the rest of that of `b`. Between
 * a pretrained network and what it was trained to be, the mean of both is often better than either, on what was trained
 * for and on everything else (WiSE-FT: Wortsman et al., "Robust fine-tuning of zero-shot models", CVPR 2022).
 *
 * Nodes are matched by what they do, whatever they are called and in whatever order they stand; a convolution without a
 * bias has one of zeros. Throws a sentence when the graphs differ.
 *
 * @param share 0 to 1
 * @returns the graph of `a` with other weights
 */
export function averageWeights(a: OnnxModel, b: OnnxModel, share: number): OnnxModel {
  const matched = matchNodes(new Shapes(a.graph), new Shapes(b.graph));
  const [own, other] = [weightsOf(a.graph), weightsOf(b.graph)];
  return replaceConstants(a, (node) => {
    const twin = matched.get(node);
    if (twin === undefined) return null;
    const constants: Record<number, FloatConstant> = {};
    const places = Math.max(node.inputs.length, twin.inputs.length);
    for (let place = 0; place < places; place++) {
      const averaged = average(
        own.get(node.inputs[place] ?? ''),
        other.get(twin.inputs[place] ?? ''),
        share,
      );
      if (averaged !== null) constants[place] = averaged;
    }
    return Object.keys(constants).length === 0 ? null : { constants };
  });
}

/** Null where neither has a constant; one that is missing is zeros. */
function average(
  a: FloatConstant | undefined,
  b: FloatConstant | undefined,
  share: number,
): FloatConstant | null {
  const either = a ?? b;
  if (either === undefined) return null;
  const { dims, values } = either;
  const mixed = values.map(
    (_, i) => share * (a?.values[i] ?? 0) + (1 - share) * (b?.values[i] ?? 0),
  );
  return { dims, values: mixed };
}

const differ = (what: string): Error =>
  new Error(
    `The weights of two networks cannot be averaged, because they are of different graphs: ${what}. Give a network that was trained from the other.`,
  );

/** What is computed for each tensor of a graph, as a hash of everything before it; numbers of weights, not values. */
class Shapes {
  readonly makers: ReadonlyMap<string, OnnxNode>;
  readonly outputs: readonly string[];
  readonly #inputs: ReadonlySet<string>;
  readonly #weights: Weights;
  readonly #known = new Map<string, string>();

  constructor({ nodes, inputs, outputs, initializers }: OnnxGraph) {
    this.makers = new Map(nodes.flatMap((node) => node.outputs.map((name) => [name, node])));
    this.outputs = outputs.map(({ name }) => name);
    this.#inputs = new Set(inputs.map(({ name }) => name));
    this.#weights = weightsOf({ name: '', nodes, inputs, outputs, initializers });
  }

  of(tensor: string): string {
    const known = this.#known.get(tensor);
    if (known !== undefined) return known;
    const shape = this.#describe(tensor);
    this.#known.set(tensor, shape);
    return shape;
  }

  #describe(tensor: string): string {
    const node = this.makers.get(tensor);
    if (node === undefined) {
      if (this.#inputs.has(tensor)) return 'input';
      return `constant of ${this.#weights.get(tensor)?.values.length ?? 'no'} floats`;
    }
    const operands = node.op === 'Conv' ? node.inputs.slice(0, 2) : node.inputs;
    const shapes = operands.map((name) => this.of(name));
    if (isCommutative(node)) shapes.sort();
    const attributes = JSON.stringify(node.attributes['group'] ?? null);
    return createHash('sha256')
      .update(JSON.stringify([node.op, attributes, ...shapes]))
      .digest('hex');
  }
}

const isCommutative = ({ op }: OnnxNode): boolean => op === 'Add' || op === 'Mul';

/** Each node of the first graph that is needed, with the one of the second that does the same. */
function matchNodes(a: Shapes, b: Shapes): ReadonlyMap<OnnxNode, OnnxNode> {
  if (a.outputs.length !== b.outputs.length) throw differ('one has more outputs');
  const matched = new Map<OnnxNode, OnnxNode>();
  const open = a.outputs.map((name, i) => [name, b.outputs[i] ?? ''] as const);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [own, other] = next;
    if (a.of(own) !== b.of(other)) throw differ(`${own} is computed otherwise than ${other}`);
    const [node, twin] = [a.makers.get(own), b.makers.get(other)];
    if (node === undefined || twin === undefined || matched.has(node)) continue;
    const isSwapped =
      isCommutative(node) && a.of(node.inputs[0] ?? '') !== b.of(twin.inputs[0] ?? '');
    const inputs = isSwapped ? [...twin.inputs].reverse() : twin.inputs;
    matched.set(node, isSwapped ? { ...twin, inputs } : twin);
    // The third input of a convolution, its bias, is always a constant.
    const operands = node.op === 'Conv' ? node.inputs.slice(0, 2) : node.inputs;
    operands.forEach((name, place) => open.push([name, inputs[place] ?? '']));
  }
  return matched;
}

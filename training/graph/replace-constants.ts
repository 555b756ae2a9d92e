import {
  floatTensor,
  type OnnxAttributes,
  type OnnxModel,
  type OnnxNode,
  type OnnxTensor,
} from '../../electron/engine/onnx/onnx-model.ts';

/** A constant of 32-bit floats, without its name. */
export interface FloatConstant {
  readonly dims: readonly number[];
  readonly values: Float32Array;
}

/** What of a node is replaced. */
export interface Replacement {
  /** Attributes to set. */
  readonly attributes?: OnnxAttributes;
  /** New constants by place among the inputs. */
  readonly constants: Readonly<Record<number, FloatConstant>>;
}

/** Replaces constants node by node; a node that shared one has its own from then on. The old ones stay, maybe unused. */
export function replaceConstants(
  model: OnnxModel,
  replacementOf: (node: OnnxNode) => Replacement | null,
): OnnxModel {
  const { graph } = model;
  const uses = new Map<string, number>();
  for (const name of graph.nodes.flatMap(({ inputs }) => inputs)) {
    uses.set(name, (uses.get(name) ?? 0) + 1);
  }
  const initializers = new Map<string, OnnxTensor>(
    graph.initializers.map((tensor) => [tensor.name, tensor]),
  );
  const nodes = graph.nodes.map((node) => {
    const replacement = replacementOf(node);
    if (replacement === null) return node;
    const inputs = [...node.inputs];
    for (const [key, { dims, values }] of Object.entries(replacement.constants)) {
      const place = Number(key);
      const old = inputs[place] ?? '';
      const isOwn = old !== '' && uses.get(old) === 1;
      const name = isOwn ? old : `${node.outputs[0]}/input-${place}`;
      inputs[place] = name;
      initializers.set(name, floatTensor(name, dims, values));
    }
    return { ...node, inputs, attributes: { ...node.attributes, ...replacement.attributes } };
  });
  return { ...model, graph: { ...graph, nodes, initializers: [...initializers.values()] } };
}

import type { OnnxModel, OnnxNode } from '../../electron/engine/onnx/onnx-model.ts';

/** The model without the nodes and constants that no output depends on. */
export function withoutUnusedNodes(model: OnnxModel): OnnxModel {
  const { graph } = model;
  const used = new Set(graph.outputs.map(({ name }) => name));
  const nodes: OnnxNode[] = [];
  for (const node of graph.nodes.toReversed()) {
    if (!node.outputs.some((name) => used.has(name))) continue;
    for (const name of node.inputs) used.add(name);
    nodes.push(node);
  }
  const initializers = graph.initializers.filter(({ name }) => used.has(name));
  return { ...model, graph: { ...graph, nodes: nodes.toReversed(), initializers } };
}

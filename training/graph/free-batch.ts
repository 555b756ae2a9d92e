import {
  int64Tensor,
  integerValues,
  type OnnxModel,
  type OnnxNode,
  type OnnxValue,
} from '../../electron/engine/onnx/onnx-model.ts';

/**
 * Lets a network for one input take several at once: the first axis of inputs and outputs, of length one so far, gets
 * the name `axis`, and reshapes keep the length it has.
 *
 * Constants of the graph must fit any number by broadcasting. Throws where an input or output has no first axis of
 * length one.
 */
export function freeBatch(model: OnnxModel, axis: string): OnnxModel {
  const { graph } = model;
  const free = (value: OnnxValue): OnnxValue => {
    const [first, ...others] = value.dims;
    if (first === axis) return value;
    if (first !== 1)
      throw new Error(`${value.name} is no batch of one: ${value.dims.join(' × ')}.`);
    return { ...value, dims: [axis, ...others] };
  };
  const shapes = new Set(graph.nodes.filter(isReshape).map(({ inputs }) => inputs[1]));
  const initializers = graph.initializers.map((tensor) => {
    if (!shapes.has(tensor.name) || tensor.type !== 'int64') return tensor;
    const [first, ...others] = integerValues(tensor);
    // Zero stands for the length that is there.
    return first === 1 ? int64Tensor(tensor.name, tensor.dims, [0, ...others]) : tensor;
  });
  const inputs = graph.inputs.map(free);
  const outputs = graph.outputs.map(free);
  return { ...model, graph: { ...graph, initializers, inputs, outputs } };
}

const isReshape = ({ op, domain }: OnnxNode): boolean => op === 'Reshape' && domain === '';

import { ONNX_TYPE_BYTES, ONNX_TYPE_NUMBERS, elementCount } from './onnx-model.ts';
import type {
  OnnxAttribute,
  OnnxDimension,
  OnnxGraph,
  OnnxModel,
  OnnxNode,
  OnnxTensor,
  OnnxValue,
} from './onnx-model.ts';
import { ProtobufWriter } from './onnx-protobuf.ts';

/** `AttributeProto.AttributeType`. */
const ATTRIBUTE_TYPE_NUMBERS: Readonly<Record<OnnxAttribute['kind'], number>> = {
  float: 1,
  int: 2,
  string: 3,
  tensor: 4,
  floats: 6,
  ints: 7,
  strings: 8,
};

/**
 * The bytes of an `.onnx` file. Field numbers are those of onnx.proto.
 *
 * Equal models give equal bytes. Throws when a tensor's data do not fill its shape.
 */
export function writeModel(model: OnnxModel): Uint8Array {
  const message = new ProtobufWriter()
    .int(1, model.irVersion)
    .text(2, model.producer)
    .message(7, graphMessage(model.graph));
  for (const [domain, version] of Object.entries(model.opsets)) {
    message.message(8, new ProtobufWriter().text(1, domain).int(2, version));
  }
  return message.finish();
}

function graphMessage(graph: OnnxGraph): ProtobufWriter {
  const message = new ProtobufWriter();
  for (const node of graph.nodes) message.message(1, nodeMessage(node));
  message.text(2, graph.name);
  for (const tensor of graph.initializers) message.message(5, tensorMessage(tensor));
  for (const input of graph.inputs) message.message(11, valueMessage(input));
  for (const output of graph.outputs) message.message(12, valueMessage(output));
  return message;
}

function nodeMessage(node: OnnxNode): ProtobufWriter {
  const message = new ProtobufWriter();
  for (const input of node.inputs) message.text(1, input);
  for (const output of node.outputs) message.text(2, output);
  message.text(3, node.name).text(4, node.op);
  for (const [name, attribute] of Object.entries(node.attributes)) {
    message.message(5, attributeMessage(name, attribute));
  }
  if (node.domain !== '') message.text(7, node.domain);
  return message;
}

function attributeMessage(name: string, attribute: OnnxAttribute): ProtobufWriter {
  const message = new ProtobufWriter().text(1, name);
  switch (attribute.kind) {
    case 'float':
      message.float32(2, attribute.value);
      break;
    case 'int':
      message.int(3, attribute.value);
      break;
    case 'string':
      message.text(4, attribute.value);
      break;
    case 'tensor':
      message.message(5, tensorMessage(attribute.value));
      break;
    case 'floats':
      for (const value of attribute.value) message.float32(7, value);
      break;
    case 'ints':
      for (const value of attribute.value) message.int(8, value);
      break;
    case 'strings':
      for (const value of attribute.value) message.text(9, value);
      break;
  }
  return message.int(20, ATTRIBUTE_TYPE_NUMBERS[attribute.kind]);
}

function tensorMessage(tensor: OnnxTensor): ProtobufWriter {
  const expected = elementCount(tensor.dims) * ONNX_TYPE_BYTES[tensor.type];
  if (tensor.data.length !== expected) {
    throw new Error(`Tensor ${tensor.name}: ${tensor.data.length} bytes instead of ${expected}.`);
  }
  const message = new ProtobufWriter();
  for (const dim of tensor.dims) message.int(1, dim);
  return message.int(2, ONNX_TYPE_NUMBERS[tensor.type]).text(8, tensor.name).bytes(9, tensor.data);
}

function valueMessage(value: OnnxValue): ProtobufWriter {
  const shape = new ProtobufWriter();
  for (const dim of value.dims) shape.message(1, dimensionMessage(dim));
  const tensorType = new ProtobufWriter().int(1, ONNX_TYPE_NUMBERS[value.type]).message(2, shape);
  const type = new ProtobufWriter().message(1, tensorType);
  return new ProtobufWriter().text(1, value.name).message(2, type);
}

function dimensionMessage(dim: OnnxDimension): ProtobufWriter {
  const message = new ProtobufWriter();
  return typeof dim === 'string' ? message.text(2, dim) : message.int(1, dim);
}

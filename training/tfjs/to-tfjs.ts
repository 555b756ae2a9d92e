import type { OnnxModel } from '../../electron/engine/onnx/onnx-model.ts';
import { FREE, GraphDef, type Dims, type TfjsFiles } from './graph-def.ts';
import {
  NodeInGraph,
  TO_CHANNELS_LAST,
  UnsupportedGraph,
  type MadeTensor,
} from './node-in-graph.ts';
import { OPERATORS } from './operators.ts';

/** Since 13 operators mean what they mean today; from 18 on the axes of reductions are no attributes. */
const OLDEST_OPSET = 13;
const NEWEST_OPSET = 17;

/**
 * A network of 32-bit floats in TensorFlow.js's own format, with the names of its inputs and outputs. The axes of an
 * input are in ONNX's order. Knows the operators that encoders are made of (`operators.ts`).
 *
 * Throws `UnsupportedGraph`, whose message names the first node that cannot be written.
 */
export function toTfjs({ graph, opsets }: OnnxModel): TfjsFiles {
  const opset = opsets[''] ?? 0;
  if (opset < OLDEST_OPSET || opset > NEWEST_OPSET) {
    const why = opset < OLDEST_OPSET ? `older than ${OLDEST_OPSET}` : `newer than ${NEWEST_OPSET}`;
    throw new UnsupportedGraph(`It uses operator set ${opset}, ${why}.`);
  }
  const written = new GraphDef();
  const constants = new Map(graph.initializers.map((tensor) => [tensor.name, tensor]));
  const made = new Map<string, MadeTensor>();
  for (const input of graph.inputs) {
    const dims = input.dims.map((size) => (typeof size === 'number' ? size : FREE));
    const given = written.input(input.name, dims);
    const isImage = dims.length === 4;
    const name = isImage
      ? written.transpose(`${given}/channels-last`, given, TO_CHANNELS_LAST)
      : given;
    made.set(input.name, { name, dims });
  }
  for (const node of graph.nodes) {
    const operator = node.domain === '' ? OPERATORS[node.op] : undefined;
    const at = new NodeInGraph(node, written, constants, made);
    const dims = (operator ?? at.refuse('is of a kind that is not known here'))(at);
    made.set(at.output, { name: at.output, dims });
  }
  return written.finish(new Map(graph.outputs.map(({ name }) => [name, answerOf(name, made)])));
}

function answerOf(name: string, made: ReadonlyMap<string, MadeTensor>): Dims {
  const dims = made.get(name)?.dims;
  if (dims === undefined) throw new UnsupportedGraph(`Nothing makes its output "${name}".`);
  if (dims.length === 4) throw new UnsupportedGraph(`Its output "${name}" is an image.`);
  return dims;
}

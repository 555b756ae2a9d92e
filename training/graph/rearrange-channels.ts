import { int, type OnnxModel } from '../../electron/engine/onnx/onnx-model.ts';
import { channelRole, isPerChannel, weightsOf, type ChannelGroup } from './channel-groups.ts';
import { replaceConstants, type FloatConstant, type Replacement } from './replace-constants.ts';
import { withoutUnusedNodes } from './unused-nodes.ts';

/**
 * Gives a group of channels other ones, by their old numbers. A channel named several times is shared out: each copy
 * counts for its part where channels are mixed. Null stands for a new channel, all zeros.
 */
export function rearrangeChannels(
  model: OnnxModel,
  group: ChannelGroup,
  order: readonly (number | null)[],
): OnnxModel {
  return withoutUnusedNodes(rearrangeReaders(rearrangeMembers(model, group, order), group, order));
}

/** What each filter of a kernel has for channel `c`. */
export function columnsOf({ dims, values }: FloatConstant, c: number): Float32Array[] {
  const [filters = 0, channels = 0] = dims;
  const size = windowSize(dims);
  return Array.from({ length: filters }, (_, filter) => {
    const at = (filter * channels + c) * size;
    return values.subarray(at, at + size);
  });
}

/** Where the channels are made and passed on. */
function rearrangeMembers(
  model: OnnxModel,
  group: ChannelGroup,
  order: readonly (number | null)[],
): OnnxModel {
  const weights = weightsOf(model.graph);
  return replaceConstants(model, (node): Replacement | null => {
    if (!group.tensors.has(node.outputs[0] ?? '')) return null;
    const constants: Record<number, FloatConstant> = {};
    for (const [place, name] of node.inputs.entries()) {
      const constant = weights.get(name);
      if (constant === undefined) continue;
      const { dims } = constant;
      const axis = node.op === 'Conv' ? 0 : dims.length - 3;
      if (node.op !== 'Conv' && !isPerChannel(dims, group.channels)) continue;
      constants[place] = {
        dims: dims.with(axis, order.length),
        values: rowsOf(constant.values, group.channels, order),
      };
    }
    const isDepthwise = channelRole(node, weights) === 'depthwise';
    return { constants, attributes: isDepthwise ? { group: int(order.length) } : {} };
  });
}

/** Where the channels are mixed with each other. */
function rearrangeReaders(
  model: OnnxModel,
  group: ChannelGroup,
  order: readonly (number | null)[],
): OnnxModel {
  const weights = weightsOf(model.graph);
  const readers = new Set(group.readers.map(({ outputs }) => outputs[0]));
  return replaceConstants(model, (node): Replacement | null => {
    const kernel = weights.get(node.inputs[1] ?? '');
    if (!readers.has(node.outputs[0]) || kernel === undefined) return null;
    const size = windowSize(kernel.dims);
    const values = new Float32Array((kernel.dims[0] ?? 0) * order.length * size);
    for (const [place, c] of order.entries()) {
      if (c === null) continue;
      const copies = order.filter((other) => other === c).length;
      for (const [filter, column] of columnsOf(kernel, c).entries()) {
        const part = column.map((w) => w / copies);
        values.set(part, (filter * order.length + place) * size);
      }
    }
    return { constants: { 1: { dims: kernel.dims.with(1, order.length), values } } };
  });
}

/** Rows of equal length, one a channel; null gives zeros. */
function rowsOf(
  values: Float32Array,
  channels: number,
  order: readonly (number | null)[],
): Float32Array {
  const size = values.length / channels;
  const rows = new Float32Array(order.length * size);
  for (const [place, c] of order.entries()) {
    if (c !== null) rows.set(values.subarray(c * size, (c + 1) * size), place * size);
  }
  return rows;
}

const windowSize = (dims: readonly number[]): number =>
  dims.slice(2).reduce((product, axis) => product * axis, 1);

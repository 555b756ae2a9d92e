import type { OnnxModel } from '../../electron/engine/onnx/onnx-model.ts';
import { channelRole, findChannelGroups, weightsOf, type ChannelGroup } from './channel-groups.ts';
import { rearrangeChannels } from './rearrange-channels.ts';

/**
 * The opposite of cutting dead channels, to measure what that is worth: widens the groups of channels that go through
 * a depthwise window of more than one pixel, in order, to `widths`. New channels are zeros, spread among the others.
 *
 * Throws where there are other groups than `widths`, or wider ones.
 */
export function addDeadChannels(model: OnnxModel, widths: readonly number[]): OnnxModel {
  const count = filteredGroups(model).length;
  if (count !== widths.length) {
    throw new Error(`${count} groups of channels are no ${widths.length} widths.`);
  }
  let widened = model;
  for (const [place, width] of widths.entries()) {
    const group = filteredGroups(widened)[place];
    if (group === undefined) throw new Error(`There is no group ${place} any more.`);
    widened = rearrangeChannels(widened, group, spread(group.channels, width));
  }
  return widened;
}

function filteredGroups({ graph }: OnnxModel): ChannelGroup[] {
  const weights = weightsOf(graph);
  const filtered = graph.nodes.filter(
    (node) =>
      channelRole(node, weights) === 'depthwise' &&
      (weights.get(node.inputs[1] ?? '')?.dims[2] ?? 1) > 1,
  );
  return findChannelGroups(graph).groups.filter(({ tensors }) =>
    filtered.some(({ outputs }) => tensors.has(outputs[0] ?? '')),
  );
}

/** Channels 0 to `channels` − 1 in order, with nulls between them. */
function spread(channels: number, width: number): (number | null)[] {
  if (width < channels) throw new Error(`${channels} channels do not fit into ${width}.`);
  const order = Array<number | null>(width).fill(null);
  for (let c = 0; c < channels; c++) order[Math.floor((c * width) / channels)] = c;
  return order;
}

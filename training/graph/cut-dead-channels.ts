import type { OnnxModel, OnnxNode } from '../../electron/engine/onnx/onnx-model.ts';
import {
  findChannelGroups,
  hasPadding,
  weightsOf,
  type ChannelGroup,
  type ChannelGroups,
  type Weights,
} from './channel-groups.ts';
import { columnsOf, rearrangeChannels } from './rearrange-channels.ts';
import { replaceConstants, type FloatConstant } from './replace-constants.ts';

/** onnxruntime computes channels in blocks of 8 (AVX2) or 16 (AVX-512), and depthwise ones fast in full blocks alone. */
const CHANNEL_BLOCK = 16;

interface Cut {
  readonly group: ChannelGroup;
  /** Numbers of the channels that tell something about the input, in order. */
  readonly live: readonly number[];
}

/**
 * The model without the channels that tell nothing about its input: same outputs, fewer weights.
 *
 * A channel is dead where each convolution that mixes it with others either has zeros for it or sees the same number
 * at every place, which then goes into that convolution's bias. (Under padding only zero is the same number at every
 * place: the edge reads zeros.) Zero means zero: see `flushTinyWeights` for weights that nearly are.
 *
 * So many channels stay that they fill blocks of `block`: where live ones are too few, some stand in twice and each
 * copy counts half (Net2WiderNet: Chen, Goodfellow, Shlens, "Net2Net", ICLR 2016, section 2.2). Groups of channels
 * without a dead one stay as they are.
 */
export function cutDeadChannels(model: OnnxModel, block = CHANNEL_BLOCK): OnnxModel {
  let current = model;
  for (;;) {
    const found = findChannelGroups(current.graph);
    const cut = findCut(found, weightsOf(current.graph));
    if (cut === null) return current;
    const folded = foldConstants(current, cut, found.constants);
    current = rearrangeChannels(folded, cut.group, fillBlocks(cut, block));
  }
}

function findCut({ groups, constants }: ChannelGroups, weights: Weights): Cut | null {
  for (const group of groups) {
    const { channels, readers } = group;
    if (readers.length === 0 || channels < 2) continue;
    const live = Array.from({ length: channels }, (_, c) => c).filter((c) =>
      readers.some((reader) => needs(reader, c, weights, constants)),
    );
    if (live.length < channels) return { group, live };
  }
  return null;
}

/** The live channels and so many copies that blocks are full, each copy beside what it is one of. */
function fillBlocks({ group, live }: Cut, block: number): (number | null)[] {
  // No convolution has no channels: one of zeros is left.
  if (live.length === 0) return [null];
  const count = Math.min(group.channels, Math.ceil(live.length / block) * block);
  const filled = Array.from({ length: count }, (_, i) => live[i % live.length] ?? 0);
  return filled.sort((a, b) => a - b);
}

/** Whether a convolution loses something with channel `c` of what it reads. */
function needs(
  reader: OnnxNode,
  c: number,
  weights: Weights,
  constants: ChannelGroups['constants'],
): boolean {
  const [input = '', name = ''] = reader.inputs;
  const kernel = weights.get(name);
  if (kernel === undefined || columnsOf(kernel, c).every(isZero)) return false;
  const constant = constants.get(input)?.[c] ?? NaN;
  return Number.isNaN(constant) || (constant !== 0 && hasPadding(reader));
}

/** Adds what dead channels say at every place to the biases of the convolutions that read them. */
function foldConstants(
  model: OnnxModel,
  { group, live }: Cut,
  constants: ChannelGroups['constants'],
): OnnxModel {
  const weights = weightsOf(model.graph);
  const isLive = new Set(live);
  const dead = Array.from({ length: group.channels }, (_, c) => c).filter((c) => !isLive.has(c));
  return replaceConstants(model, (node) => {
    const [input = '', name = '', biasName = ''] = node.inputs;
    const kernel = weights.get(name);
    if (!group.readers.includes(node) || kernel === undefined) return null;
    const bias = Float64Array.from(biasOf(weights.get(biasName), kernel));
    for (const c of dead) {
      const constant = constants.get(input)?.[c] ?? NaN;
      for (const [filter, column] of columnsOf(kernel, c).entries()) {
        // A channel that varies is dead only where its weights are zero.
        if (isZero(column)) continue;
        bias[filter] = (bias[filter] ?? 0) + constant * column.reduce((sum, w) => sum + w, 0);
      }
    }
    return { constants: { 2: { dims: [bias.length], values: Float32Array.from(bias) } } };
  });
}

const biasOf = (bias: FloatConstant | undefined, kernel: FloatConstant): Float32Array =>
  bias?.values ?? new Float32Array(kernel.dims[0] ?? 0);

const isZero = (column: Float32Array): boolean => column.every((w) => w === 0);

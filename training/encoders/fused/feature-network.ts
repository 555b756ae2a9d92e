import type { OnnxModel } from '../../../electron/engine/onnx/onnx-model.ts';
import { INPUT_SIZE } from '../../../electron/engine/vision/fusion/template.ts';
import { preluInBlocks } from '../../graph/prelu-in-blocks.ts';
import { withoutUnusedNodes } from '../../graph/unused-nodes.ts';
import { COLOUR_FEATURES } from './colour-branch.ts';

/** Where `encoderGraph` puts the colour network. */
export const COLOUR_PREFIX = 'colour/';

/**
 * The network up to its last convolution, whose output is the feature before anything normalises it.
 * @param model 1×3×112×112 → 1×512, of any length
 * @returns 1×3×112×112 → 1×512×1×1
 */
export function featureNetwork(model: OnnxModel): OnnxModel {
  const written = preluInBlocks(model);
  const { nodes } = written.graph;
  const feature = nodes.findLast(({ op }) => op === 'Conv')?.outputs[0];
  if (feature === undefined) throw new Error('A network without a convolution has no feature.');
  const dims = [1, COLOUR_FEATURES, 1, 1];
  const outputs = [{ name: feature, type: 'float32' as const, dims }];
  return withoutUnusedNodes({ ...written, graph: { ...written.graph, outputs } });
}

/** The colour network of an encoder that `encoderGraph` made. Throws a sentence when it is no such encoder. */
export function colourNetworkOf(encoder: OnnxModel): OnnxModel {
  const { graph } = encoder;
  const nodes = graph.nodes.filter(({ outputs: [output] }) => output?.startsWith(COLOUR_PREFIX));
  const last = nodes.findLast(({ op }) => op === 'Conv')?.outputs[0];
  const input = nodes[0]?.inputs[0];
  if (last === undefined || input === undefined) {
    throw new Error(
      'This is no encoder that `depthlock train fused` made: it has no colour network.',
    );
  }
  return featureNetwork({
    ...encoder,
    graph: {
      ...graph,
      nodes,
      inputs: [{ name: input, type: 'float32', dims: [1, 3, INPUT_SIZE, INPUT_SIZE] }],
      outputs: [{ name: last, type: 'float32', dims: [1, COLOUR_FEATURES, 1, 1] }],
    },
  });
}

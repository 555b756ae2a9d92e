import { HEAD_GUESS_NUMBERS } from '../../electron/engine/vision/head-in-depth/head-guess.ts';
import type { Feature, Network, NetworkBuilder } from '../autograd/network/network.ts';

const FILTERS = [16, 32, 64, 96] as const;
const HIDDEN = 128;

/** A window of depth, 1 × 64 × 64 → 9 numbers (`head-guess.ts`). Four halving convolutions and two full layers. */
export const headPoseNetwork: Network = (build, input) => {
  const maps = FILTERS.reduce((x, filters, i) => halve(build, x, `conv${i + 1}`, filters), input);
  const hidden = build.linear(maps, { name: 'hidden', outputs: HIDDEN });
  return build.linear(build.relu(hidden), { name: 'guess', outputs: HEAD_GUESS_NUMBERS });
};

function halve(build: NetworkBuilder, x: Feature, name: string, filters: number): Feature {
  const y = build.convolution(x, { name, filters, kernel: 3, stride: 2, padding: 1, bias: false });
  return build.relu(build.batchNorm(y, { name: `${name}.norm` }));
}

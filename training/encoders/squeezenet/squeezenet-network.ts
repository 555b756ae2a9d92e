import type { Feature, Network, NetworkBuilder } from '../../autograd/network/network.ts';

/** What is cut off all round, pixels: the face fills the middle 96 × 96, and the rest would only cost time. */
const MARGIN = 8;
/** Numbers of the embedding. */
const OUTPUTS = 128;

interface FireModule {
  readonly name: string;
  readonly squeeze: number;
  /** Filters of the 1×1 and of the 3×3 expansion, each. */
  readonly expand: number;
}

/** Fire modules between the poolings; the second of each pair is bypassed. */
const STAGES: readonly (readonly FireModule[])[] = [
  [
    { name: 'fire2', squeeze: 12, expand: 32 },
    { name: 'fire3', squeeze: 12, expand: 32 },
  ],
  [
    { name: 'fire4', squeeze: 20, expand: 72 },
    { name: 'fire5', squeeze: 20, expand: 72 },
  ],
  [
    { name: 'fire6', squeeze: 32, expand: 128 },
    { name: 'fire7', squeeze: 32, expand: 128 },
    { name: 'fire8', squeeze: 48, expand: 192 },
    { name: 'fire9', squeeze: 48, expand: 192 },
  ],
];

/**
 * One network for colour and depth: SqueezeNet (Iandola et al., 2016, table 1) with simple bypass (its section 6),
 * batch norm, four input channels, fewer filters where maps are large, and a spatial weighting at the end instead of
 * an average, since where on a face something lies matters (MobileFaceNets, Chen et al., 2018, section 3.2).
 *
 * 4 × 112 × 112 → 128 of unit length.
 */
export const squeezeNet: Network = (build, input) => {
  let x = build.convolution(build.crop(input, MARGIN), {
    name: 'conv1',
    filters: 16,
    kernel: 3,
    stride: 2,
    padding: 1,
    bias: false,
  });
  x = build.relu(build.batchNorm(x, { name: 'conv1.norm' }));
  for (const stage of STAGES) {
    x = build.maxPool(x, 2, 2);
    for (const module of stage) x = fire(build, x, module);
  }
  x = build.depthwise(x, { name: 'place', kernel: x.height, bias: false });
  x = build.batchNorm(x, { name: 'place.norm' });
  return build.unitLength(build.linear(x, { name: 'embedding', outputs: OUTPUTS }));
};

function fire(build: NetworkBuilder, x: Feature, { name, squeeze, expand }: FireModule): Feature {
  const layer = (from: Feature, part: string, filters: number, kernel: 1 | 3): Feature => {
    const full = `${name}.${part}`;
    const padding = kernel === 3 ? 1 : 0;
    const y = build.convolution(from, { name: full, filters, kernel, padding, bias: false });
    return build.relu(build.batchNorm(y, { name: `${full}.norm` }));
  };
  const squeezed = layer(x, 'squeeze', squeeze, 1);
  const expanded = build.concat([
    layer(squeezed, 'expand1', expand, 1),
    layer(squeezed, 'expand3', expand, 3),
  ]);
  return expanded.channels === x.channels ? build.add(expanded, x) : expanded;
}

import type { Feature, Network, NetworkBuilder } from '../../autograd/network/network.ts';
import { CROP_SIZE } from './fixed-crop.ts';

const DENSE = 512;
/** Share of numbers that dropout hides. */
export const DROPOUT_RATE = 0.2;
/** Channels of each dropout mask, by feed. */
export const DROPOUT_CHANNELS = { 'dropout.features': 128, 'dropout.dense': DENSE } as const;

/** Channels, height and width of the input. */
export const ARTICLE_INPUT = [4, CROP_SIZE, CROP_SIZE] as const;

/**
 * The network of "How I implemented iPhone X's FaceID using Deep Learning in Python" (N. Di Palo, 2018), layer by
 * layer: 4 × 200 × 200 → 128 of unit length. 31.7 of its 32 million parameters are one dense layer. Only the dropout
 * of the maps differs: whole channels instead of single numbers.
 */
export const articleNetwork: Network = (build, input) => {
  let x = build.convolution(input, { name: 'conv1', filters: 64, kernel: 5, stride: 2 });
  x = build.relu(build.batchNorm(x, { name: 'conv1.norm' }));
  x = build.maxPool(x, 3, 2);
  x = fires(build, x, 'a', [16, 16]);
  x = build.maxPool(x, 3, 2);
  x = fires(build, x, 'b', [32, 32]);
  x = build.maxPool(x, 3, 2);
  x = fires(build, x, 'c', [48, 48, 64, 64]);
  x = build.dropout(x, { feed: 'dropout.features', per: 'channel' });
  x = build.relu(build.convolution(x, { name: 'features', filters: 512, kernel: 1 }));
  x = build.relu(build.linear(x, { name: 'dense', outputs: DENSE }));
  x = build.dropout(x, { feed: 'dropout.dense', per: 'channel' });
  return build.unitLength(build.linear(x, { name: 'embedding', outputs: 128 }));
};

/** Fire modules that squeeze to as many filters as each of their two expansions has. */
function fires(
  build: NetworkBuilder,
  input: Feature,
  stage: string,
  filters: readonly number[],
): Feature {
  let x = input;
  filters.forEach((count, i) => {
    const layer = (from: Feature, part: string, kernel: 1 | 3): Feature =>
      build.relu(
        build.convolution(from, {
          name: `fire-${stage}${i}.${part}`,
          filters: count,
          kernel,
          padding: kernel === 3 ? 1 : 0,
        }),
      );
    const squeezed = layer(x, 'squeeze', 1);
    x = build.concat([layer(squeezed, 'expand1', 1), layer(squeezed, 'expand3', 3)]);
  });
  return x;
}

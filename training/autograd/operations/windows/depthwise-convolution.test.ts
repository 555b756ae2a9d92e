import { describe, expect, it } from 'vitest';
import { channelBlock } from '../../network/channel-block.ts';
import { checkGradient, LINEAR_STEP } from '../../check-gradient.ts';
import { depthwiseConvolution } from './depthwise-convolution.ts';

const WINDOWS = [
  { kernel: 3, stride: 1, padding: 1, height: 4, width: 5 },
  { kernel: 3, stride: 2, padding: 1, height: 6, width: 6 },
  { kernel: 3, stride: 2, padding: 1, height: 5, width: 6 },
  { kernel: 3, stride: 2, padding: 0, height: 6, width: 7 },
  { kernel: 5, stride: 1, padding: 2, height: 6, width: 6 },
  { kernel: 3, stride: 1, padding: 0, height: 3, width: 3 },
];

describe('depthwise convolution', () => {
  it.each(WINDOWS)(
    'passes the gradient on with plain channels: kernel $kernel, stride $stride, padding $padding on $height×$width',
    async (options) => {
      const { worst, length } = await check(3, 1, options);
      expect(length).toBeGreaterThan(1);
      expect(worst).toBeLessThan(1e-3);
    },
  );

  it.each(WINDOWS)(
    'and with blocked channels: kernel $kernel, stride $stride, padding $padding on $height×$width',
    async (options) => {
      const block = await channelBlock();
      const { worst, length } = await check(block, block, options);
      expect(length).toBeGreaterThan(1);
      expect(worst).toBeLessThan(1e-3);
    },
  );

  it('refuses a stride that leaves pixels out', async () => {
    const options = { kernel: 1, stride: 2, padding: 0, height: 4, width: 4 };
    await expect(check(1, 1, options)).rejects.toThrow('Stride 2 exceeds the kernel of 1.');
  });
});

function check(channels: number, block: number, options: (typeof WINDOWS)[number]) {
  const { height, width, ...window } = options;
  return checkGradient(
    [[channels, 2, height, width], [channels, 1, window.kernel, window.kernel], [channels]],
    (tape, x, weights, bias) => depthwiseConvolution(tape, x, weights, bias, window, block),
    { step: LINEAR_STEP },
  );
}

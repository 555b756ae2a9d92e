import { describe, expect, it } from 'vitest';
import { checkGradient, LINEAR_STEP } from '../../check-gradient.ts';
import { convolution } from './convolution.ts';

describe('convolution', () => {
  it.each([
    { kernel: 1, stride: 1, padding: 0, height: 4, width: 5 },
    { kernel: 1, stride: 2, padding: 0, height: 4, width: 5 },
    { kernel: 3, stride: 1, padding: 1, height: 4, width: 5 },
    { kernel: 3, stride: 1, padding: 0, height: 4, width: 5 },
    { kernel: 3, stride: 2, padding: 1, height: 6, width: 5 },
    { kernel: 3, stride: 2, padding: 0, height: 6, width: 7 },
    { kernel: 5, stride: 3, padding: 2, height: 7, width: 8 },
  ])(
    'passes the gradient on: kernel $kernel, stride $stride, padding $padding on $height×$width',
    async ({ height, width, ...window }) => {
      const { kernel } = window;
      const { worst, length } = await checkGradient(
        [[3, 2, height, width], [2, 3, kernel, kernel], [2]],
        (tape, x, weights, bias) => convolution(tape, x, weights, bias, window),
        { step: LINEAR_STEP },
      );
      expect(length).toBeGreaterThan(1);
      expect(worst).toBeLessThan(1e-3);
    },
  );

  it('refuses a window that does not fit', async () => {
    const window = { kernel: 5, stride: 1, padding: 0 };
    await expect(
      checkGradient(
        [
          [1, 1, 3, 3],
          [1, 1, 5, 5],
        ],
        (tape, x, weights) => convolution(tape, x, weights, undefined, window),
      ),
    ).rejects.toThrow('A window of 5 does not fit into 3 pixels.');
  });
});

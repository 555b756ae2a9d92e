import type { Tape } from '../../tape.ts';
import { sharedByRules } from '../../shared-by-rules.ts';
import { activationSizes, sizeOf } from '../../tensor.ts';
import type { Tensor } from '../../tensor.ts';
import { columnsOf, sumColumns } from './columns.ts';
import { windowOutput } from './window.ts';
import type { Window } from './window.ts';

/**
 * Two-dimensional convolution of x [C, N, H, W] with `weights` [filters, C, kernel, kernel] and `bias` [filters].
 *
 * Everything is a matrix product over columns (im2col); for 1×1 kernels the activation is its own columns. Because the
 * channels come first, neither this product nor its two gradients need a transpose.
 */
export function convolution(
  tape: Tape,
  x: Tensor,
  weights: Tensor,
  bias: Tensor | undefined,
  window: Window,
): Tensor {
  const { emit } = tape;
  const sizes = activationSizes(x);
  const [channels, batch] = sizes;
  const filters = sizeOf(weights, 0);
  const { kernel } = window;
  const output = windowOutput(x, window);
  const matrix = tapsFirst(tape, weights);
  const columns = columnsOf(emit, x, window);
  const column = bias && emit.reshape(bias, [filters, 1]);
  const product = emit.gemm(matrix, columns, { bias: column });
  const flat = sharedByRules((gradient) => emit.reshape(gradient, product.shape));
  return tape.record(emit.reshape(product, [filters, batch, ...output]), [
    [
      x,
      (gradient) => {
        const toColumns = emit.gemm(matrix, flat(gradient), { transposeA: true });
        return emit.reshape(sumColumns(emit, toColumns, sizes, window, output), x.shape);
      },
    ],
    [
      weights,
      (gradient) => {
        const toMatrix = emit.gemm(flat(gradient), columns, { transposeB: true });
        const taps = emit.reshape(toMatrix, [filters, kernel, kernel, channels]);
        return kernel === 1
          ? emit.reshape(taps, weights.shape)
          : emit.transpose(taps, [0, 3, 1, 2]);
      },
    ],
    ...(bias
      ? [
          [
            bias,
            (gradient: Tensor) => emit.reshape(emit.sumOver(flat(gradient), [1]), bias.shape),
          ] as const,
        ]
      : []),
  ]);
}

/** [filters, C, kernel, kernel] → [filters, kernel · kernel · C], the order of the columns. */
function tapsFirst({ emit }: Tape, weights: Tensor): Tensor {
  const [filters = 0, channels = 0, kernel = 0] = weights.shape;
  const ordered = kernel === 1 ? weights : emit.transpose(weights, [0, 2, 3, 1]);
  return emit.reshape(ordered, [filters, kernel * kernel * channels]);
}

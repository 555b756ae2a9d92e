import { int } from '../../../../electron/engine/onnx/onnx-model.ts';
import { sharedByRules } from '../../shared-by-rules.ts';
import type { Tape } from '../../tape.ts';
import { activationSizes, sizeOf } from '../../tensor.ts';
import type { Tensor } from '../../tensor.ts';
import { add } from '../arithmetic.ts';
import { ChannelLayout } from './channel-layout.ts';
import { reshape } from '../reductions.ts';
import { windowOutput } from './window.ts';
import type { Window } from './window.ts';

/**
 * Convolution of every channel of x [C, N, H, W] with its own kernel; `weights` [C, 1, kernel, kernel], `bias`
 * [C]. Throws when the stride exceeds the kernel.
 *
 * The gradient of x is the gradient of the output, spread out by the stride and convolved with the kernel turned
 * by 180°; the gradient of the weights is x convolved with the gradient of the output as its kernel. So all
 * three are depthwise convolutions. Source: Dumoulin and Visin, A guide to convolution arithmetic (2016), ch. 4.
 */
export function depthwiseConvolution(
  tape: Tape,
  x: Tensor,
  weights: Tensor,
  bias: Tensor | undefined,
  window: Window,
  channelBlock: number,
): Tensor {
  const { emit } = tape;
  const { kernel, stride, padding } = window;
  if (stride > kernel) throw new Error(`Stride ${stride} exceeds the kernel of ${kernel}.`);
  const [channels, batch, height, width] = activationSizes(x);
  if (padding === 0 && kernel === height && kernel === width) {
    return withBias(tape, wholeMapConvolution(tape, x, weights), bias);
  }
  const layout = new ChannelLayout(emit, channels, batch, channelBlock);
  const output = windowOutput(x, window);
  const taps = emit.reshape(weights, [channels, kernel * kernel]);
  const planes = layout.enter(x);
  const result = layout.convolve(planes, layout.spread(taps, kernel), {
    stride,
    dilation: 1,
    padding: [padding, padding, padding, padding],
    output,
  });
  const gradientPlanes = sharedByRules((gradient) => layout.enter(gradient));

  const gradientOfX = (gradient: Tensor): Tensor => {
    const before = kernel - 1 - padding;
    const below = height - stride * output[0] + padding;
    const right = width - stride * output[1] + padding;
    const spaced = layout.insertZeros(gradientPlanes(gradient), stride);
    const sum = layout.convolve(spaced, layout.spread(reversed(tape, taps), kernel), {
      stride: 1,
      dilation: 1,
      padding: [before, before, below, right],
      output: [height, width],
    });
    return layout.leave(sum);
  };

  const gradientOfWeights = (gradient: Tensor): Tensor => {
    const below = kernel + stride * (output[0] - 1) - height - padding;
    const right = kernel + stride * (output[1] - 1) - width - padding;
    const kernels = emit.reshape(gradientPlanes(gradient), [channels * batch, 1, ...output]);
    const sum = layout.convolve(planes, kernels, {
      stride: 1,
      dilation: stride,
      padding: [padding, padding, Math.max(0, below), Math.max(0, right)],
      output: [kernel + Math.max(0, -below), kernel + Math.max(0, -right)],
    });
    return emit.reshape(layout.gather(sum, kernel), weights.shape);
  };

  const linear = tape.record(layout.leave(result), [
    [x, gradientOfX],
    [weights, gradientOfWeights],
  ]);
  return withBias(tape, linear, bias);
}

/** For a kernel as large as the map: one number a channel, the inner product of map and kernel. */
function wholeMapConvolution(tape: Tape, x: Tensor, weights: Tensor): Tensor {
  const { emit } = tape;
  const [channels, batch, height, width] = activationSizes(x);
  const pixels = height * width;
  const maps = emit.reshape(x, [channels, batch, pixels]);
  const column = emit.reshape(weights, [channels, pixels, 1]);
  const products = emit.batchedMatMul(maps, column);
  return tape.record(emit.reshape(products, [channels, batch, 1, 1]), [
    [
      x,
      (gradient) => {
        const row = emit.reshape(weights, [channels, 1, pixels]);
        const outer = emit.batchedMatMul(emit.reshape(gradient, [channels, batch, 1]), row);
        return emit.reshape(outer, x.shape);
      },
    ],
    [
      weights,
      (gradient) =>
        emit.reshape(
          emit.batchedMatMul(emit.reshape(gradient, [channels, 1, batch]), maps),
          weights.shape,
        ),
    ],
  ]);
}

function withBias(tape: Tape, x: Tensor, bias: Tensor | undefined): Tensor {
  if (bias === undefined) return x;
  const rows = [sizeOf(x, 0), 1, 1, 1];
  return add(tape, x, reshape(tape, bias, rows));
}

function reversed({ emit }: Tape, taps: Tensor): Tensor {
  const order = Array.from({ length: sizeOf(taps, 1) }, (_, i) => i).reverse();
  return emit.node('Gather', [taps, emit.integers(order)], taps.shape, { axis: int(1) });
}

import { int, ints, text } from '../../../../electron/engine/onnx/onnx-model.ts';
import type { Emitter } from '../../emitter.ts';
import { activationSizes, sizeOf } from '../../tensor.ts';
import type { Tensor } from '../../tensor.ts';

/** onnxruntime's own operators on images whose channels lie in blocks. */
const BLOCKED_DOMAIN = 'com.microsoft.nchwc';

export interface PlaneConvolution {
  readonly stride: number;
  readonly dilation: number;
  /** Zeros above, left, below, right. */
  readonly padding: readonly [number, number, number, number];
  readonly output: readonly [number, number];
}

/**
 * All C·N planes of an activation as the channels of one image [1, C·N, H, W], so that one node convolves a batch
 * channel by channel.
 *
 * With `block` > 1 the memory behind that shape is [C / block, N, H, W, block]: onnxruntime's blocked operators compute
 * `block` channels at once (measured on AVX-512: 10 times the speed of a grouped Conv). The block size depends on the
 * processor and must be the result of `channelBlock()`.
 */
export class ChannelLayout {
  readonly #emit: Emitter;
  readonly #channels: number;
  readonly #batch: number;
  readonly #block: number;

  constructor(emit: Emitter, channels: number, batch: number, channelBlock: number) {
    this.#emit = emit;
    this.#channels = channels;
    this.#batch = batch;
    this.#block = channels % channelBlock === 0 ? channelBlock : 1;
  }

  /** [C, N, H, W] → planes [1, C·N, H, W]. */
  enter(x: Tensor): Tensor {
    const [channels, batch, height, width] = activationSizes(x);
    const planes = [1, channels * batch, height, width];
    if (this.#block === 1) return this.#emit.reshape(x, planes);
    const stacked = this.#emit.reshape(x, [1, channels, batch * height, width]);
    const blocked = this.#emit.node('ReorderInput', [stacked], stacked.shape, {}, BLOCKED_DOMAIN);
    return this.#emit.reshape(blocked, planes);
  }

  /** Planes [1, C·N, H, W] → [C, N, H, W]. */
  leave(planes: Tensor): Tensor {
    const [, , height, width] = activationSizes(planes);
    const shape = [this.#channels, this.#batch, height, width];
    if (this.#block === 1) return this.#emit.reshape(planes, shape);
    const stacked = this.#emit.reshape(planes, [1, this.#channels, this.#batch * height, width]);
    const attributes = { channels: int(this.#channels) };
    const plain = this.#emit.node(
      'ReorderOutput',
      [stacked],
      stacked.shape,
      attributes,
      BLOCKED_DOMAIN,
    );
    return this.#emit.reshape(plain, shape);
  }

  /** Spreads kernels from one a channel [C, kernel²] to one a plane [C·N, 1, kernel, kernel]. */
  spread(taps: Tensor, kernel: number): Tensor {
    const emit = this.#emit;
    const channels = this.#channels;
    const batch = this.#batch;
    const block = this.#block;
    const size = kernel * kernel;
    const blocks = emit.reshape(taps, [channels / block, block, size]);
    const blocked = block === 1 ? blocks : emit.transpose(blocks, [0, 2, 1]);
    const single = emit.reshape(blocked, [channels / block, 1, size * block]);
    const repeated = emit.expand(single, [channels / block, batch, size * block]);
    return emit.reshape(repeated, [channels * batch, 1, kernel, kernel]);
  }

  /** The transpose of `spread`: sums over the batch; drops rows and columns beyond the kernel. */
  gather(planes: Tensor, kernel: number): Tensor {
    const emit = this.#emit;
    const channels = this.#channels;
    const batch = this.#batch;
    const block = this.#block;
    const [, , height, width] = activationSizes(planes);
    const images = emit.reshape(planes, [channels / block, batch, height, width, block]);
    const sum = emit.slice(emit.sumOver(images, [1]), [2, 3], [0, 0], [kernel, kernel]);
    const taps = emit.reshape(sum, [channels / block, kernel * kernel, block]);
    const ordered = block === 1 ? taps : emit.transpose(taps, [0, 2, 1]);
    return emit.reshape(ordered, [channels, kernel * kernel]);
  }

  /** Convolves every plane with its own kernel [C·N, 1, kernel, kernel]. */
  convolve(planes: Tensor, kernels: Tensor, options: PlaneConvolution): Tensor {
    const { stride, dilation, padding, output } = options;
    const count = sizeOf(planes, 1);
    return this.#emit.node(
      'Conv',
      [planes, kernels],
      [1, count, ...output],
      {
        auto_pad: text('NOTSET'),
        group: int(count),
        kernel_shape: ints(sizeOf(kernels, 2), sizeOf(kernels, 3)),
        strides: ints(stride, stride),
        dilations: ints(dilation, dilation),
        pads: ints(...padding),
      },
      this.#block === 1 ? '' : BLOCKED_DOMAIN,
    );
  }

  /** Inserts stride − 1 rows and columns of zeros after every row and column of every plane. */
  insertZeros(planes: Tensor, stride: number): Tensor {
    if (stride === 1) return planes;
    const emit = this.#emit;
    const block = this.#block;
    const [, count, height, width] = activationSizes(planes);
    const images = count / block;
    const pixels = emit.reshape(planes, [images, height, width, block]);
    const columnGap = emit.zeros([images, height, width, (stride - 1) * block]);
    const rows = emit.reshape(emit.concat([pixels, columnGap], 3), [
      images,
      height,
      width * stride * block,
    ]);
    const rowGap = emit.zeros([images, height, width * stride * block * (stride - 1)]);
    return emit.reshape(emit.concat([rows, rowGap], 2), [
      1,
      count,
      height * stride,
      width * stride,
    ]);
  }
}

import type { Emitter } from '../../emitter.ts';
import { activationSizes } from '../../tensor.ts';
import type { Tensor } from '../../tensor.ts';
import { windowOutput, windowTaps } from './window.ts';
import type { Window } from './window.ts';

/**
 * im2col: activations [C, N, H, W] → the content of every window, [kernel · kernel · C, N · height · width], so that a
 * convolution is one matrix product. Rows run over taps, then channels.
 */
export function columnsOf(emit: Emitter, x: Tensor, window: Window): Tensor {
  const [channels, batch] = activationSizes(x);
  const [height, width] = windowOutput(x, window);
  const { padding, stride, kernel } = window;
  const padded = emit.pad(x, [0, 0, padding, padding], [0, 0, padding, padding]);
  const taps = windowTaps(window).map((tap) =>
    emit.slice(padded, [2, 3], tap, [height, width], stride),
  );
  const stacked = taps.length === 1 ? padded : emit.concat(taps, 0);
  const source = taps.length === 1 ? (taps[0] ?? stacked) : stacked;
  return emit.reshape(source, [kernel * kernel * channels, batch * height * width]);
}

/** col2im, the transpose of `columnsOf`: adds every column entry to the pixel of [C, N, H, W] it was read from. */
export function sumColumns(
  emit: Emitter,
  columns: Tensor,
  shape: readonly [number, number, number, number],
  window: Window,
  output: readonly [number, number],
): Tensor {
  const [channels, batch, height, width] = shape;
  const { kernel, stride, padding } = window;
  const taps = windowTaps(window);
  const parts =
    taps.length === 1
      ? [columns]
      : emit.split(columns, Array<number>(kernel * kernel).fill(channels), 0);
  const rows = Math.ceil((height + 2 * padding) / stride);
  const rowLength = Math.ceil((width + 2 * padding) / stride);
  const before = stride === 1 ? padding : 0;
  const target = stride === 1 ? [height, width] : [rows, rowLength];
  const phase = (row: number, column: number): Tensor => {
    const shifted = taps.flatMap(([y, x], tap) => {
      const part = parts[tap];
      if (part === undefined || y % stride !== row || x % stride !== column) return [];
      const top = Math.floor(y / stride) - before;
      const left = Math.floor(x / stride) - before;
      const bottom = (target[0] ?? 0) - output[0] - top;
      const right = (target[1] ?? 0) - output[1] - left;
      const image = emit.reshape(part, [channels, batch, ...output]);
      return [emit.pad(image, [0, 0, top, left], [0, 0, bottom, right])];
    });
    return shifted.length > 0 ? emit.sum(shifted) : emit.zeros([channels, batch, ...target]);
  };
  if (stride === 1) return phase(0, 0);
  const interleaved = interleave(emit, stride, phase);
  return emit.slice(interleaved, [2, 3], [padding, padding], [height, width]);
}

/**
 * Interleaves stride² images [C, N, h, w] into one of stride times the size: phase (i, j) lands on rows i, i + stride,
 * …
 */
function interleave(
  emit: Emitter,
  stride: number,
  phase: (row: number, column: number) => Tensor,
): Tensor {
  const indices = Array.from({ length: stride }, (_, i) => i);
  const bands = indices.map((row) => {
    const pixels = indices.map((column) => {
      const image = phase(row, column);
      return emit.reshape(image, [...image.shape, 1]);
    });
    const band = emit.concat(pixels, 4);
    const [channels, batch, height, width] = activationSizes({
      name: band.name,
      shape: band.shape.slice(0, 4),
    });
    return emit.reshape(band, [channels, batch, height, 1, width * stride]);
  });
  const woven = emit.concat(bands, 3);
  const [channels = 0, batch = 0, height = 0, , width = 0] = woven.shape;
  return emit.reshape(woven, [channels, batch, height * stride, width]);
}

import { activationSizes } from '../../tensor.ts';
import type { Tensor } from '../../tensor.ts';

/** A sliding window: its size, its step and the zeros added on each side, in pixels. */
export interface Window {
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
}

/** Number of window positions along `size` pixels. */
export function windowCount(size: number, { kernel, stride, padding }: Window): number {
  const count = Math.floor((size + 2 * padding - kernel) / stride) + 1;
  if (count < 1) throw new Error(`A window of ${kernel} does not fit into ${size} pixels.`);
  return count;
}

/** Height and width of a window operation's output. */
export function windowOutput(x: Tensor, window: Window): [number, number] {
  const [, , height, width] = activationSizes(x);
  return [windowCount(height, window), windowCount(width, window)];
}

/** Row and column offsets of every element of a window, row by row. */
export function windowTaps({ kernel }: Window): [number, number][] {
  return Array.from({ length: kernel * kernel }, (_, i) => [Math.floor(i / kernel), i % kernel]);
}

import { INPUT_SIZE } from '../../../electron/engine/vision/fusion/template.ts';

/** Swaps left and right of three colour channels, in place. */
export function mirrorColour(colour: Float32Array): void {
  for (let row = 0; row < 3 * INPUT_SIZE; row++) {
    colour.subarray(row * INPUT_SIZE, (row + 1) * INPUT_SIZE).reverse();
  }
}

/**
 * Turns pictures left to right, in place. Frames are as the camera sees the world (contract/frame.ts): what a driver
 * delivers mirrored is turned here. One loop for each kind of array: shared, it takes twice as long.
 */
import type { Intrinsics } from '../../../contract/frame.ts';

/** Turns numbers of 16 bits, `width` a row: depth or infrared. */
export function turnNumbers(numbers: Uint16Array, width: number): void {
  for (let start = 0; start < numbers.length; start += width) {
    for (let left = start, right = start + width - 1; left < right; left++, right--) {
      const number = numbers[left] ?? 0;
      numbers[left] = numbers[right] ?? 0;
      numbers[right] = number;
    }
  }
}

/** Turns RGBA pixels, `width` a row. */
export function turnPixels(rgba: Uint8Array, width: number): void {
  if (rgba.byteOffset % 4 === 0) {
    turnWords(new Int32Array(rgba.buffer, rgba.byteOffset, rgba.length / 4), width);
    return;
  }
  const aligned = Uint8Array.from(rgba);
  turnWords(new Int32Array(aligned.buffer), width);
  rgba.set(aligned);
}

function turnWords(words: Int32Array, width: number): void {
  for (let start = 0; start < words.length; start += width) {
    for (let left = start, right = start + width - 1; left < right; left++, right--) {
      const word = words[left] ?? 0;
      words[left] = words[right] ?? 0;
      words[right] = word;
    }
  }
}

/** The camera of a picture of `width` pixels after it was turned. */
export function turnIntrinsics(intrinsics: Intrinsics, width: number): Intrinsics {
  return { ...intrinsics, cx: width - 1 - intrinsics.cx };
}

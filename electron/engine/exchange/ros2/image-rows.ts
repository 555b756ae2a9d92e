import type { Ros2Image } from './ros2-messages.ts';

/**
 * The rows of an image without what pads them. Throws a phrase if they are not all there.
 * @param bytesPerPixel of its encoding
 */
export function* rowsOf(
  { width, height, step, data }: Ros2Image,
  bytesPerPixel: number,
): Generator<Uint8Array> {
  const used = width * bytesPerPixel;
  if (step < used) throw new Error(`a row of ${step} bytes cannot hold ${width} pixels`);
  // The last row may lack its padding.
  if (data.length < step * (height - 1) + used) throw new Error('the image is not all there');
  for (let y = 0; y < height; y++) yield data.subarray(y * step, y * step + used);
}

/** Colour in the messages of ROS 2, as RGBA. */
import type { SensorImage } from '../../camera/sensor-frame.ts';
import { unpackColor } from '../../recording/mcap/colour-codec.ts';
import { LARGEST_SIDE } from '../frame-source.ts';
import { rowsOf } from './image-rows.ts';
import type { Ros2CompressedImage, Ros2Image } from './ros2-messages.ts';

/** Of every encoding: bytes a pixel, and where in them red, green and blue lie. */
const LAYOUTS: Readonly<Record<string, readonly [number, number, number, number]>> = {
  rgb8: [3, 0, 1, 2],
  bgr8: [3, 2, 1, 0],
  '8UC3': [3, 2, 1, 0],
  rgba8: [4, 0, 1, 2],
  bgra8: [4, 2, 1, 0],
  '8UC4': [4, 2, 1, 0],
  mono8: [1, 0, 0, 0],
  '8UC1': [1, 0, 0, 0],
};

/** Can the encoding be read? */
export const isColorEncoding = (encoding: string): boolean => encoding in LAYOUTS;

/** Throws a phrase. */
export function colorOfImage(image: Ros2Image): SensorImage<Uint8Array> {
  const { width, height, encoding } = image;
  const layout = LAYOUTS[encoding];
  if (layout === undefined) {
    const known = Object.keys(LAYOUTS).join(', ');
    throw new Error(`colour in ${printable(encoding)} is not known, only ${known}`);
  }
  const [bytesPerPixel, red, green, blue] = layout;
  const data = new Uint8Array(4 * width * height).fill(255);
  let to = 0;
  for (const row of rowsOf(image, bytesPerPixel)) {
    for (let at = 0; at < row.length; at += bytesPerPixel, to += 4) {
      data[to] = row[at + red] ?? 0;
      data[to + 1] = row[at + green] ?? 0;
      data[to + 2] = row[at + blue] ?? 0;
    }
  }
  return { width, height, data };
}

/** A name in a file, fit for a sentence. */
const printable = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?').slice(0, 40);

/** JPEG or PNG of 8 bits. Throws a phrase. */
export async function colorOfCompressed({
  data,
}: Ros2CompressedImage): Promise<SensorImage<Uint8Array>> {
  const picture = await unpackColor(data, null);
  if (picture.width > LARGEST_SIDE || picture.height > LARGEST_SIDE) {
    throw new Error('the picture is larger than any depth camera makes');
  }
  return picture;
}

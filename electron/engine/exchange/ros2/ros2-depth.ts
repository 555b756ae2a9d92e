/** Depth in the messages of ROS 2, as millimetres with 0 where there is no reading. */
import sharp from 'sharp';
import type { SensorImage } from '../../camera/sensor-frame.ts';
import { LARGEST_SIDE } from '../frame-source.ts';
import { rowsOf } from './image-rows.ts';
import type { Ros2CompressedImage, Ros2Image } from './ros2-messages.ts';
import { decodeRvl } from './rvl.ts';

/** REP 118: 16 bits are millimetres, floats are metres. */
export const DEPTH_ENCODINGS: ReadonlySet<string> = new Set(['16UC1', 'mono16', '32FC1']);

/** As a camera writes "too far", or "not measured". */
export const NO_READING = 65535;

/** Throws a phrase. */
export function depthOfImage(image: Ros2Image): SensorImage<Uint16Array> {
  const { width, height, encoding, is_bigendian: big } = image;
  const bytesPerPixel = encoding === '32FC1' ? 4 : 2;
  if (!DEPTH_ENCODINGS.has(encoding)) throw new Error(`depth in ${encoding} is not known`);
  const data = new Uint16Array(width * height);
  const isLittle = big === 0;
  let pixel = 0;
  for (const row of rowsOf(image, bytesPerPixel)) {
    const view = new DataView(row.buffer, row.byteOffset, row.byteLength);
    for (let at = 0; at < row.length; at += bytesPerPixel) {
      data[pixel++] =
        bytesPerPixel === 4
          ? millimetres(view.getFloat32(at, isLittle))
          : measured(view.getUint16(at, isLittle));
    }
  }
  return { width, height, data };
}

const measured = (value: number): number => (value === NO_READING ? 0 : value);

/** NaN and infinite: no reading, or too near, or too far. */
function millimetres(metres: number): number {
  const value = Math.round(metres * 1000);
  return value > 0 && value < NO_READING ? value : 0;
}

/** Is it depth? Says the format: "16UC1; compressedDepth png", "32FC1; png compressed ". */
export const isDepthFormat = (format: string): boolean =>
  /compressedDepth/i.test(format) || /^\s*(?:16UC1|mono16|32FC1)\b/i.test(format);

/** The head of `compressedDepth`: its format, and two numbers that scale floats. */
const CONFIG_BYTES = 12;
const RVL_HEAD = 8;

/**
 * `compressed_depth_image_transport`: a head of 12 bytes, then PNG or RVL, of millimetres or of inverse metres; or a
 * plain 16-bit PNG of the transport `compressed`. Throws a phrase.
 */
export async function depthOfCompressed({
  format,
  data,
}: Ros2CompressedImage): Promise<SensorImage<Uint16Array>> {
  const isRvl = /\brvl\b/i.test(format);
  // Some programs leave the head out, others leave the transport's name out of the format.
  const hasHead = isRvl || isPngAt(data, CONFIG_BYTES);
  if (!hasHead && !(/compressedDepth/i.test(format) && data.length < CONFIG_BYTES)) {
    return withReadings(await png16(data), measured);
  }
  if (data.length < CONFIG_BYTES) throw new Error('the compressed depth is too short');
  const head = new DataView(data.buffer, data.byteOffset, CONFIG_BYTES);
  const [a, b] = [head.getFloat32(4, true), head.getFloat32(8, true)];
  const packed = data.subarray(CONFIG_BYTES);
  const picture = isRvl ? rvl16(packed) : await png16(packed);
  const isFloat = /^\s*32FC1\b/i.test(format);
  return withReadings(
    picture,
    isFloat ? (value) => (value === 0 ? 0 : millimetres(a / (value - b))) : measured,
  );
}

function withReadings(
  { width, height, data }: SensorImage<Uint16Array>,
  readingOf: (value: number) => number,
): SensorImage<Uint16Array> {
  return { width, height, data: data.map(readingOf) };
}

function rvl16(packed: Uint8Array): SensorImage<Uint16Array> {
  if (packed.length < RVL_HEAD) throw new Error('the RVL data is too short');
  const head = new DataView(packed.buffer, packed.byteOffset, RVL_HEAD);
  const [width, height] = [head.getUint32(0, true), head.getUint32(4, true)];
  if (!(width >= 1 && width <= LARGEST_SIDE && height >= 1 && height <= LARGEST_SIDE)) {
    throw new Error(`${width}×${height} is no size of a picture`);
  }
  return { width, height, data: decodeRvl(packed.subarray(RVL_HEAD), width * height) };
}

const PNG = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

const isPngAt = (data: Uint8Array, at: number): boolean =>
  PNG.equals(data.subarray(at, at + PNG.length));

/** Place of the bits a sample and of the kind of colour in a PNG, whose first chunk they lie in. */
const [PNG_BITS, PNG_KIND] = [24, 25];

/** Whether a picture is a PNG of one channel of 16 bits, as no colour is. */
export const isDeepPng = (data: Uint8Array): boolean =>
  isPngAt(data, 0) && data[PNG_BITS] === 16 && data[PNG_KIND] === 0;

async function png16(data: Uint8Array): Promise<SensorImage<Uint16Array>> {
  if (!isPngAt(data, 0)) throw new Error('the compressed depth is no PNG');
  const image = sharp(data, { limitInputPixels: LARGEST_SIDE * LARGEST_SIDE });
  const { depth, channels, width, height } = await image.metadata();
  if (depth !== 'ushort' || channels !== 1) {
    throw new Error(`depth is one channel of 16 bits, this has ${channels} of ${depth}`);
  }
  if (width > LARGEST_SIDE || height > LARGEST_SIDE) throw new Error('the picture is too large');
  const pixels = await image.toColourspace('grey16').raw({ depth: 'ushort' }).toBuffer();
  return { width, height, data: new Uint16Array(Uint8Array.from(pixels).buffer) };
}

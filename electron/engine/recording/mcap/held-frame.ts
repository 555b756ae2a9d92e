/** A frame that waits to be written: copies of its images, in buffers that are used again afterwards. */
import type { SensorFrame, SensorImage } from '../../camera/sensor-frame.ts';
import type { BufferPool } from './buffer-pool.ts';

/** Rows from the top, three bytes a pixel. */
export interface HeldColor {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array<ArrayBuffer>;
  /** One byte a pixel, 255 where colour was mapped, else 0; null where all is. */
  readonly mask: Uint8Array<ArrayBuffer> | null;
}

/** Little-endian, two bytes a pixel. */
export interface HeldReadings {
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface HeldFrame {
  readonly sequence: number;
  readonly timeMs: number;
  readonly depth: HeldReadings;
  readonly color: HeldColor;
  readonly registeredColor: HeldColor | null;
  readonly infrared: HeldReadings | null;
}

export function holdFrame(frame: SensorFrame, pool: BufferPool): HeldFrame {
  const { sequence, timeMs, depth, color, registeredColor, infrared } = frame;
  return {
    sequence,
    timeMs,
    depth: holdReadings(depth, pool),
    color: holdColor(color, pool),
    registeredColor: registeredColor === undefined ? null : holdColor(registeredColor, pool),
    infrared: infrared === undefined ? null : holdReadings(infrared, pool),
  };
}

/** All of a frame's buffers, to be handed over or used again. */
export function buffersOf({ depth, color, registeredColor, infrared }: HeldFrame): ArrayBuffer[] {
  const colors = [color, ...(registeredColor === null ? [] : [registeredColor])];
  return [
    depth.bytes.buffer,
    ...(infrared === null ? [] : [infrared.bytes.buffer]),
    ...colors.flatMap(({ rgb, mask }) => [rgb.buffer, ...(mask === null ? [] : [mask.buffer])]),
  ];
}

function holdReadings(
  { width, height, data }: SensorImage<Uint16Array>,
  pool: BufferPool,
): HeldReadings {
  const bytes = new Uint8Array(pool.take(data.byteLength));
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  return { width, height, bytes };
}

function holdColor({ width, height, data }: SensorImage<Uint8Array>, pool: BufferPool): HeldColor {
  const pixels = width * height;
  // Four pixels become three words.
  const words = new Uint32Array(pool.take(12 * Math.ceil(pixels / 4)));
  const isWhole = packPixels(data, words, pixels);
  const rgb = new Uint8Array(words.buffer, 0, 3 * pixels);
  return { width, height, rgb, mask: isWhole ? null : maskOf(data, pool) };
}

/**
 * Leaves the fourth byte of each pixel out, four pixels at a time: byte by byte it takes five times as long.
 *
 * @returns whether every pixel was mapped
 */
function packPixels(rgba: Uint8Array, words: Uint32Array<ArrayBuffer>, pixels: number): boolean {
  const aligned = rgba.byteOffset % 4 === 0 ? rgba : rgba.slice();
  const source = new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength >> 2);
  const whole = pixels - (pixels % 4);
  let all = 0xffffffff;
  for (let i = 0, j = 0; i < whole; i += 4, j += 3) {
    const a = source[i] ?? 0;
    const b = source[i + 1] ?? 0;
    const c = source[i + 2] ?? 0;
    const d = source[i + 3] ?? 0;
    all &= a & b & c & d;
    words[j] = (a & 0xffffff) | (b << 24);
    words[j + 1] = ((b >>> 8) & 0xffff) | (c << 16);
    words[j + 2] = ((c >>> 16) & 0xff) | (d << 8);
  }
  const bytes = new Uint8Array(words.buffer);
  for (let i = whole; i < pixels; i++) {
    const pixel = source[i] ?? 0;
    all &= pixel;
    bytes.set([pixel & 0xff, (pixel >>> 8) & 0xff, (pixel >>> 16) & 0xff], 3 * i);
  }
  return all >>> 24 === 0xff;
}

function maskOf(rgba: Uint8Array, pool: BufferPool): Uint8Array<ArrayBuffer> {
  const mask = new Uint8Array(pool.take(rgba.length / 4));
  for (let i = 0; i < mask.length; i++) mask[i] = rgba[4 * i + 3] === 0 ? 0 : 255;
  return mask;
}

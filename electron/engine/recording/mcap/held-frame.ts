/** A frame that waits to be written: copies of its images, in shared buffers that are reused afterwards. */
import type { SensorFrame, SensorImage } from '../../camera/sensor-frame.ts';
import type { BufferPool } from './write/buffer-pool.ts';

/** Rows from the top, four bytes a pixel. */
export interface HeldColor {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array<SharedArrayBuffer>;
  /** One byte a pixel, 255 where colour was mapped, else 0; null where every pixel has colour. */
  readonly mask: Uint8Array<SharedArrayBuffer> | null;
}

/** Little-endian, two bytes a pixel. */
export interface HeldReadings {
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array<SharedArrayBuffer>;
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
  const { sequence, timeMs, depth, color, registeredColor, infrared, sensor } = frame;
  const isMapped = sensor.registration.kind === 'registered';
  return {
    sequence,
    timeMs,
    depth: holdReadings(depth, pool),
    color: holdColor(color, isMapped, pool),
    registeredColor: registeredColor === undefined ? null : holdColor(registeredColor, true, pool),
    infrared: infrared === undefined ? null : holdReadings(infrared, pool),
  };
}

/** All buffers of a frame, for reuse. */
export function buffersOf({
  depth,
  color,
  registeredColor,
  infrared,
}: HeldFrame): SharedArrayBuffer[] {
  const colors = [color, ...(registeredColor === null ? [] : [registeredColor])];
  return [
    depth.bytes.buffer,
    ...(infrared === null ? [] : [infrared.bytes.buffer]),
    ...colors.flatMap(({ rgba, mask }) => [rgba.buffer, ...(mask === null ? [] : [mask.buffer])]),
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

/** @param isMapped true if colour was mapped onto depth: pixels may have no colour */
function holdColor(
  { width, height, data }: SensorImage<Uint8Array>,
  isMapped: boolean,
  pool: BufferPool,
): HeldColor {
  const rgba = new Uint8Array(pool.take(data.byteLength));
  rgba.set(data);
  return { width, height, rgba, mask: isMapped && !isWhole(rgba) ? maskOf(rgba, pool) : null };
}

/** Whether every pixel has colour. Uses an index: iterating takes eight times as long. */
function isWhole(rgba: Uint8Array<SharedArrayBuffer>): boolean {
  const pixels = new Int32Array(rgba.buffer, rgba.byteOffset, rgba.byteLength >> 2);
  // Read once: access to shared arrays takes as long as the work on the pixel.
  const { length } = pixels;
  let all = -1;
  for (let i = 0; i < length; i++) all &= pixels[i] ?? 0;
  return all >>> 24 === 0xff;
}

function maskOf(rgba: Uint8Array, pool: BufferPool): Uint8Array<SharedArrayBuffer> {
  const mask = new Uint8Array(pool.take(rgba.length / 4));
  for (let i = 0; i < mask.length; i++) mask[i] = rgba[4 * i + 3] === 0 ? 0 : 255;
  return mask;
}

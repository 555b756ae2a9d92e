/** Netpbm pictures (PGM, PPM), binary or in text, with remarks in their header. Format: netpbm.sourceforge.net/doc. */
import type { SensorImage } from '../../camera/sensor-frame.ts';
import { succeed, type Result } from '../../../contract/problem.ts';
import { LARGEST_PICTURE_BYTES, readWholeFile, unreadable } from '../files/files.ts';
import { LARGEST_SIDE } from '../frame-source.ts';

/** Space, or a remark to the end of its line. */
const GAP = String.raw`(?:\s|#[^\n]*\n)+`;
const HEADER = new RegExp(
  String.raw`^P([2356])${GAP}(\d{1,5})${GAP}(\d{1,5})${GAP}(?:#[^\n]*\n\s*)*(\d{1,5})\s`,
);
/** Remarks may be long, but not longer than this. */
const HEADER_LIMIT = 4096;

/**
 * A PGM of 16 bits a pixel, as its file orders the bytes.
 * @returns the bytes of each value as they are: `bigEndian16` reads them as the format says, `littleEndian16` as
 *   libfreenect writes them
 */
export async function readPgm(file: string): Promise<Result<SensorImage<Uint8Array>>> {
  const picture = await readNetpbm(file, 1);
  if (!picture.ok) return picture;
  const { width, height, maximum, samples, bytes } = picture.value;
  if (maximum < 256) {
    return unreadable(
      file,
      `its largest value is ${maximum}: 8 bits are too few for depth. Save the depth with 16 bits`,
    );
  }
  if (bytes !== null) return succeed({ width, height, data: bytes });
  const data = new Uint8Array(width * height * 2);
  samples.forEach((value, i) => data.set([value >> 8, value & 255], 2 * i));
  return succeed({ width, height, data });
}

/** A 16-bit PGM as libfreenect's `record` writes raw 11-bit depth: little-endian, whatever Netpbm specifies. */
export async function readLittleEndianPgm(file: string): Promise<Result<SensorImage<Uint16Array>>> {
  const picture = await readPgm(file);
  return picture.ok ? succeed(littleEndian16(picture.value)) : picture;
}

/** A picture of 16-bit values, little-endian whatever the machine. */
export const littleEndian16 = (picture: SensorImage<Uint8Array>): SensorImage<Uint16Array> =>
  values16(picture, true);

/** A picture of 16-bit values, big-endian as Netpbm specifies. */
export const bigEndian16 = (picture: SensorImage<Uint8Array>): SensorImage<Uint16Array> =>
  values16(picture, false);

function values16(
  { width, height, data }: SensorImage<Uint8Array>,
  isLittleEndian: boolean,
): SensorImage<Uint16Array> {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const at = (_: unknown, i: number) => view.getUint16(2 * i, isLittleEndian);
  return { width, height, data: Uint16Array.from({ length: width * height }, at) };
}

/** A PPM or PGM of 8 or 16 bits a channel as RGBA, alpha 255; of 16 bits the upper ones are taken. */
export async function readPpm(file: string): Promise<Result<SensorImage<Uint8Array>>> {
  const picture = await readNetpbm(file, null);
  if (!picture.ok) return picture;
  const { width, height, channels, maximum, samples } = picture.value;
  const rgba = new Uint8Array(width * height * 4).fill(255);
  const scale = 255 / maximum;
  const level = (i: number): number => {
    const value = samples[i] ?? 0;
    return maximum === 255 ? value : Math.min(255, Math.floor(value * scale + 1e-9));
  };
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      rgba[4 * pixel + channel] = level(channels === 3 ? 3 * pixel + channel : pixel);
    }
  }
  return succeed({ width, height, data: rgba });
}

interface Netpbm {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly maximum: number;
  /** Big-endian values. */
  readonly samples: Uint8Array | Uint16Array;
  /** The binary pixels as they are; null where they are text. */
  readonly bytes: Uint8Array | null;
}

/** @param wanted channels; null: one or three */
async function readNetpbm(file: string, wanted: 1 | 3 | null): Promise<Result<Netpbm>> {
  const read = await readWholeFile(file, LARGEST_PICTURE_BYTES);
  if (!read.ok) return read;
  const header = HEADER.exec(read.value.toString('latin1', 0, HEADER_LIMIT));
  const kind = Number(header?.[1]);
  const channels = kind === 2 || kind === 5 ? 1 : 3;
  if (header === null || (wanted !== null && channels !== wanted)) {
    const expected = wanted === 1 ? 'PGM' : 'PPM';
    return unreadable(file, `it does not begin as a ${expected} picture (Netpbm)`);
  }
  const [width, height, maximum] = [Number(header[2]), Number(header[3]), Number(header[4])];
  if (width < 1 || height < 1 || width > LARGEST_SIDE || height > LARGEST_SIDE) {
    return unreadable(file, `${width}×${height} is not the size of a depth camera's picture`);
  }
  if (maximum < 1 || maximum > 65_535) {
    return unreadable(file, `its largest value is ${maximum}, not from 1 to 65535`);
  }
  const size = { width, height, channels, maximum } as const;
  const count = width * height * channels;
  if (kind === 2 || kind === 3) {
    const samples = parseSamples(read.value.subarray(header[0].length), count);
    return samples === null
      ? unreadable(file, `${count} numbers of pixels are promised, and are not there`)
      : succeed({ ...size, samples, bytes: null });
  }
  const expected = count * (maximum > 255 ? 2 : 1);
  const body = withoutLineEnd(read.value.subarray(header[0].length), header[0], expected);
  if (body.length !== expected) {
    return unreadable(
      file,
      `${expected} bytes of pixels are promised at byte ${header[0].length}, ${body.length} are there`,
    );
  }
  const samples =
    maximum > 255 ? values16({ width: count, height: 1, data: body }, false).data : body;
  return succeed({ ...size, samples, bytes: body });
}

/**
 * The pixels without a line's end that is no pixel: of a header whose lines end as in Windows, or behind them all, as
 * programs that take pictures for text leave it.
 */
export function withoutLineEnd(body: Buffer, header: string, expected: number): Buffer {
  if (body.length !== expected + 1) return body;
  if (header.endsWith('\r') && body[0] === LINE_FEED) return body.subarray(1);
  return body.at(-1) === LINE_FEED ? body.subarray(0, -1) : body;
}

const LINE_FEED = 10;

function parseSamples(text: Buffer, count: number): Uint16Array | null {
  const samples = new Uint16Array(count);
  let found = 0;
  for (const [word] of text
    .toString('latin1')
    .replace(/#[^\n]*/g, '')
    .matchAll(/\S+/g)) {
    if (found >= count || !/^\d{1,5}$/.test(word)) return null;
    samples[found++] = Number(word);
  }
  return found === count ? samples : null;
}

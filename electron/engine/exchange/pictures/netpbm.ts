/** Binary Netpbm pictures, as libfreenect's tools write them: a header of one line, then the pixels. */
import type { SensorImage } from '../../camera/sensor-frame.ts';
import { succeed, type Result } from '../../../contract/problem.ts';
import { LARGEST_PICTURE_BYTES, readWholeFile, unreadable } from '../files/files.ts';
import { LARGEST_SIDE } from '../frame-source.ts';

const HEADER = /^(P[56])\s(\d{1,5})\s(\d{1,5})\s(\d{1,5})\s/;

/**
 * A 16-bit PGM with little-endian values, as libfreenect's `record` writes raw 11-bit depth. (Netpbm specifies
 * big-endian; libfreenect writes what is in memory.)
 */
export async function readLittleEndianPgm(file: string): Promise<Result<SensorImage<Uint16Array>>> {
  const picture = await readNetpbm(file, 'P5', 2);
  if (!picture.ok) return picture;
  return succeed(littleEndian16(picture.value));
}

/** A picture of 16-bit values, little-endian whatever the machine. */
export function littleEndian16({
  width,
  height,
  data,
}: SensorImage<Uint8Array>): SensorImage<Uint16Array> {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const at = (_: unknown, i: number) => view.getUint16(2 * i, true);
  return { width, height, data: Uint16Array.from({ length: width * height }, at) };
}

/** A PPM of 8 bits a channel as RGBA, alpha 255. */
export async function readPpm(file: string): Promise<Result<SensorImage<Uint8Array>>> {
  const picture = await readNetpbm(file, 'P6', 3);
  if (!picture.ok) return picture;
  const { width, height, data } = picture.value;
  const rgba = new Uint8Array(width * height * 4);
  for (let from = 0, to = 0; to < rgba.length; from += 3, to += 4) {
    rgba[to] = data[from] ?? 0;
    rgba[to + 1] = data[from + 1] ?? 0;
    rgba[to + 2] = data[from + 2] ?? 0;
    rgba[to + 3] = 255;
  }
  return succeed({ width, height, data: rgba });
}

async function readNetpbm(
  file: string,
  magic: 'P5' | 'P6',
  bytesPerPixel: 2 | 3,
): Promise<Result<SensorImage<Buffer>>> {
  const bytes = await readWholeFile(file, LARGEST_PICTURE_BYTES);
  if (!bytes.ok) return bytes;
  const header = HEADER.exec(bytes.value.toString('latin1', 0, 32));
  if (header === null || header[1] !== magic) {
    return unreadable(file, `it does not begin as a ${magic} Netpbm picture`);
  }
  const [width, height, maximum] = [Number(header[2]), Number(header[3]), Number(header[4])];
  if (width < 1 || height < 1 || width > LARGEST_SIDE || height > LARGEST_SIDE) {
    return unreadable(file, `${width}×${height} is not the size of a depth camera's picture`);
  }
  const wanted = magic === 'P5' ? 65535 : 255;
  if (maximum !== wanted) {
    return unreadable(file, `its largest value is ${maximum}, ${wanted} is expected`);
  }
  const data = bytes.value.subarray(header[0].length);
  const expected = width * height * bytesPerPixel;
  if (data.length !== expected) {
    return unreadable(
      file,
      `${expected} bytes of pixels are promised at byte ${header[0].length}, ${data.length} are there`,
    );
  }
  return succeed({ width, height, data });
}

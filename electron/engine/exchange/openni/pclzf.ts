import type { SensorImage } from '../../camera/sensor-frame.ts';
import { succeed, type Result } from '../../../contract/problem.ts';
import { LARGEST_PICTURE_BYTES, readWholeFile, unreadable } from '../files/files.ts';
import { littleEndian16 } from '../pictures/netpbm.ts';
import { expandLzf } from '../clouds/lzf.ts';
import { LARGEST_SIDE } from '../frame-source.ts';

/** Magic, width, height, kind in 16 characters, compressed and expanded size. */
const HEADER_BYTES = 5 + 4 + 4 + 16 + 4 + 4;

/** The `depth16` picture of a `.pclzf` file of PCL's image grabber, values as the file holds them. */
export async function readPclzfDepth(file: string): Promise<Result<SensorImage<Uint16Array>>> {
  const picture = await readPclzf(file, 'depth16', 2);
  if (!picture.ok) return picture;
  return succeed(littleEndian16(picture.value));
}

/** The `rgb24` picture of a `.pclzf` file as RGBA, alpha 255. */
export async function readPclzfColor(file: string): Promise<Result<SensorImage<Uint8Array>>> {
  const picture = await readPclzf(file, 'rgb24', 3);
  if (!picture.ok) return picture;
  const { width, height, data } = picture.value;
  const pixels = width * height;
  const rgba = new Uint8Array(pixels * 4);
  for (let i = 0; i < pixels; i++) {
    // The channels are stored one after the other.
    rgba[4 * i] = data[i] ?? 0;
    rgba[4 * i + 1] = data[pixels + i] ?? 0;
    rgba[4 * i + 2] = data[2 * pixels + i] ?? 0;
    rgba[4 * i + 3] = 255;
  }
  return succeed({ width, height, data: rgba });
}

async function readPclzf(
  file: string,
  kind: 'depth16' | 'rgb24',
  bytesPerPixel: number,
): Promise<Result<SensorImage<Uint8Array>>> {
  const read = await readWholeFile(file, LARGEST_PICTURE_BYTES);
  if (!read.ok) return read;
  const bytes = read.value;
  if (bytes.length < HEADER_BYTES || bytes.toString('latin1', 0, 5) !== 'PCLZF') {
    return unreadable(file, 'it does not begin as a PCLZF picture');
  }
  const [width, height] = [bytes.readUInt32LE(5), bytes.readUInt32LE(9)];
  const found = bytes.toString('latin1', 13, 29).trim();
  if (found !== kind) return unreadable(file, `it holds “${found}” instead of ${kind}`);
  if (width < 1 || height < 1 || width > LARGEST_SIDE || height > LARGEST_SIDE) {
    return unreadable(file, `${width}×${height} is not the size of a depth camera's picture`);
  }
  const length = width * height * bytesPerPixel;
  const compressed = bytes.subarray(HEADER_BYTES);
  if (bytes.readUInt32LE(29) !== compressed.length || bytes.readUInt32LE(33) !== length) {
    return unreadable(file, 'the sizes at byte 29 are not those of its pixels');
  }
  const data = expandLzf(compressed, length);
  if (data === null) return unreadable(file, `the pixels at byte ${HEADER_BYTES} are damaged`);
  return succeed({ width, height, data });
}

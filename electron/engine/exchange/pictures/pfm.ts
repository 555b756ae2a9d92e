import type { SensorImage } from '../../camera/sensor-frame.ts';
import { succeed, type Result } from '../../../contract/problem.ts';
import { LARGEST_PICTURE_BYTES, readWholeFile, unreadable } from '../files/files.ts';
import { LARGEST_SIDE } from '../frame-source.ts';
import { withoutLineEnd } from './netpbm.ts';

const HEADER = /^P(f|F)\s+(\d{1,5})\s+(\d{1,5})\s+([-+]?\d[\d.eE+-]{0,20})\s/;

/**
 * A portable float map of one channel: 32-bit numbers, row by row from the bottom, little-endian where the scale in the
 * header is negative. Format: netpbm.sourceforge.net/doc/pfm.html.
 */
export async function readPfm(file: string): Promise<Result<SensorImage<Float32Array>>> {
  const read = await readWholeFile(file, LARGEST_PICTURE_BYTES);
  if (!read.ok) return read;
  const header = HEADER.exec(read.value.toString('latin1', 0, 64));
  if (header === null) return unreadable(file, 'it does not begin as a float map (PFM)');
  if (header[1] === 'F') return unreadable(file, 'depth is one channel, this has three');
  const [width, height, scale] = [Number(header[2]), Number(header[3]), Number(header[4])];
  if (width < 1 || height < 1 || width > LARGEST_SIDE || height > LARGEST_SIDE) {
    return unreadable(file, `${width}×${height} is not the size of a depth camera's picture`);
  }
  const whole = read.value.subarray(header[0].length);
  const body = withoutLineEnd(whole, header[0], width * height * 4);
  if (body.length !== width * height * 4 || !Number.isFinite(scale) || scale === 0) {
    return unreadable(
      file,
      `${width * height * 4} bytes of pixels are promised at byte ${header[0].length}, ${body.length} are there`,
    );
  }
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const data = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const from = (height - 1 - y) * width;
    for (let x = 0; x < width; x++) {
      data[y * width + x] = view.getFloat32(4 * (from + x), scale < 0);
    }
  }
  return succeed({ width, height, data });
}

import type { SensorImage } from '../../camera/sensor-frame.ts';
import { succeed, type Result } from '../../../contract/problem.ts';
import { LARGEST_PICTURE_BYTES, readWholeFile, unreadable } from '../files/files.ts';
import { LARGEST_SIDE } from '../frame-source.ts';

const HEADER_BYTES = 8;

/**
 * A depth picture of the Biwi Kinect Head Pose Database: width and height, then in turns a number of empty pixels and a
 * number of readings with the readings themselves, 16 bits each, in mm; all of it little-endian.
 * @returns millimetres, 0 = no reading, which negative ones become too
 */
export async function readBiwiDepth(file: string): Promise<Result<SensorImage<Uint16Array>>> {
  const read = await readWholeFile(file, LARGEST_PICTURE_BYTES);
  if (!read.ok) return read;
  const bytes = read.value;
  if (bytes.length < HEADER_BYTES) return unreadable(file, `it has only ${bytes.length} bytes`);
  const [width, height] = [bytes.readInt32LE(0), bytes.readInt32LE(4)];
  if (width < 1 || height < 1 || width > LARGEST_SIDE || height > LARGEST_SIDE) {
    return unreadable(file, `${width}×${height} is not the size of a depth camera's picture`);
  }
  const data = new Uint16Array(width * height);
  let at = HEADER_BYTES;
  for (let pixel = 0; pixel < data.length;) {
    if (at + 4 > bytes.length)
      return unreadable(file, `it ends at byte ${at}, before its last pixel`);
    const empty = bytes.readInt32LE(at);
    at += 4;
    if (empty < 0 || empty > data.length - pixel) {
      return unreadable(file, `${empty} empty pixels at byte ${at - 4} are more than are left`);
    }
    pixel += empty;
    // Some writers leave out the readings of none at the end.
    if (pixel === data.length && at === bytes.length) break;
    if (at + 4 > bytes.length)
      return unreadable(file, `it ends at byte ${at}, before its last pixel`);
    const full = bytes.readInt32LE(at);
    at += 4;
    if (full < 0 || full > data.length - pixel || at + 2 * full > bytes.length) {
      return unreadable(file, `${full} readings at byte ${at - 4} are more than are there`);
    }
    if (empty + full === 0) return unreadable(file, `there is an empty stretch at byte ${at - 8}`);
    for (const end = pixel + full; pixel < end; pixel++, at += 2) {
      data[pixel] = Math.max(0, bytes.readInt16LE(at));
    }
  }
  return succeed({ width, height, data });
}

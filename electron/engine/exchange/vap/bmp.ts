import type { SensorImage } from '../../camera/sensor-frame.ts';
import { succeed, type Result } from '../../../contract/problem.ts';
import { LARGEST_PICTURE_BYTES, readWholeFile, unreadable } from '../files/files.ts';
import { LARGEST_SIDE } from '../frame-source.ts';

/** File header and BITMAPINFOHEADER, of which later headers are extensions. */
const SHORTEST_HEADER = 14 + 40;

/**
 * A Windows bitmap of 24 bits, uncompressed, bottom-up or top-down, as RGBA with alpha 255. Every other kind of
 * bitmap is a problem. Format: "BITMAPINFOHEADER", learn.microsoft.com/windows/win32/api/wingdi.
 */
export async function readBmp(file: string): Promise<Result<SensorImage<Uint8Array>>> {
  const read = await readWholeFile(file, LARGEST_PICTURE_BYTES);
  if (!read.ok) return read;
  const bytes = read.value;
  if (bytes.length < SHORTEST_HEADER || bytes.toString('latin1', 0, 2) !== 'BM') {
    return unreadable(file, 'it does not begin as a Windows bitmap');
  }
  const pixels = bytes.readUInt32LE(10);
  const width = bytes.readInt32LE(18);
  const signedHeight = bytes.readInt32LE(22);
  const height = Math.abs(signedHeight);
  const bits = bytes.readUInt16LE(28);
  const compression = bytes.readUInt32LE(30);
  if (bytes.readUInt32LE(14) < 40 || bits !== 24 || compression !== 0) {
    return unreadable(
      file,
      `only uncompressed bitmaps of 24 bits are read, this has ${bits} bits and compression ${compression}`,
    );
  }
  if (width < 1 || height < 1 || width > LARGEST_SIDE || height > LARGEST_SIDE) {
    return unreadable(file, `${width}×${height} is not the size of a depth camera's picture`);
  }
  // Rows are filled up to multiples of four bytes.
  const stride = (width * 3 + 3) & ~3;
  const end = pixels + stride * height;
  if (pixels < SHORTEST_HEADER || end > bytes.length) {
    return unreadable(
      file,
      `its pixels should be at bytes ${pixels} to ${end}, it has ${bytes.length} bytes`,
    );
  }
  const rgba = new Uint8Array(width * height * 4);
  for (let y = 0, to = 0; y < height; y++) {
    let from = pixels + stride * (signedHeight > 0 ? height - 1 - y : y);
    for (let x = 0; x < width; x++, from += 3, to += 4) {
      rgba[to] = bytes[from + 2] ?? 0;
      rgba[to + 1] = bytes[from + 1] ?? 0;
      rgba[to + 2] = bytes[from] ?? 0;
      rgba[to + 3] = 255;
    }
  }
  return succeed({ width, height, data: rgba });
}

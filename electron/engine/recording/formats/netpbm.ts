/** Binary PGM and PPM, as far as fakenect dumps need them. */

export interface NetpbmPicture {
  readonly width: number;
  readonly height: number;
  /** 1 for PGM, 3 for PPM. */
  readonly channels: 1 | 3;
  /** Largest value; two bytes a number if it is above 255, in the order of whoever wrote the file. */
  readonly maximum: number;
  readonly data: Uint8Array;
}

/** A larger picture than any depth camera makes is a mistake. */
const LARGEST_SIDE = 8192;

/** Null if the file is no whole PGM or PPM picture with a plain header. The data is a view into the file. */
export function readNetpbm(file: Uint8Array): NetpbmPicture | null {
  const start = Buffer.from(file.buffer, file.byteOffset, Math.min(100, file.length));
  const header = /^P([56])\s+(\d{1,5})\s+(\d{1,5})\s+(\d{1,5})\s/.exec(start.toString('latin1'));
  if (header === null) return null;
  const channels = header[1] === '5' ? 1 : 3;
  const [width = 0, height = 0, maximum = 0] = header.slice(2).map(Number);
  if (width < 1 || height < 1 || width > LARGEST_SIDE || height > LARGEST_SIDE) return null;
  const bytes = width * height * channels * (maximum > 255 ? 2 : 1);
  const data = file.subarray(header[0].length, header[0].length + bytes);
  return data.length === bytes ? { width, height, channels, maximum, data } : null;
}

import type { SensorImage } from '../../camera/sensor-frame.ts';
import { succeed, type Result } from '../../../contract/problem.ts';
import { LARGEST_PICTURE_BYTES, readWholeFile, unreadable } from '../files/files.ts';
import { expandLzf } from './lzf.ts';
import { LARGEST_SIDE } from '../frame-source.ts';

export interface DepthAndColor {
  /** Millimetres, 0 = no reading. */
  readonly depth: SensorImage<Uint16Array>;
  readonly color: SensorImage<Uint8Array>;
}

/** x, y, z as 32-bit floats, and the colour in 32 bits. */
const BYTES_PER_POINT = 16;
const HEADER_LIMIT = 2048;

/**
 * An organised point cloud of PCL's OpenNI grabber as depth and colour: `.pcd` 0.7 with the fields `x y z rgb(a)`,
 * binary or binary_compressed, z in metres, NaN = no reading. Other clouds are a problem.
 * Format: pointclouds.org/documentation/tutorials/pcd_file_format.html.
 */
export async function readPcd(file: string): Promise<Result<DepthAndColor>> {
  const read = await readWholeFile(file, LARGEST_PICTURE_BYTES);
  if (!read.ok) return read;
  const header = parseHeader(read.value);
  if (typeof header === 'string') return unreadable(file, header);
  const { width, height, compressed, body } = header;
  const length = width * height * BYTES_PER_POINT;
  const data = read.value.subarray(body);
  if (!compressed) {
    if (data.length < length) {
      return unreadable(
        file,
        `${length} bytes of points are promised at byte ${body}, ${data.length} are there`,
      );
    }
    return succeed(picturesOf(data, width, height, BYTES_PER_POINT, 4));
  }
  if (
    data.length < 8 ||
    data.readUInt32LE(4) !== length ||
    data.readUInt32LE(0) > data.length - 8
  ) {
    return unreadable(file, `the sizes of the compressed points at byte ${body} are wrong`);
  }
  const points = expandLzf(data.subarray(8, 8 + data.readUInt32LE(0)), length);
  if (points === null)
    return unreadable(file, `the compressed points at byte ${body + 8} are damaged`);
  // Compressed points lie field by field.
  return succeed(picturesOf(points, width, height, 4, width * height * 4));
}

interface Header {
  readonly width: number;
  readonly height: number;
  readonly compressed: boolean;
  /** Offset of the points. */
  readonly body: number;
}

/** The header, or what is wrong with it. */
function parseHeader(bytes: Buffer): Header | string {
  const text = bytes.toString('latin1', 0, HEADER_LIMIT);
  const end = /^DATA (\w+)\r?\n/m.exec(text);
  if (!/^# \.PCD|^VERSION/.test(text) || end === null) return 'it does not begin as a PCD file';
  const value = (key: string) => new RegExp(`^${key} (.*?)\\r?$`, 'm').exec(text)?.[1] ?? '';
  const layout = [value('FIELDS'), value('SIZE'), value('TYPE')].join(' | ');
  if (!/^x y z rgba? \| 4 4 4 4 \| F F F [UF]$/.test(layout)) {
    return `only points of x y z rgba in 4 bytes each are read, this has ${layout}`;
  }
  const [width, height] = [Number(value('WIDTH')), Number(value('HEIGHT'))];
  const sensible = (side: number) => Number.isInteger(side) && side >= 1 && side <= LARGEST_SIDE;
  if (!sensible(width) || !sensible(height) || height === 1) {
    return `${value('WIDTH')}×${value('HEIGHT')} is not the size of a depth camera's picture`;
  }
  const kind = end[1] ?? '';
  if (kind !== 'binary' && kind !== 'binary_compressed') return `its points are “${kind}”`;
  return {
    width,
    height,
    compressed: kind === 'binary_compressed',
    body: end.index + end[0].length,
  };
}

/**
 * @param pointStride bytes from one point to the next
 * @param fieldStride bytes from one field of a point to the next
 */
function picturesOf(
  points: Uint8Array,
  width: number,
  height: number,
  pointStride: number,
  fieldStride: number,
): DepthAndColor {
  const view = new DataView(points.buffer, points.byteOffset, points.byteLength);
  const depth = new Uint16Array(width * height);
  const color = new Uint8Array(width * height * 4);
  for (let i = 0; i < depth.length; i++) {
    const mm = Math.round(view.getFloat32(i * pointStride + 2 * fieldStride, true) * 1000);
    depth[i] = mm > 0 && mm <= 65_535 ? mm : 0;
    const bgra = i * pointStride + 3 * fieldStride;
    color[4 * i] = points[bgra + 2] ?? 0;
    color[4 * i + 1] = points[bgra + 1] ?? 0;
    color[4 * i + 2] = points[bgra] ?? 0;
    color[4 * i + 3] = 255;
  }
  return { depth: { width, height, data: depth }, color: { width, height, data: color } };
}

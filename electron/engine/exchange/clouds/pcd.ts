import type { SensorImage } from '../../camera/sensor-frame.ts';
import { succeed, type Result } from '../../../contract/problem.ts';
import { LARGEST_PICTURE_BYTES, readWholeFile, unreadable } from '../files/files.ts';
import { pcdColumns, type PcdColumns } from './pcd-columns.ts';
import { parsePcdHeader, type PcdField } from './pcd-header.ts';

/** An organised cloud: a point for every pixel of the picture that it was computed from. */
export interface OrganisedCloud {
  readonly width: number;
  readonly height: number;
  /** In the cloud's own unit; not finite where there is no reading. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly z: Float32Array;
  /** RGBA; all zero where the cloud has no colour. */
  readonly color: SensorImage<Uint8Array>;
  readonly hasColor: boolean;
}

/**
 * Reads an organised PCD file: any fields in any order, as text, binary or compressed. Clouds without order are a
 * problem.
 */
export async function readPcd(file: string): Promise<Result<OrganisedCloud>> {
  const read = await readWholeFile(file, LARGEST_PICTURE_BYTES);
  if (!read.ok) return read;
  const header = parsePcdHeader(read.value);
  if (typeof header === 'string') return unreadable(file, header);
  const columns = pcdColumns(header, read.value);
  if (typeof columns === 'string') return unreadable(file, columns);
  const { width, height, fields } = header;
  const field = (name: string) => fields.find((candidate) => candidate.name === name);
  const numbers = (name: string) => {
    const found = field(name);
    return found === undefined
      ? new Float32Array(width * height).fill(NaN)
      : columns.numbers(found);
  };
  const data = new Uint8Array(4 * width * height);
  const hasColor = fillColor(data, columns, field);
  return succeed({
    width,
    height,
    x: numbers('x'),
    y: numbers('y'),
    z: numbers('z'),
    color: { width, height, data },
    hasColor,
  });
}

/** Fills in RGBA; false where the cloud has no colour. */
function fillColor(
  rgba: Uint8Array,
  columns: PcdColumns,
  field: (name: string) => PcdField | undefined,
): boolean {
  const packed = field('rgb') ?? field('rgba');
  if (packed !== undefined) {
    for (const [i, bits] of columns.bits(packed).entries()) {
      rgba.set([(bits >> 16) & 255, (bits >> 8) & 255, bits & 255, 255], 4 * i);
    }
    return true;
  }
  const grey = field('intensity') ?? field('i');
  const channels = [
    field('r') ?? field('red') ?? grey,
    field('g') ?? field('green') ?? grey,
    field('b') ?? field('blue') ?? grey,
  ];
  if (channels.includes(undefined)) return false;
  for (const [channel, of] of channels.entries()) {
    if (of === undefined) continue;
    const values = columns.numbers(of);
    // Fractions are written from 0 to 1 or from 0 to 255.
    const isUnit = of.type === 'F' && values.every((value) => !(value > 1));
    for (const [i, value] of values.entries()) {
      rgba[4 * i + channel] = Math.max(0, Math.min(255, Math.round(isUnit ? 255 * value : value)));
      rgba[4 * i + 3] = 255;
    }
  }
  return true;
}

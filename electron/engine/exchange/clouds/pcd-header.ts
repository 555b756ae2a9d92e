/** The text at the start of a PCD file. Format: pointclouds.org/documentation/tutorials/pcd_file_format.html. */
import { LARGEST_SIDE } from '../frame-source.ts';

export interface PcdField {
  readonly name: string;
  /** Signed or unsigned whole number, or fraction. */
  readonly type: 'I' | 'U' | 'F';
  /** Bytes of one number. */
  readonly size: number;
  /** Numbers of it in a point. */
  readonly count: number;
  /** Place in a point: bytes before it, and numbers before it. */
  readonly offset: number;
  readonly column: number;
}

type PcdData = 'ascii' | 'binary' | 'binary_compressed';

export interface PcdHeader {
  readonly fields: readonly PcdField[];
  readonly width: number;
  readonly height: number;
  readonly data: PcdData;
  /** Bytes of one point. */
  readonly pointBytes: number;
  /** Offset of the points. */
  readonly body: number;
}

const HEADER_LIMIT = 8192;
const MOST_FIELDS = 64;
/** Twice as many as a picture of 1920×1080. */
const MOST_POINTS = 4_194_304;
const SIZES = new Set(['I1', 'I2', 'I4', 'I8', 'U1', 'U2', 'U4', 'U8', 'F4', 'F8']);

/** Whether the file begins as a PCD does, with or without its remark and its version. */
const looksLikePcd = (start: string): boolean =>
  /^(#[^\n]*\r?\n)*\s*(# \.PCD|VERSION\s|FIELDS\s|COLUMNS\s)/.test(start) ||
  start.startsWith('# .PCD');

/** The header, or what is wrong with it. */
export function parsePcdHeader(bytes: Buffer): PcdHeader | string {
  const text = bytes.toString('latin1', 0, HEADER_LIMIT);
  const end = /^DATA[ \t]+(\w+)[ \t]*\r?\n/im.exec(text);
  if (!looksLikePcd(text) || end === null) return 'it does not begin as a PCD file';
  const entries = new Map(
    text
      .slice(0, end.index)
      .split(/\r?\n/)
      .filter((line) => !line.startsWith('#'))
      .map((line) => line.trim().split(/\s+/))
      .map(([key = '', ...values]) => [key.toUpperCase(), values]),
  );
  const data = (end[1] ?? '').toLowerCase();
  if (data !== 'ascii' && data !== 'binary' && data !== 'binary_compressed') {
    return `its points are “${data}”`;
  }
  const fields = fieldsOf(entries);
  if (typeof fields === 'string') return fields;
  const [width, height] = sizeOf(entries);
  if (height === 1) {
    return `its ${width} points are in no order (HEIGHT 1): the grid of the camera's picture is gone. Save the organised cloud`;
  }
  if (width * height > MOST_POINTS) {
    return `its ${width}×${height} points are more than a depth camera's picture has`;
  }
  const isSide = (side: number) => Number.isInteger(side) && side >= 1 && side <= LARGEST_SIDE;
  if (!isSide(width) || !isSide(height)) {
    return `${width}×${height} is not the size of a depth camera's picture`;
  }
  const pointBytes = fields.reduce((sum, { size, count }) => sum + size * count, 0);
  return { fields, width, height, data, pointBytes, body: end.index + end[0].length };
}

/** The first versions have no sizes and types: four bytes, fractions; no counts: one. */
function fieldsOf(entries: ReadonlyMap<string, readonly string[]>): readonly PcdField[] | string {
  const names = entries.get('FIELDS') ?? entries.get('COLUMNS') ?? [];
  if (names.length === 0 || names.length > MOST_FIELDS) return 'its header names no fields';
  const fields: PcdField[] = [];
  let [offset, column] = [0, 0];
  for (const [index, name] of names.entries()) {
    const type = (entries.get('TYPE')?.[index] ?? 'F').toUpperCase();
    const size = Number(entries.get('SIZE')?.[index] ?? 4);
    const count = Number(entries.get('COUNT')?.[index] ?? 1);
    const isKnown = (type === 'I' || type === 'U' || type === 'F') && SIZES.has(`${type}${size}`);
    if (!isKnown || !Number.isInteger(count) || count < 1 || count > 4096) {
      return `its field ${name} of ${count} numbers of type ${type} in ${size} bytes is not one of the format`;
    }
    fields.push({ name: name.toLowerCase(), type, size, count, offset, column });
    offset += size * count;
    column += count;
  }
  if (!fields.some(({ name }) => name === 'z')) return `it has no field z, only ${names.join(' ')}`;
  return fields;
}

/** Versions without a width have one number of points. */
function sizeOf(entries: ReadonlyMap<string, readonly string[]>): readonly [number, number] {
  const number = (key: string) => Number(entries.get(key)?.[0] ?? NaN);
  const points = number('POINTS');
  const width = Number.isNaN(number('WIDTH')) ? points : number('WIDTH');
  return [width, Number.isNaN(number('HEIGHT')) ? 1 : number('HEIGHT')];
}

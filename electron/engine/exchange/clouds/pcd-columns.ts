/** Single fields of a PCD file's points, however they are stored. */
import { expandLzf } from './lzf.ts';
import type { PcdField, PcdHeader } from './pcd-header.ts';

/** Reads one field of every point: numbers, or for colours packed into 32 bits those bits. */
export interface PcdColumns {
  /** NaN where a point has none. */
  numbers(field: PcdField): Float32Array;
  bits(field: PcdField): Uint32Array;
}

/** The points of a file, or what is wrong with them. */
export function pcdColumns(header: PcdHeader, file: Buffer): PcdColumns | string {
  const { width, height, data, pointBytes, body } = header;
  const points = width * height;
  const length = points * pointBytes;
  const bytes = file.subarray(body);
  switch (data) {
    case 'ascii':
      return textColumns(header, bytes);
    case 'binary':
      return bytes.length < length
        ? `${length} bytes of points are promised at byte ${body}, ${bytes.length} are there`
        : binaryColumns(bytes, points, (field) => [field.offset, pointBytes]);
    case 'binary_compressed': {
      if (
        bytes.length < 8 ||
        bytes.readUInt32LE(4) !== length ||
        bytes.readUInt32LE(0) > bytes.length - 8
      ) {
        return `the sizes of the compressed points at byte ${body} are wrong`;
      }
      const expanded = expandLzf(bytes.subarray(8, 8 + bytes.readUInt32LE(0)), length);
      if (expanded === null) return `the compressed points at byte ${body + 8} are damaged`;
      // Compressed points lie field by field.
      return binaryColumns(expanded, points, (field) => [
        field.offset * points,
        field.size * field.count,
      ]);
    }
  }
}

/** @param placeOf bytes before the first of a field, and from one to the next */
function binaryColumns(
  bytes: Uint8Array,
  points: number,
  placeOf: (field: PcdField) => readonly [number, number],
): PcdColumns {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    numbers(field) {
      const [start, stride] = placeOf(field);
      const read = numberReader(view, field);
      return Float32Array.from({ length: points }, (_, i) => read(start + i * stride));
    },
    bits(field) {
      const [start, stride] = placeOf(field);
      const read =
        field.size === 4 ? (at: number) => view.getUint32(at, true) : numberReader(view, field);
      return Uint32Array.from({ length: points }, (_, i) => read(start + i * stride));
    },
  };
}

function numberReader(view: DataView, { type, size }: PcdField): (at: number) => number {
  switch (`${type}${size}`) {
    case 'F8':
      return (at) => view.getFloat64(at, true);
    case 'U1':
      return (at) => view.getUint8(at);
    case 'U2':
      return (at) => view.getUint16(at, true);
    case 'U4':
      return (at) => view.getUint32(at, true);
    case 'U8':
      return (at) => Number(view.getBigUint64(at, true));
    case 'I1':
      return (at) => view.getInt8(at);
    case 'I2':
      return (at) => view.getInt16(at, true);
    case 'I4':
      return (at) => view.getInt32(at, true);
    case 'I8':
      return (at) => Number(view.getBigInt64(at, true));
    default:
      return (at) => view.getFloat32(at, true);
  }
}

/** One point a line. The text is gone through once for each field: its words together would take too much memory. */
function textColumns(
  { fields, width, height, body }: PcdHeader,
  bytes: Buffer,
): PcdColumns | string {
  const points = width * height;
  const columns = fields.reduce((sum, { count }) => sum + count, 0);
  const text = bytes.toString('latin1');
  let found = 0;
  for (const words = /\S+/g; found < points * columns && words.test(text);) found++;
  if (found < points * columns) {
    return `${points * columns} numbers of points are promised at byte ${body}, ${found} are there`;
  }
  const each = (column: number, take: (word: string, point: number) => void) => {
    const words = /\S+/g;
    for (let index = 0; index < points * columns; index++) {
      const [word = ''] = words.exec(text) ?? [];
      if (index % columns === column) take(word, (index - column) / columns);
    }
  };
  const bitsOf = new DataView(new ArrayBuffer(4));
  return {
    numbers(field) {
      const values = new Float32Array(points);
      // What is no number, such as PCL's nan, is none.
      each(field.column, (word, point) => (values[point] = Number(word)));
      return values;
    },
    bits(field) {
      const values = new Uint32Array(points);
      each(field.column, (word, point) => {
        // A whole number is the bits themselves, whatever the header calls it; a fraction is made of them.
        if (field.type !== 'F' || /^\d+$/.test(word)) values[point] = Number(word) >>> 0;
        else {
          bitsOf.setFloat32(0, Number(word));
          values[point] = bitsOf.getUint32(0);
        }
      });
      return values;
    },
  };
}

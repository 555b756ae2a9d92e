/**
 * The part of the Protocol Buffers wire format that ONNX files need.
 *
 * Source: "Encoding", Protocol Buffers documentation (varints, tags, length-delimited fields).
 */

const VARINT = 0;
const FIXED64 = 1;
const LENGTH_DELIMITED = 2;
const FIXED32 = 5;

const INT64_MAX = 2n ** 63n - 1n;
const INT64_MIN = -(2n ** 63n);

/** Appends fields to a message, in the order of the calls. */
export class ProtobufWriter {
  private readonly chunks: Uint8Array[] = [];
  private size = 0;

  /** A 64-bit signed integer. Whole numbers outside the 64-bit range saturate; fractions throw. */
  int(field: number, value: number | bigint): this {
    this.tag(field, VARINT);
    this.varint(BigInt.asUintN(64, clampToInt64(BigInt(value))));
    return this;
  }

  float32(field: number, value: number): this {
    this.tag(field, FIXED32);
    const chunk = new Uint8Array(4);
    new DataView(chunk.buffer).setFloat32(0, value, true);
    this.append(chunk);
    return this;
  }

  bytes(field: number, value: Uint8Array): this {
    this.tag(field, LENGTH_DELIMITED);
    this.varint(BigInt(value.length));
    this.append(value);
    return this;
  }

  text(field: number, value: string): this {
    return this.bytes(field, new TextEncoder().encode(value));
  }

  message(field: number, value: ProtobufWriter): this {
    this.tag(field, LENGTH_DELIMITED);
    this.varint(BigInt(value.size));
    for (const chunk of value.chunks) this.append(chunk);
    return this;
  }

  finish(): Uint8Array {
    const whole = new Uint8Array(this.size);
    let offset = 0;
    for (const chunk of this.chunks) {
      whole.set(chunk, offset);
      offset += chunk.length;
    }
    return whole;
  }

  private tag(field: number, wireType: number): void {
    this.varint(BigInt(field * 8 + wireType));
  }

  private varint(value: bigint): void {
    const bytes: number[] = [];
    let rest = value;
    while (rest > 127n) {
      bytes.push(Number(rest & 127n) | 128);
      rest >>= 7n;
    }
    bytes.push(Number(rest));
    this.append(Uint8Array.from(bytes));
  }

  private append(chunk: Uint8Array): void {
    this.chunks.push(chunk);
    this.size += chunk.length;
  }
}

/** One field as it lies in the file; the caller knows from the field number how to read it. */
export type ProtobufField = VarintField | BytesField;

export interface VarintField {
  readonly field: number;
  readonly kind: 'varint';
  /** Signed reading of the 64 bits. */
  readonly value: bigint;
}

/** A length-delimited field, or the 4 or 8 bytes of a fixed-size number. */
export interface BytesField {
  readonly field: number;
  readonly kind: 'bytes' | 'fixed32' | 'fixed64';
  /** A view into the file, not a copy. */
  readonly value: Uint8Array;
}

/** Fields of one message in file order. Throws on bytes that are not a protobuf message. */
export function readFields(bytes: Uint8Array): ProtobufField[] {
  const fields: ProtobufField[] = [];
  const cursor = { bytes, offset: 0 };
  while (cursor.offset < bytes.length) {
    const tag = Number(readVarint(cursor));
    fields.push(readField(cursor, Math.floor(tag / 8), tag % 8));
  }
  return fields;
}

/** Integers of a repeated field's occurrence, packed or not. */
export function readIntegers(field: ProtobufField): bigint[] {
  if (field.kind === 'varint') return [field.value];
  const cursor = { bytes: field.value, offset: 0 };
  const values: bigint[] = [];
  while (cursor.offset < field.value.length) {
    values.push(BigInt.asIntN(64, readVarint(cursor)));
  }
  return values;
}

/** 32-bit floats of a repeated field's occurrence, packed or not. */
export function readFloats(field: ProtobufField): number[] {
  const bytes = expectBytes(field);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length / 4 }, (_, index) => view.getFloat32(index * 4, true));
}

export function expectBytes(field: ProtobufField): Uint8Array {
  if (field.kind === 'varint') throw new Error(`Protobuf field ${field.field} holds no bytes.`);
  return field.value;
}

export function expectText(field: ProtobufField): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(expectBytes(field));
}

export function expectInteger(field: ProtobufField): number {
  if (field.kind !== 'varint') throw new Error(`Protobuf field ${field.field} is no integer.`);
  return Number(field.value);
}

interface Cursor {
  readonly bytes: Uint8Array;
  offset: number;
}

function readField(cursor: Cursor, field: number, wireType: number): ProtobufField {
  switch (wireType) {
    case VARINT:
      return { field, kind: 'varint', value: BigInt.asIntN(64, readVarint(cursor)) };
    case FIXED64:
      return { field, kind: 'fixed64', value: take(cursor, 8) };
    case FIXED32:
      return { field, kind: 'fixed32', value: take(cursor, 4) };
    case LENGTH_DELIMITED:
      return { field, kind: 'bytes', value: take(cursor, Number(readVarint(cursor))) };
    default:
      throw new Error(`Not a protobuf message: wire type ${wireType} at byte ${cursor.offset}.`);
  }
}

function readVarint(cursor: Cursor): bigint {
  let value = 0n;
  for (let shift = 0n; shift < 70n; shift += 7n) {
    const byte = cursor.bytes[cursor.offset];
    if (byte === undefined) break;
    cursor.offset += 1;
    value |= BigInt(byte & 127) << shift;
    if (byte < 128) return value;
  }
  throw new Error(`Not a protobuf message: unfinished number at byte ${cursor.offset}.`);
}

function take(cursor: Cursor, length: number): Uint8Array {
  const end = cursor.offset + length;
  if (end > cursor.bytes.length) {
    throw new Error(`Not a protobuf message: cut off at byte ${cursor.bytes.length}.`);
  }
  const part = cursor.bytes.subarray(cursor.offset, end);
  cursor.offset = end;
  return part;
}

function clampToInt64(value: bigint): bigint {
  if (value > INT64_MAX) return INT64_MAX;
  if (value < INT64_MIN) return INT64_MIN;
  return value;
}

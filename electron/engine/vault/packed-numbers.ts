/** Numbers of 32 bits as text: little endian, base64. */
import { endianness } from 'node:os';

const NUMBER_BYTES = Float32Array.BYTES_PER_ELEMENT;

export const numbersToBase64 = (numbers: Float32Array): string =>
  littleEndian(Buffer.from(Float32Array.from(numbers).buffer)).toString('base64');

/** Throws a RangeError where bytes are left over. */
export function numbersFromBase64(base64: string): Float32Array {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length % NUMBER_BYTES !== 0) throw new RangeError('not numbers of 32 bits');
  const numbers = new Float32Array(bytes.length / NUMBER_BYTES);
  new Uint8Array(numbers.buffer).set(littleEndian(bytes));
  return numbers;
}

function littleEndian(bytes: Buffer): Buffer {
  return endianness() === 'LE' ? bytes : bytes.swap32();
}

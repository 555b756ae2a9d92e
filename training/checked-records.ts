import {
  closeSync,
  fstatSync,
  fsyncSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { crc32 } from 'node:zlib';

/**
 * Records of equal length behind a header, in one file of training's cache:
 *
 *   8 bytes   what the file is
 *   u32       length of the header
 *   u32       CRC-32 of the header
 *   header    JSON
 *   records
 *
 * Numbers are little-endian. The header holds the CRC-32 of every record. A file is written under another name and
 * renamed when it is complete.
 */
export interface RecordFormat<Header extends { readonly checksums: readonly number[] }> {
  /** Eight Latin letters. */
  readonly magic: string;
  readonly recordBytes: number;
  /** Throws when the header is not understood. */
  parse(header: unknown): Header;
  /** Sentence about what to do with a damaged file, and what it holds: `so its people cannot be used. Delete it`. */
  readonly remedy: string;
}

/** An open file of records. */
export interface CheckedRecords<Header> {
  readonly header: Header;
  /** Bytes of the n-th record. Throws a sentence for people if they are damaged. */
  readRecord(n: number): Uint8Array;
  close(): void;
}

const MAGIC_BYTES = 8;
const PREAMBLE = MAGIC_BYTES + 8;
/** A header is a few hundred kilobytes; a larger length means damage. */
const LARGEST_HEADER = 64 * 1024 * 1024;

/**
 * Writes records so that the file is either complete or absent. Throws a sentence for people if the disk is full.
 * @param described the header without the checksums of the records
 */
export function writeCheckedRecords(
  file: string,
  magic: string,
  described: object,
  records: readonly Uint8Array[],
): void {
  const checksums = records.map((record) => crc32(record));
  const header = Buffer.from(JSON.stringify({ ...described, checksums }), 'utf8');
  const preamble = Buffer.alloc(PREAMBLE);
  preamble.write(magic, 'latin1');
  preamble.writeUInt32LE(header.length, MAGIC_BYTES);
  preamble.writeUInt32LE(crc32(header), MAGIC_BYTES + 4);
  const part = `${file}.part`;
  try {
    const handle = openSync(part, 'w');
    try {
      for (const bytes of [preamble, header, ...records]) writeAll(handle, bytes);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    throw diskProblem(error, file);
  }
}

function writeAll(handle: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) done += writeSync(handle, bytes, done);
}

function diskProblem(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  const remedy = 'Everything made before it is kept: run the same command again to go on.';
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT') {
    return new Error(`The disk is full: ${file} could not be written. Make room first. ${remedy}`);
  }
  return new Error(`${file} could not be written (${error.message}). ${remedy}`);
}

/**
 * Opens a file of records and checks its header and its length; records are checked as they are read. Throws a
 * sentence for people if the file is not complete.
 */
export function openCheckedRecords<Header extends { readonly checksums: readonly number[] }>(
  file: string,
  format: RecordFormat<Header>,
): CheckedRecords<Header> {
  const handle = openSync(file, 'r');
  try {
    return readable(file, handle, format);
  } catch (error) {
    closeSync(handle);
    throw error;
  }
}

function readable<Header extends { readonly checksums: readonly number[] }>(
  file: string,
  handle: number,
  { magic, recordBytes, parse, remedy }: RecordFormat<Header>,
): CheckedRecords<Header> {
  const damage = (how: string): Error => new Error(`${file} is damaged (${how}), ${remedy}`);
  const preamble = readExactly(handle, PREAMBLE, 0, damage);
  if (preamble.toString('latin1', 0, MAGIC_BYTES) !== magic) throw damage('it is no such file');
  const length = preamble.readUInt32LE(MAGIC_BYTES);
  if (length > LARGEST_HEADER) throw damage('its header has an impossible length');
  const bytes = readExactly(handle, length, PREAMBLE, damage);
  if (crc32(bytes) !== preamble.readUInt32LE(MAGIC_BYTES + 4)) {
    throw damage('its header fails its checksum');
  }
  let header: Header;
  try {
    header = parse(JSON.parse(bytes.toString('utf8')));
  } catch (error) {
    throw Object.assign(damage('its header is not understood'), { cause: error });
  }
  const { checksums } = header;
  const first = PREAMBLE + length;
  if (fstatSync(handle).size !== first + checksums.length * recordBytes) {
    throw damage('it is not as long as it should be');
  }
  return {
    header,
    readRecord(n) {
      if (!Number.isInteger(n) || n < 0 || n >= checksums.length) {
        throw new RangeError(`${file} has records 0 to ${checksums.length - 1}, not ${n}.`);
      }
      const record = readExactly(handle, recordBytes, first + n * recordBytes, damage);
      if (crc32(record) !== checksums[n]) throw damage(`record ${n} fails its checksum`);
      return record;
    },
    close: () => closeSync(handle),
  };
}

function readExactly(
  handle: number,
  length: number,
  position: number,
  damage: (how: string) => Error,
): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  for (let done = 0; done < length;) {
    const count = readSync(handle, bytes, done, length - done, position + done);
    if (count === 0) throw damage('it ends too early');
    done += count;
  }
  return bytes;
}

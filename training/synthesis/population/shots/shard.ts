import {
  closeSync,
  fsyncSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  fstatSync,
  writeSync,
} from 'node:fs';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { RECORD_BYTES } from './shot-record.ts';
import { shotDescriptionSchema } from './shot-description.ts';
import type { ShotDescription } from './shot-description.ts';

/**
 * A shard holds the shots of a few people in one file:
 *
 *   8 bytes   "DLPEOPLE"
 *   u32       length of the header
 *   u32       CRC-32 of the header
 *   header    JSON: what `headerSchema` says
 *   records   RECORD_BYTES for every shot that was acquired, in the order of the header
 *
 * Numbers are little-endian. A shard is written under another name and renamed when it is complete.
 */
const MAGIC = Buffer.from('DLPEOPLE', 'latin1');
const PREAMBLE = MAGIC.length + 8;
/** A header is a few hundred kilobytes; a larger length means damage. */
const LARGEST_HEADER = 64 * 1024 * 1024;
const COEFFICIENTS = 100;

const personSchema = z.object({
  /** Index in the set. */
  person: z.int().nonnegative(),
  /** Seed of `sampleIdentity`. */
  seed: z.int().nonnegative(),
  masculine: z.boolean(),
  age: z.number(),
  /** Coefficients of the identity modes of ICT-FaceKit, standard deviations. */
  coefficients: z.array(z.number()).length(COEFFICIENTS),
});

const headerSchema = z.object({
  recipe: z.int(),
  set: z.string(),
  seed: z.int(),
  people: z.array(personSchema),
  shots: z.array(shotDescriptionSchema),
  /** CRC-32 of every record. */
  checksums: z.array(z.int().nonnegative()),
});

export type StoredPerson = Readonly<z.infer<typeof personSchema>>;

export interface ShardContent {
  /** Version of the generator. */
  readonly recipe: number;
  readonly set: string;
  readonly seed: number;
  readonly people: readonly StoredPerson[];
  readonly shots: readonly ShotDescription[];
  /** Bytes of the acquired shots, in order. */
  readonly records: readonly Uint8Array[];
}

/** Writes a shard so that it is either complete or absent. Throws a sentence for people if the disk is full. */
export function writeShard(file: string, content: ShardContent): void {
  const { records, ...described } = content;
  const checksums = records.map((record) => crc32(record));
  const header = Buffer.from(JSON.stringify({ ...described, checksums }), 'utf8');
  const preamble = Buffer.alloc(PREAMBLE);
  MAGIC.copy(preamble);
  preamble.writeUInt32LE(header.length, MAGIC.length);
  preamble.writeUInt32LE(crc32(header), MAGIC.length + 4);
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

/** An open shard. */
export interface Shard extends Omit<ShardContent, 'records'> {
  /** Bytes of the n-th acquired shot. Throws a sentence for people if they are damaged. */
  readRecord(n: number): Uint8Array;
  close(): void;
}

/**
 * Opens a shard and checks its header and its length; records are checked as they are read. Throws a sentence for
 * people if the file is not a complete shard.
 */
export function openShard(file: string): Shard {
  const handle = openSync(file, 'r');
  try {
    return readable(file, handle);
  } catch (error) {
    closeSync(handle);
    throw error;
  }
}

function readable(file: string, handle: number): Shard {
  const preamble = readExactly(file, handle, PREAMBLE, 0);
  if (!preamble.subarray(0, MAGIC.length).equals(MAGIC)) throw damage(file, 'it is no shard');
  const length = preamble.readUInt32LE(MAGIC.length);
  if (length > LARGEST_HEADER) throw damage(file, 'its header has an impossible length');
  const bytes = readExactly(file, handle, length, PREAMBLE);
  if (crc32(bytes) !== preamble.readUInt32LE(MAGIC.length + 4)) {
    throw damage(file, 'its header fails its checksum');
  }
  const { checksums, ...described } = parseHeader(file, bytes);
  const acquired = described.shots.filter((shot) => shot.acquired).length;
  const first = PREAMBLE + length;
  if (acquired !== checksums.length) throw damage(file, 'shots and records do not match');
  if (fstatSync(handle).size !== first + acquired * RECORD_BYTES) {
    throw damage(file, 'it is not as long as it should be');
  }
  const readRecord = (n: number): Uint8Array => {
    if (!Number.isInteger(n) || n < 0 || n >= acquired) {
      throw new RangeError(`${file} has records 0 to ${acquired - 1}, not ${n}.`);
    }
    const record = readExactly(file, handle, RECORD_BYTES, first + n * RECORD_BYTES);
    if (crc32(record) !== checksums[n]) throw damage(file, `record ${n} fails its checksum`);
    return record;
  };
  return { ...described, readRecord, close: () => closeSync(handle) };
}

function parseHeader(file: string, bytes: Buffer): z.infer<typeof headerSchema> {
  try {
    return headerSchema.parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    throw damage(file, 'its header is not understood');
  }
}

function readExactly(file: string, handle: number, length: number, position: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  for (let done = 0; done < length;) {
    const count = readSync(handle, bytes, done, length - done, position + done);
    if (count === 0) throw damage(file, 'it ends too early');
    done += count;
  }
  return bytes;
}

const damage = (file: string, how: string): Error =>
  new Error(
    `${file} is damaged (${how}), so its people cannot be used. Delete it and run training/synthesis/population/main.ts again: it makes the same people anew.`,
  );

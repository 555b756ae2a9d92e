import { z } from 'zod';
import { openCheckedRecords, writeCheckedRecords } from '../../../checked-records.ts';
import { RECORD_BYTES } from './shot-record.ts';
import { shotDescriptionSchema } from './shot-description.ts';
import type { ShotDescription } from './shot-description.ts';

/** A shard holds the shots of a few people in one file: a record for every shot that was acquired, in order. */
const MAGIC = 'DLPEOPLE';
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

const headerSchema = z
  .object({
    recipe: z.int(),
    set: z.string(),
    seed: z.int(),
    people: z.array(personSchema),
    shots: z.array(shotDescriptionSchema),
    /** CRC-32 of every record. */
    checksums: z.array(z.int().nonnegative()),
  })
  .refine(
    ({ shots, checksums }) => shots.filter((shot) => shot.acquired).length === checksums.length,
    'shots and records do not match',
  );

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
  writeCheckedRecords(file, MAGIC, described, records);
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
  const { header, readRecord, close } = openCheckedRecords(file, {
    magic: MAGIC,
    recordBytes: RECORD_BYTES,
    parse: (value) => headerSchema.parse(value),
    remedy:
      'so its people cannot be used. Delete it and run training/synthesis/population/main.ts again: it makes the same people anew.',
  });
  const { recipe, set, seed, people, shots } = header;
  return { recipe, set, seed, people, shots, readRecord, close };
}

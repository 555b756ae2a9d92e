/**
 * The bytes of a checkpoint: magic, length of the header, header (JSON), the arrays one after the other, SHA-256 of
 * all that. Numbers are little-endian.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';

const MAGIC = new TextEncoder().encode('DEPTHLOCK-CHECKPOINT');
/** Changes with the fields of the header. */
const FORMAT_VERSION = 1;
const DIGEST_BYTES = 32;
const HEADER_START = MAGIC.length + 4;

const lossPointSchema = z.object({
  passes: z.number(),
  learningRate: z.number(),
  losses: z.array(z.number()),
});

const validationSchema = z.object({
  passes: z.number(),
  figures: z.intersection(z.object({ errorRate: z.number() }), z.record(z.string(), z.number())),
});

const headerSchema = z.object({
  format: z.literal(FORMAT_VERSION),
  /** Identity of the run; a different run must not resume from this checkpoint. */
  identity: z.object({
    task: z.string(),
    architecture: z.string(),
    options: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  }),
  /** Steps done. */
  step: z.number().int().nonnegative(),
  /** Time spent training, over all sessions. */
  seconds: z.number().nonnegative(),
  bestErrorRate: z.number().nullable(),
  history: z.object({
    losses: z.array(lossPointSchema),
    validations: z.array(validationSchema),
    /** Sums since the last point of `losses`. */
    pending: z.object({ steps: z.number(), losses: z.array(z.number()) }),
  }),
  arrays: z.array(z.object({ name: z.string(), length: z.number().int().nonnegative() })),
});

type Header = z.infer<typeof headerSchema>;

export type CheckpointHeader = Omit<Header, 'format' | 'arrays'>;
export type CheckpointIdentity = Header['identity'];
export type RunHistory = Header['history'];
export type LossPoint = z.infer<typeof lossPointSchema>;
export type ValidationPoint = z.infer<typeof validationSchema>;

export interface Checkpoint {
  readonly header: CheckpointHeader;
  readonly arrays: Readonly<Record<string, Float32Array>>;
}

export type DecodedCheckpoint =
  | { readonly kind: 'checkpoint'; readonly checkpoint: Checkpoint }
  /** `what`: end of a sentence about the file, e.g. “is empty”. */
  | { readonly kind: 'unusable'; readonly what: string };

export function encodeCheckpoint({ header, arrays }: Checkpoint): Uint8Array {
  const lengths = Object.entries(arrays).map(([name, { length }]) => ({ name, length }));
  const text = JSON.stringify({ ...header, format: FORMAT_VERSION, arrays: lengths });
  const headerBytes = new TextEncoder().encode(text);
  const headerLength = Buffer.alloc(4);
  headerLength.writeUInt32LE(headerBytes.length);
  const content = Buffer.concat([
    MAGIC,
    headerLength,
    headerBytes,
    ...Object.values(arrays).map(bytesOf),
  ]);
  return Buffer.concat([content, sha256(content)]);
}

/** Uses nothing before the checksum of the whole file is verified. */
export function decodeCheckpoint(bytes: Uint8Array): DecodedCheckpoint {
  if (!Buffer.from(bytes.subarray(0, MAGIC.length)).equals(MAGIC)) {
    return unusable(bytes.length === 0 ? 'is empty' : 'is not a checkpoint of Depthlock');
  }
  const content = bytes.subarray(0, -DIGEST_BYTES);
  if (!Buffer.from(bytes.subarray(-DIGEST_BYTES)).equals(sha256(content))) {
    return unusable('is damaged: it was cut off or changed after it was written');
  }
  return decodeContent(content);
}

function decodeContent(content: Uint8Array): DecodedCheckpoint {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const headerEnd = HEADER_START + view.getUint32(MAGIC.length, true);
  const text = new TextDecoder().decode(content.subarray(HEADER_START, headerEnd));
  const parsed = headerSchema.safeParse(JSON.parse(text));
  if (!parsed.success) return unusable('was written by another version of Depthlock');
  const { arrays: lengths, identity, step, seconds, bestErrorRate, history } = parsed.data;
  const arrays: Record<string, Float32Array> = {};
  let offset = headerEnd;
  for (const { name, length } of lengths) {
    const end = offset + length * Float32Array.BYTES_PER_ELEMENT;
    arrays[name] = new Float32Array(new Uint8Array(content.subarray(offset, end)).buffer);
    offset = end;
  }
  const header: CheckpointHeader = { identity, step, seconds, bestErrorRate, history };
  return { kind: 'checkpoint', checkpoint: { header, arrays } };
}

function bytesOf(array: Float32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
const unusable = (what: string): DecodedCheckpoint => ({ kind: 'unusable', what });

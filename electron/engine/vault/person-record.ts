/** Seals a person into a record of the vault file, and opens it again. */
import { endianness } from 'node:os';
import { z } from 'zod';
import type { Reference } from '../../contract/engine/engine-messages.ts';
import { SPECTRA, type Trust } from '../../contract/frame.ts';
import { openTemplate, sealTemplate } from './keys.ts';
import type { PinWrap } from './pin.ts';
import { FORMAT_VERSION, LIMITS, type PersonRecord } from './vault-format.ts';

/** A decrypted person. Holds embeddings: never log it. */
export interface Person {
  readonly id: string;
  readonly name: string;
  /** ISO 8601. */
  readonly enrolledAt: string;
  readonly trust: Trust;
  readonly encoder: string;
  readonly references: readonly Reference[];
  readonly pin: PinWrap | null;
}

const EMBEDDING_BYTES = LIMITS.embeddingLength * Float32Array.BYTES_PER_ELEMENT;

const sealedSchema = z.strictObject({
  name: z.string().min(1).max(200),
  enrolledAt: z.string().max(40),
  references: z
    .array(
      z.strictObject({
        yaw: z.number(),
        pitch: z.number(),
        embedding: z.base64().max(2 * EMBEDDING_BYTES),
        // Vaults written before there were looks in infrared do not say it: all are in colour.
        spectrum: z.enum(SPECTRA).default('colour'),
      }),
    )
    .max(LIMITS.references),
});

export function sealPerson(dataKey: Uint8Array, person: Person): PersonRecord {
  const content: z.input<typeof sealedSchema> = {
    name: person.name,
    enrolledAt: person.enrolledAt,
    references: person.references.map(({ yaw, pitch, spectrum, embedding }) => ({
      yaw,
      pitch,
      // Left out where it says nothing new, so that older versions read what they can understand.
      ...(spectrum === 'colour' ? {} : { spectrum }),
      embedding: littleEndian(Buffer.from(Float32Array.from(embedding).buffer)).toString('base64'),
    })),
  };
  const plain = Buffer.from(JSON.stringify(content));
  try {
    const { id, trust, encoder, pin } = person;
    const sealed = sealTemplate(dataKey, plain, boundTo({ id, trust, encoder }));
    return { id, trust, encoder, pin, sealed };
  } finally {
    plain.fill(0);
  }
}

/** Null if the record was changed, or belongs to another person, encoder, trust or vault. */
export function openPerson(dataKey: Uint8Array, record: PersonRecord): Person | null {
  const plain = openTemplate(dataKey, record.sealed, boundTo(record));
  if (plain === null) return null;
  try {
    const content = sealedSchema.safeParse(JSON.parse(plain.toString('utf8')));
    if (!content.success) return null;
    const references = content.data.references.map(({ yaw, pitch, spectrum, embedding }) => ({
      yaw,
      pitch,
      spectrum,
      embedding: readEmbedding(embedding),
    }));
    const { name, enrolledAt } = content.data;
    const { id, trust, encoder, pin } = record;
    return { id, trust, encoder, pin, name, enrolledAt, references };
  } catch {
    return null;
  } finally {
    plain.fill(0);
  }
}

/** What a record is bound to: person, encoder, camera trust and format. */
function boundTo({ id, encoder, trust }: Pick<PersonRecord, 'id' | 'encoder' | 'trust'>): string {
  return JSON.stringify(['depthlock/person', FORMAT_VERSION, id, encoder, trust]);
}

function readEmbedding(base64: string): Float32Array {
  const bytes = littleEndian(Buffer.from(base64, 'base64'));
  if (bytes.length !== EMBEDDING_BYTES) throw new RangeError('not an embedding');
  const embedding = new Float32Array(LIMITS.embeddingLength);
  new Uint8Array(embedding.buffer).set(bytes);
  return embedding;
}

function littleEndian(bytes: Buffer): Buffer {
  return endianness() === 'LE' ? bytes : bytes.swap32();
}

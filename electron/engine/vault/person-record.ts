/** Seals a person into a record of the vault file, and opens it again. */
import { z } from 'zod';
import type { Reference } from '../../contract/engine/engine-messages.ts';
import { isOwnerShape, LONGEST_SHAPE, type OwnerShape } from '../../contract/head-shape.ts';
import { SPECTRA, type Trust } from '../../contract/frame.ts';
import { openTemplate, sealTemplate } from './keys.ts';
import { numbersFromBase64, numbersToBase64 } from './packed-numbers.ts';
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
  /** Null for an enrolment of an older version, or of too few looks. */
  readonly shape: OwnerShape | null;
  readonly pin: PinWrap | null;
}

const NUMBER_BYTES = Float32Array.BYTES_PER_ELEMENT;
const EMBEDDING_BYTES = LIMITS.embeddingLength * NUMBER_BYTES;
const shapeNumbers = z.base64().max(2 * LONGEST_SHAPE * NUMBER_BYTES);

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
  // Vaults written before heads had a shape of their own lack it.
  shape: z
    .strictObject({
      version: z.string().min(1).max(100),
      looks: z.int().positive(),
      mean: shapeNumbers,
      variance: shapeNumbers,
    })
    .optional(),
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
      embedding: numbersToBase64(embedding),
    })),
    // Left out where there is none, as older versions do.
    ...(person.shape === null ? {} : { shape: packShape(person.shape) }),
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
    const shape = readShape(content.data.shape);
    return { id, trust, encoder, pin, name, enrolledAt, references, shape };
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
  const embedding = numbersFromBase64(base64);
  if (embedding.length !== LIMITS.embeddingLength) throw new RangeError('not an embedding');
  return embedding;
}

type SealedShape = NonNullable<z.infer<typeof sealedSchema>['shape']>;

const packShape = ({ version, looks, mean, variance }: OwnerShape): SealedShape => ({
  ...{ version, looks },
  mean: numbersToBase64(mean),
  variance: numbersToBase64(variance),
});

function readShape(sealed: SealedShape | undefined): OwnerShape | null {
  if (sealed === undefined) return null;
  const { version, looks, mean, variance } = sealed;
  const shape = {
    version,
    looks,
    mean: numbersFromBase64(mean),
    variance: numbersFromBase64(variance),
  };
  if (!isOwnerShape(shape)) throw new RangeError('not the shape of a head');
  return shape;
}

/** Seals a person into a record of the vault file, and opens it again. */
import { z } from 'zod';
import type { Reference } from '../../../contract/engine/engine-messages.ts';
import { isOwnerShape, LONGEST_SHAPE, type OwnerShape } from '../../../contract/head-shape.ts';
import { SPECTRA, type Trust } from '../../../contract/frame.ts';
import { openTemplate, sealTemplate } from '../keys/keys.ts';
import type { PinWrap } from '../keys/pin-wrap.ts';
import { numbersFromBase64, numbersToBase64 } from '../packed-numbers.ts';
import {
  FORMAT_VERSION,
  LIMITS,
  type FormatVersion,
  type PersonRecord,
} from '../file/vault-format.ts';

/** How somebody looks: with glasses, with a beard. */
export interface Appearance {
  readonly id: string;
  /** Empty for the first one. */
  readonly label: string;
  /** ISO 8601. */
  readonly enrolledAt: string;
  readonly references: readonly Reference[];
  /** Null for an enrolment of an older version, or of too few looks. */
  readonly shape: OwnerShape | null;
}

/** A decrypted person. Holds embeddings: never log it. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly trust: Trust;
  /** The one that all references were made by. */
  readonly encoder: string;
  /** At least one; the first is the enrolment. */
  readonly appearances: readonly Appearance[];
  readonly pin: PinWrap | null;
}

/** The id of the appearance that somebody was first enrolled with. */
export const FIRST_APPEARANCE = 'first';

const NUMBER_BYTES = Float32Array.BYTES_PER_ELEMENT;
const EMBEDDING_BYTES = LIMITS.embeddingLength * NUMBER_BYTES;
const shapeNumbers = z.base64().max(2 * LONGEST_SHAPE * NUMBER_BYTES);

const name = z.string().min(1).max(200);
const looks = {
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
};
const appearanceSchema = z.strictObject({
  id: z.string().min(1).max(100),
  label: z.string().max(200),
  ...looks,
});
const sealedSchema = z.strictObject({
  name,
  appearances: z.array(appearanceSchema).min(1).max(LIMITS.appearances),
});
/** In format 1 a person had one appearance. */
const firstSealedSchema = z.strictObject({ name, ...looks });

export function sealPerson(dataKey: Uint8Array, person: Person): PersonRecord {
  const content: z.input<typeof sealedSchema> = {
    name: person.name,
    appearances: person.appearances.map(packAppearance),
  };
  const plain = Buffer.from(JSON.stringify(content));
  try {
    const { id, trust, encoder, pin } = person;
    const sealed = sealTemplate(dataKey, plain, boundTo({ id, trust, encoder }, FORMAT_VERSION));
    return { id, trust, encoder, pin, sealed };
  } finally {
    plain.fill(0);
  }
}

/**
 * Null if the record was changed, or belongs to another person, encoder, trust or vault. `version`: the format of the
 * file it is from.
 */
export function openPerson(
  dataKey: Uint8Array,
  record: PersonRecord,
  version: FormatVersion = FORMAT_VERSION,
): Person | null {
  const plain = openTemplate(dataKey, record.sealed, boundTo(record, version));
  if (plain === null) return null;
  try {
    const json: unknown = JSON.parse(plain.toString('utf8'));
    const content = version === 1 ? parseFirst(json) : sealedSchema.safeParse(json).data;
    if (content === undefined) return null;
    const { id, trust, encoder, pin } = record;
    const appearances = content.appearances.map(readAppearance);
    return { id, trust, encoder, pin, name: content.name, appearances };
  } catch {
    return null;
  } finally {
    plain.fill(0);
  }
}

function parseFirst(json: unknown): z.infer<typeof sealedSchema> | undefined {
  const { data } = firstSealedSchema.safeParse(json);
  if (data === undefined) return undefined;
  const { name: named, ...rest } = data;
  return { name: named, appearances: [{ id: FIRST_APPEARANCE, label: '', ...rest }] };
}

function packAppearance(appearance: Appearance): z.input<typeof appearanceSchema> {
  const { id, label, enrolledAt, references, shape } = appearance;
  return {
    id,
    label,
    enrolledAt,
    references: references.map(({ yaw, pitch, spectrum, embedding }) => ({
      yaw,
      pitch,
      ...(spectrum === 'colour' ? {} : { spectrum }),
      embedding: numbersToBase64(embedding),
    })),
    ...(shape === null ? {} : { shape: packShape(shape) }),
  };
}

function readAppearance(sealed: z.infer<typeof appearanceSchema>): Appearance {
  const { id, label, enrolledAt, shape } = sealed;
  const references = sealed.references.map(({ yaw, pitch, spectrum, embedding }) => ({
    yaw,
    pitch,
    spectrum,
    embedding: readEmbedding(embedding),
  }));
  return { id, label, enrolledAt, references, shape: readShape(shape) };
}

/** What a record is bound to: person, encoder, camera trust and format. */
function boundTo(
  { id, encoder, trust }: Pick<PersonRecord, 'id' | 'encoder' | 'trust'>,
  version: FormatVersion,
): string {
  return JSON.stringify(['depthlock/person', version, id, encoder, trust]);
}

function readEmbedding(base64: string): Float32Array {
  const embedding = numbersFromBase64(base64);
  if (embedding.length !== LIMITS.embeddingLength) throw new RangeError('not an embedding');
  return embedding;
}

type SealedShape = NonNullable<z.infer<typeof appearanceSchema>['shape']>;

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

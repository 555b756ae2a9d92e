/** Validates a person before they enter the vault. */
import type { Reference } from '../../contract/engine/engine-messages.ts';
import { isOwnerShape, type OwnerShape } from '../../contract/head-shape.ts';
import type { Trust } from '../../contract/frame.ts';
import { fail, succeed, type Result } from '../../contract/problem.ts';
import { isPin } from './pin.ts';
import { BAD_NAME, BAD_PIN, BAD_REFERENCES } from './sentences.ts';
import { LIMITS } from './vault-format.ts';

export interface NewPerson {
  /** 1 to 40 characters after trimming; no control characters. */
  readonly name: string;
  /** 4 to 12 digits; null for none, but then nothing opens the vault if the key storage fails. */
  readonly pin: string | null;
  /** 1 to 256 embeddings of unit length. */
  readonly references: readonly Reference[];
  readonly trust: Trust;
  /** Name and version of the encoder that made the embeddings; 1 to 100 characters. */
  readonly encoder: string;
  /** Null after too few looks. */
  readonly shape: OwnerShape | null;
}

const LONGEST_NAME = 40;
const LONGEST_ENCODER = 100;
const UNIT_TOLERANCE = 1e-2;

/** The person with the name trimmed, or what is wrong with them. */
export function checkNewPerson(person: NewPerson): Result<NewPerson> {
  const name = person.name.trim().normalize('NFC');
  if (!isName(name)) return fail('name-refused', BAD_NAME);
  if (person.pin !== null && !isPin(person.pin)) return fail('pin-refused', BAD_PIN);
  const { references, encoder, shape } = person;
  const isComplete =
    references.length >= 1 &&
    references.length <= LIMITS.references &&
    references.every(isReference) &&
    encoder.length >= 1 &&
    encoder.length <= LONGEST_ENCODER &&
    (shape === null || isOwnerShape(shape));
  return isComplete ? succeed({ ...person, name }) : fail('enrolment-incomplete', BAD_REFERENCES);
}

function isName(name: string): boolean {
  const length = Array.from(name).length;
  return length >= 1 && length <= LONGEST_NAME && !/\p{Cc}|\p{Cs}|\p{Zl}|\p{Zp}/u.test(name);
}

function isReference({ embedding, yaw, pitch }: Reference): boolean {
  const isUnit = Math.abs(Math.hypot(...embedding) - 1) <= UNIT_TOLERANCE;
  return (
    embedding.length === LIMITS.embeddingLength &&
    isUnit &&
    Math.abs(yaw) <= 180 &&
    Math.abs(pitch) <= 180
  );
}

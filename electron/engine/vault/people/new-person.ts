/** Validates people and their appearances before they enter the vault. */
import type { Reference } from '../../../contract/engine/engine-messages.ts';
import { LONGEST_NAME } from '../../../contract/identity.ts';
import { isOwnerShape, type OwnerShape } from '../../../contract/head-shape.ts';
import type { Trust } from '../../../contract/frame.ts';
import { pinFault } from '../../../contract/pin-rules.ts';
import { fail, succeed, type Result } from '../../../contract/problem.ts';
import { LIMITS } from '../file/vault-format.ts';
import { BAD_LABEL, BAD_NAME, BAD_REFERENCES } from '../sentences.ts';

/** What a camera saw of somebody. */
export interface NewLooks {
  /** 1 to 256 embeddings of unit length. */
  readonly references: readonly Reference[];
  readonly trust: Trust;
  /** Name and version of the encoder that made the embeddings; 1 to 100 characters. */
  readonly encoder: string;
  /** Null after too few looks. */
  readonly shape: OwnerShape | null;
}

export interface NewPerson extends NewLooks {
  /** 1 to 40 characters after trimming; no control characters. */
  readonly name: string;
  /** As `pin-rules.ts` asks; null for none. */
  readonly pin: string | null;
}

const LONGEST_ENCODER = 100;
const UNIT_TOLERANCE = 1e-2;

/** The person with the name trimmed, or what is wrong with them. */
export function checkNewPerson(person: NewPerson): Result<NewPerson> {
  const name = checkName(person.name);
  if (!name.ok) return name;
  if (person.pin !== null) {
    const fault = pinFault(person.pin, name.value);
    if (fault !== null) return fail('pin-refused', fault);
  }
  return areLooks(person)
    ? succeed({ ...person, name: name.value })
    : fail('enrolment-incomplete', BAD_REFERENCES);
}

/** The name trimmed. */
export function checkName(given: string): Result<string> {
  const name = given.trim().normalize('NFC');
  return isName(name) ? succeed(name) : fail('name-refused', BAD_NAME);
}

/** The label of a further appearance, trimmed. */
export function checkLabel(given: string): Result<string> {
  const label = given.trim().normalize('NFC');
  return isName(label) ? succeed(label) : fail('name-refused', BAD_LABEL);
}

export function areLooks({ references, encoder, shape }: NewLooks): boolean {
  return (
    references.length >= 1 &&
    references.length <= LIMITS.references &&
    references.every(isReference) &&
    encoder.length >= 1 &&
    encoder.length <= LONGEST_ENCODER &&
    (shape === null || isOwnerShape(shape))
  );
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

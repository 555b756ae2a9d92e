/**
 * The bytes of `vault.depthlock`:
 *
 *   offset  bytes  what
 *   0       8      "DEPTHLCK"
 *   8       2      format version, big endian
 *   10      4      length L of the body, big endian
 *   14      L      body: JSON in UTF-8 (see `bodySchema`), binary fields in base64
 *   14 + L  32     HMAC-SHA-256 of all before, with a key derived from the data key
 *   46 + L  32     SHA-256 of all before
 *
 * The plain hash names damage before any key is there; the HMAC is what an attacker cannot make anew.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Trust } from '../../../contract/frame.ts';
import { FIRST_KDF, kdfSchema } from '../keys/kdf.ts';
import { authenticate, equalInConstantTime, keyCheck, MAC_BYTES } from '../keys/keys.ts';
import type { PinWrap } from '../keys/pin-wrap.ts';

/** Files of format 1 are read, and written in this one at the next save. */
export const FORMAT_VERSION = 2;
export type FormatVersion = 1 | 2;

export const LIMITS = {
  fileBytes: 64 * 1024 * 1024,
  people: 1000,
  /** Of one person, over all appearances. */
  references: 256,
  appearances: 8,
  embeddingLength: 128,
} as const;

const MAGIC = Buffer.from('DEPTHLCK', 'latin1');
const HEADER_BYTES = 14;
const HASH_BYTES = 32;

/** A person in the file. Without the key it shows only that somebody is enrolled, and with which encoder. */
export interface PersonRecord {
  readonly id: string;
  readonly trust: Trust;
  readonly encoder: string;
  readonly pin: PinWrap | null;
  readonly sealed: Uint8Array;
}

/** Content of the file; the templates inside are still sealed. */
export interface VaultContent {
  readonly version: FormatVersion;
  /** Random; tells this vault from any other one. */
  readonly vaultId: string;
  /** Grows with every write, so that an older copy put back is recognised. */
  readonly generation: number;
  /** The data key as wrapped by the system's key storage; null where the system has none that protects. */
  readonly wrappedKey: Uint8Array | null;
  /** A random secret wrapped by the system's key storage, which takes part in the keys of PINs. */
  readonly wrappedSecret: Uint8Array | null;
  /** The data key as wrapped by the recovery code. */
  readonly recovery: Uint8Array | null;
  readonly keyCheck: Uint8Array;
  readonly people: readonly PersonRecord[];
}

export type Decoded =
  | { readonly kind: 'content'; readonly content: VaultContent; readonly isAuthentic: IsAuthentic }
  /** `reason`: a clause for a sentence, without any content of the file. */
  | { readonly kind: 'damaged'; readonly reason: string }
  | { readonly kind: 'newer'; readonly version: number };

/** Whether the holder of this data key wrote the file, every byte of it. */
export type IsAuthentic = (dataKey: Uint8Array) => boolean;

const bytes = (maximum: number) =>
  z
    .base64()
    .max(Math.ceil(maximum / 3) * 4)
    .transform((text) => new Uint8Array(Buffer.from(text, 'base64')));

const generation = z.int().positive();
const wrapped = bytes(64 * 1024);
const personFields = {
  id: z.string().min(1).max(100),
  trust: z.enum(['sensor', 'recording', 'virtual']),
  encoder: z.string().min(1).max(100),
  sealed: bytes(1024 * 1024),
};

const bodySchema = z.strictObject({
  vaultId: z.string().regex(/^[A-Za-z0-9-]{1,64}$/),
  generation,
  wrappedKey: wrapped.nullable(),
  wrappedSecret: wrapped.nullable(),
  recovery: bytes(256).nullable(),
  keyCheck: bytes(32),
  people: z
    .array(
      z.strictObject({
        ...personFields,
        pin: z
          .strictObject({
            kdf: kdfSchema,
            salt: bytes(64),
            usesSecret: z.boolean(),
            wrappedKey: bytes(256),
          })
          .nullable(),
      }),
    )
    .max(LIMITS.people),
});

const firstBodySchema = z.strictObject({
  generation,
  wrappedKey: wrapped,
  keyCheck: bytes(32),
  people: z
    .array(
      z.strictObject({
        ...personFields,
        pin: z.strictObject({ salt: bytes(64), wrappedKey: bytes(256) }).nullable(),
      }),
    )
    .max(LIMITS.people),
});

type Unversioned = Omit<VaultContent, 'version'>;
export type EncodedContent = Omit<VaultContent, 'version' | 'keyCheck'>;

export function encodeVault(content: EncodedContent, dataKey: Uint8Array): Uint8Array {
  const body = Buffer.from(JSON.stringify(toJson(content, keyCheck(dataKey))));
  const header = Buffer.alloc(HEADER_BYTES);
  MAGIC.copy(header);
  header.writeUInt16BE(FORMAT_VERSION, 8);
  header.writeUInt32BE(body.length, 10);
  const signed = Buffer.concat([header, body]);
  const authenticated = Buffer.concat([signed, authenticate(dataKey, signed)]);
  return Buffer.concat([authenticated, sha256(authenticated)]);
}

/** Reads any bytes and never throws: anything that is not exactly a vault file gives the reason. */
export function decodeVault(file: Uint8Array): Decoded {
  const all = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (all.length < HEADER_BYTES + MAC_BYTES + HASH_BYTES) return damaged('it is cut off');
  if (!all.subarray(0, MAGIC.length).equals(MAGIC))
    return damaged('it does not begin like a vault');

  const hashed = all.subarray(0, all.length - HASH_BYTES);
  if (!sha256(hashed).equals(all.subarray(hashed.length))) {
    return damaged('its checksum does not fit its content');
  }
  const version = all.readUInt16BE(8);
  if (version > FORMAT_VERSION) return { kind: 'newer', version };
  const signed = hashed.subarray(0, hashed.length - MAC_BYTES);
  const mac = hashed.subarray(signed.length);
  const body = signed.subarray(HEADER_BYTES);
  if ((version !== 1 && version !== FORMAT_VERSION) || all.readUInt32BE(10) !== body.length) {
    return damaged('its header does not fit its content');
  }
  const content = parseBody(body, version);
  if (content === null) return damaged('its content is not that of a vault');
  return {
    kind: 'content',
    content,
    isAuthentic: (dataKey) => equalInConstantTime(authenticate(dataKey, signed), mac),
  };
}

function damaged(reason: string): Decoded {
  return { kind: 'damaged', reason };
}

function parseBody(body: Buffer, version: FormatVersion): VaultContent | null {
  try {
    const json: unknown = JSON.parse(body.toString('utf8'));
    const content = version === 1 ? parseFirst(json) : bodySchema.safeParse(json).data;
    return content === undefined ? null : { ...content, version };
  } catch {
    return null;
  }
}

/** A body of format 1: it had no id, so that its data key has to tell it from others. */
function parseFirst(json: unknown): Unversioned | undefined {
  const { data } = firstBodySchema.safeParse(json);
  if (data === undefined) return undefined;
  const people = data.people.map((person) => ({
    ...person,
    pin: person.pin && { ...person.pin, kdf: FIRST_KDF, usesSecret: false },
  }));
  const vaultId = sha256(data.keyCheck).toString('hex').slice(0, 32);
  return { ...data, people, vaultId, wrappedSecret: null, recovery: null };
}

function toJson(content: EncodedContent, check: Uint8Array): z.input<typeof bodySchema> {
  return {
    vaultId: content.vaultId,
    generation: content.generation,
    wrappedKey: base64OrNull(content.wrappedKey),
    wrappedSecret: base64OrNull(content.wrappedSecret),
    recovery: base64OrNull(content.recovery),
    keyCheck: base64(check),
    people: content.people.map(({ id, trust, encoder, pin, sealed }) => ({
      id,
      trust,
      encoder,
      pin: pin && {
        kdf: pin.kdf,
        salt: base64(pin.salt),
        usesSecret: pin.usesSecret,
        wrappedKey: base64(pin.wrappedKey),
      },
      sealed: base64(sealed),
    })),
  };
}

const base64OrNull = (data: Uint8Array | null): string | null => data && base64(data);

function base64(data: Uint8Array): string {
  return Buffer.from(data).toString('base64');
}

function sha256(data: Uint8Array): Buffer {
  return createHash('sha256').update(data).digest();
}

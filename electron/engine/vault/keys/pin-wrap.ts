/** PINs wrap the data key; the file holds no other trace of them. */
import { randomBytes } from 'node:crypto';
import { deriveFromPin, isSameKdf, KDF, mixIn, type KdfParameters } from './kdf.ts';
import { open, seal } from './keys.ts';

const SALT_BYTES = 16;

/** The data key, wrapped by one person's PIN. */
export interface PinWrap {
  readonly kdf: KdfParameters;
  readonly salt: Uint8Array;
  /** Whether the secret of the key storage takes part. */
  readonly usesSecret: boolean;
  readonly wrappedKey: Uint8Array;
}

export interface PinOwner {
  readonly id: string;
  readonly pin: PinWrap | null;
}

/** Adds the PIN of `personId`; `secret`: null where the system keeps none. */
export async function wrapByPin(
  dataKey: Uint8Array,
  pin: string,
  personId: string,
  { secret, salt }: { readonly secret: Uint8Array | null; readonly salt: Uint8Array },
): Promise<PinWrap> {
  const slow = await deriveFromPin(pin, salt, KDF);
  const usesSecret = secret !== null;
  const key = secret === null ? slow : mixIn(secret, slow);
  try {
    const wrappedKey = seal(key, dataKey, boundTo(personId, usesSecret));
    return { kdf: KDF, salt, usesSecret, wrappedKey };
  } finally {
    key.fill(0);
    slow.fill(0);
  }
}

/**
 * The salt for a new wrap. All people of a vault share one, so that a check costs one derivation however many there are,
 * and its time does not tell whose PIN it was.
 */
export function sharedSalt(owners: readonly PinOwner[]): Uint8Array {
  const current = owners.find(({ pin }) => pin !== null && isSameKdf(pin.kdf, KDF));
  return current?.pin?.salt ?? randomBytes(SALT_BYTES);
}

/** Whether the wrap is as good as one made today. */
export function isCurrent(wrap: PinWrap, salt: Uint8Array, secret: Uint8Array | null): boolean {
  return (
    isSameKdf(wrap.kdf, KDF) &&
    wrap.usesSecret === (secret !== null) &&
    Buffer.from(wrap.salt).equals(salt)
  );
}

/** Whose PIN it is, with the data key it opens. Tries everybody; one derivation for each salt and its parameters. */
export async function openByPin(
  owners: readonly PinOwner[],
  pin: string,
  secret: Uint8Array | null,
): Promise<{ readonly personId: string; readonly dataKey: Buffer } | null> {
  const derived = new Map<string, Buffer>();
  let found: { personId: string; dataKey: Buffer } | null = null;
  try {
    for (const { id, pin: wrap } of owners) {
      if (wrap === null) continue;
      const name = JSON.stringify([wrap.kdf, Buffer.from(wrap.salt).toString('base64')]);
      const slow = derived.get(name) ?? (await deriveFromPin(pin, wrap.salt, wrap.kdf));
      derived.set(name, slow);
      const dataKey = openWrap(wrap, slow, secret, id);
      if (dataKey === null) continue;
      if (found === null) found = { personId: id, dataKey };
      else dataKey.fill(0);
    }
    return found;
  } finally {
    for (const key of derived.values()) key.fill(0);
  }
}

function openWrap(
  { usesSecret, wrappedKey }: PinWrap,
  slow: Uint8Array,
  secret: Uint8Array | null,
  personId: string,
): Buffer | null {
  if (!usesSecret) return open(slow, wrappedKey, boundTo(personId, false));
  if (secret === null) return null;
  const key = mixIn(secret, slow);
  try {
    return open(key, wrappedKey, boundTo(personId, true));
  } finally {
    key.fill(0);
  }
}

function boundTo(personId: string, usesSecret: boolean): string {
  return JSON.stringify([usesSecret ? 'depthlock/pin/2' : 'depthlock/pin/1', personId]);
}

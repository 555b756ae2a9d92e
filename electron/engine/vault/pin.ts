/** The PIN wraps the data key; the file holds no other trace of it. */
import { randomBytes, scrypt } from 'node:crypto';
import { KEY_BYTES, open, seal } from './keys.ts';

/**
 * scrypt (RFC 7914) with N = 2^15, r = 8, p = 1: 32 MiB and about a tenth of a second for each guess. It slows down
 * anyone who copied the file, but a PIN of four digits has only 10,000 values.
 */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 } as const;
const SALT_BYTES = 16;

/** The data key, wrapped by one person's PIN. */
export interface PinWrap {
  readonly salt: Uint8Array;
  readonly wrappedKey: Uint8Array;
}

export function isPin(candidate: string): boolean {
  return /^[0-9]{4,12}$/.test(candidate);
}

export async function wrapByPin(
  dataKey: Uint8Array,
  pin: string,
  personId: string,
): Promise<PinWrap> {
  const salt = randomBytes(SALT_BYTES);
  const key = await deriveFromPin(pin, salt);
  try {
    return { salt, wrappedKey: seal(key, dataKey, boundTo(personId)) };
  } finally {
    key.fill(0);
  }
}

/** The data key, or null if the PIN is wrong. */
export async function unwrapByPin(
  wrap: PinWrap,
  pin: string,
  personId: string,
): Promise<Buffer | null> {
  const key = await deriveFromPin(pin, wrap.salt);
  try {
    return open(key, wrap.wrappedKey, boundTo(personId));
  } finally {
    key.fill(0);
  }
}

function boundTo(personId: string): string {
  return JSON.stringify(['depthlock/pin/1', personId]);
}

function deriveFromPin(pin: string, salt: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, KEY_BYTES, COST, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

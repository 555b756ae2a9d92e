/** Keys of the vault: one random data key, and the keys derived from it. */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

import type { Keeper } from '../keeper.ts';

export const KEY_BYTES = 32;
export const MAC_BYTES = 32;

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export function createDataKey(): Buffer {
  return randomBytes(KEY_BYTES);
}

/** A separate key for one purpose (HKDF with SHA-256, RFC 5869), so that no key serves two algorithms. */
function derive(dataKey: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', dataKey, '', `depthlock/${purpose}/1`, KEY_BYTES));
}

function withDerivedKey<T>(dataKey: Uint8Array, purpose: string, use: (key: Buffer) => T): T {
  const key = derive(dataKey, purpose);
  try {
    return use(key);
  } finally {
    key.fill(0);
  }
}

/** Distinguishes a wrong key from a damaged file; reveals nothing about the key itself. 32 bytes. */
export function keyCheck(dataKey: Uint8Array): Buffer {
  return derive(dataKey, 'key-check');
}

export function isRightKey(dataKey: Uint8Array, check: Uint8Array): boolean {
  return equalInConstantTime(keyCheck(dataKey), check);
}

/** HMAC-SHA-256 over the whole content of the file. */
export function authenticate(dataKey: Uint8Array, bytes: Uint8Array): Buffer {
  return withDerivedKey(dataKey, 'file', (key) => createHmac('sha256', key).update(bytes).digest());
}

export function equalInConstantTime(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Seals what lies beside the vault (`Keeper`) with a key of its own. */
export const keeperOf = (dataKey: Uint8Array): Keeper => ({
  seal: (plain, bound) => withDerivedKey(dataKey, 'beside', (key) => seal(key, plain, bound)),
  open: (sealed, bound) => withDerivedKey(dataKey, 'beside', (key) => open(key, sealed, bound)),
});

/** Templates are sealed with their own key. */
export function sealTemplate(dataKey: Uint8Array, plain: Uint8Array, bound: string): Buffer {
  return withDerivedKey(dataKey, 'templates', (key) => seal(key, plain, bound));
}

/** Null if the key, the bytes or the bound text differs from what was sealed. */
export function openTemplate(
  dataKey: Uint8Array,
  sealed: Uint8Array,
  bound: string,
): Buffer | null {
  return withDerivedKey(dataKey, 'templates', (key) => open(key, sealed, bound));
}

/**
 * AES-256-GCM with a fresh random nonce (NIST SP 800-38D): nonce (12), ciphertext, tag (16). `bound` is authenticated
 * with it: opening with another text fails.
 */
export function seal(key: Uint8Array, plain: Uint8Array, bound: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(bound));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** The plaintext of what `seal` produced, or null. */
export function open(key: Uint8Array, sealed: Uint8Array, bound: string): Buffer | null {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(bound));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  const plain = decipher.update(sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES));
  try {
    decipher.final();
    return plain;
  } catch {
    plain.fill(0);
    return null;
  }
}

/** A code on paper opens the vault on the day when the key storage is lost. */
import { hkdfSync, randomBytes } from 'node:crypto';
import { KEY_BYTES, open, seal } from './keys.ts';

/** Crockford's base 32: no I, L, O and U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE = new RegExp(`^[${ALPHABET}]*$`, 'u');
const BITS = 5;
const GROUPS = 8;
const GROUP_LENGTH = 4;
const LENGTH = GROUPS * GROUP_LENGTH;

/** 160 random bits as eight groups of four characters. */
export function newRecoveryCode(): string {
  const characters = Array.from(randomBytes(LENGTH), (byte) =>
    ALPHABET.charAt(byte % ALPHABET.length),
  ).join('');
  return (characters.match(/.{4}/gu) ?? []).join('-');
}

/** The 32 characters, however they were typed: small or large, with or without hyphens, O for 0, I or L for 1. */
export function readRecoveryCode(typed: string): string | null {
  const characters = typed
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}._]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/gu, '1');
  return characters.length === LENGTH && CODE.test(characters) ? characters : null;
}

/** `code` as from `newRecoveryCode`. It has too many bits to be guessed: no slow derivation is needed. */
export function wrapByRecoveryCode(dataKey: Uint8Array, code: string, vaultId: string): Uint8Array {
  const key = keyOf(readRecoveryCode(code) ?? '', vaultId);
  try {
    return seal(key, dataKey, boundTo(vaultId));
  } finally {
    key.fill(0);
  }
}

/** The data key, or null for any other code. */
export function unwrapByRecoveryCode(
  wrapped: Uint8Array,
  typed: string,
  vaultId: string,
): Buffer | null {
  const code = readRecoveryCode(typed);
  if (code === null) return null;
  const key = keyOf(code, vaultId);
  try {
    return open(key, wrapped, boundTo(vaultId));
  } finally {
    key.fill(0);
  }
}

const KEY_INFO = `depthlock/recovery-code/1/${BITS * LENGTH}`;

function keyOf(code: string, vaultId: string): Buffer {
  return Buffer.from(hkdfSync('sha256', code, vaultId, KEY_INFO, KEY_BYTES));
}

function boundTo(vaultId: string): string {
  return JSON.stringify(['depthlock/recovery/1', vaultId]);
}

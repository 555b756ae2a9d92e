/**
 * Boxes that anybody who has the public key can close, and only the holder of the private key can open: what happens
 * while the vault is closed can be written down, and read once it is open. X25519 with a fresh key for each box (RFC
 * 7748), HKDF with SHA-256 (RFC 5869), AES-256-GCM.
 */
import {
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import { KEY_BYTES, open, seal } from '../keys/keys.ts';

/** Raw keys of 32 bytes. */
export interface BoxKeys {
  readonly publicKey: Uint8Array;
  readonly privateKey: Uint8Array;
}

/** What precedes the raw key in DER, for X25519 (RFC 8410). */
const PUBLIC_PREFIX = Buffer.from('302a300506032b656e032100', 'hex');
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b656e04220420', 'hex');
const PURPOSE = 'depthlock/sealed-box/1';

export function createBoxKeys(): BoxKeys {
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  return { publicKey: rawPublic(publicKey), privateKey: rawPrivate(privateKey) };
}

/** Public key (32), then what `seal` gives. `bound` is authenticated with it. Throws on a key that is none. */
export function closeBox(publicKey: Uint8Array, plain: Uint8Array, bound: string): Buffer {
  const fresh = generateKeyPairSync('x25519');
  const mine = rawPublic(fresh.publicKey);
  const secret = diffieHellman({ privateKey: fresh.privateKey, publicKey: publicOf(publicKey) });
  const key = boxKey(secret, mine, publicKey);
  try {
    return Buffer.concat([mine, seal(key, plain, bound)]);
  } finally {
    key.fill(0);
    secret.fill(0);
  }
}

/** The content, or null if the keys, the box or the bound text is another. */
export function openBox(
  { publicKey, privateKey }: BoxKeys,
  box: Uint8Array,
  bound: string,
): Buffer | null {
  if (box.length <= KEY_BYTES) return null;
  const theirs = box.subarray(0, KEY_BYTES);
  try {
    const secret = diffieHellman({
      privateKey: privateOf(privateKey),
      publicKey: publicOf(theirs),
    });
    const key = boxKey(secret, theirs, publicKey);
    try {
      return open(key, box.subarray(KEY_BYTES), bound);
    } finally {
      key.fill(0);
      secret.fill(0);
    }
  } catch {
    // A point of small order: not made by `closeBox`.
    return null;
  }
}

/** Both public keys take part, so that a box is for one reader. */
function boxKey(secret: Uint8Array, fresh: Uint8Array, reader: Uint8Array): Buffer {
  const salt = Buffer.concat([fresh, reader]);
  return Buffer.from(hkdfSync('sha256', secret, salt, PURPOSE, KEY_BYTES));
}

const rawPublic = (key: KeyObject): Buffer =>
  key.export({ format: 'der', type: 'spki' }).subarray(PUBLIC_PREFIX.length);
const rawPrivate = (key: KeyObject): Buffer =>
  key.export({ format: 'der', type: 'pkcs8' }).subarray(PRIVATE_PREFIX.length);

const publicOf = (raw: Uint8Array): KeyObject =>
  createPublicKey({ key: Buffer.concat([PUBLIC_PREFIX, raw]), format: 'der', type: 'spki' });
const privateOf = (raw: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PRIVATE_PREFIX, raw]), format: 'der', type: 'pkcs8' });

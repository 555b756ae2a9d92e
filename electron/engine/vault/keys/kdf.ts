/** A slow key from a PIN, with its parameters, which are stored beside what it protects. */
import { createHmac, scrypt } from 'node:crypto';
import { z } from 'zod';
import { normalisedPin } from '../../../contract/pin-rules.ts';
import { KEY_BYTES } from './keys.ts';

/** scrypt (RFC 7914): memory 128 · N · r bytes. */
export interface KdfParameters {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/**
 * 128 MiB and about half a second for each guess (OWASP's choice for scrypt). Entries with other parameters are raised
 * to these at the next right PIN.
 */
export const KDF: KdfParameters = { N: 2 ** 17, r: 8, p: 1 };
/** Of vaults in format 1, which did not store them. */
export const FIRST_KDF: KdfParameters = { N: 2 ** 15, r: 8, p: 1 };

const MOST_MEMORY = 512 * 1024 * 1024;

/** Parameters of a file: nothing that costs more memory or time than a later version could want. */
export const kdfSchema: z.ZodType<KdfParameters> = z.strictObject({
  N: z.literal([2 ** 15, 2 ** 16, 2 ** 17, 2 ** 18, 2 ** 19]),
  r: z.literal(8),
  p: z.literal([1, 2, 3]),
});

export function isSameKdf(a: KdfParameters, b: KdfParameters): boolean {
  return a.N === b.N && a.r === b.r && a.p === b.p;
}

/** The key of a PIN, 32 bytes. */
export function deriveFromPin(
  pin: string,
  salt: Uint8Array,
  { N, r, p }: KdfParameters,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const maxmem = Math.min(MOST_MEMORY, 2 * 128 * N * r);
    scrypt(normalisedPin(pin), salt, KEY_BYTES, { N, r, p, maxmem }, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

/** Without the secret, which only the key storage holds, a guess cannot be checked. */
export function mixIn(secret: Uint8Array, key: Uint8Array): Buffer {
  return createHmac('sha256', secret).update('depthlock/pin-and-secret/1').update(key).digest();
}

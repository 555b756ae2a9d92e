/**
 * The bytes of `anchor.depthlock`:
 *
 *   offset  bytes  what
 *   0       8      "DEPTHANC"
 *   8       2      format version, big endian
 *   10      2      length K of the wrapped key, big endian
 *   12      K      a random key, wrapped by the system's key storage
 *   12 + K  rest   AES-256-GCM under that key, bound to all before: JSON in UTF-8
 *
 * The key storage of Linux encrypts without a check (CBC), so it guards the key only.
 */
import { z } from 'zod';
import type { AnchoredEnd } from '../activity/activity-log.ts';
import { createDataKey, KEY_BYTES, open, seal } from '../keys/keys.ts';

/** Encrypts bytes for this user on this computer (Electron: `safeStorage`), and back; both throw on failure. */
export interface KeyStorage {
  readonly wrapKey: (key: Uint8Array) => Uint8Array;
  readonly unwrapKey: (wrapped: Uint8Array) => Uint8Array;
}

/** What is known of the vault outside the vault. */
export interface Anchor<LockOut> {
  /** Null before anything was stored. */
  readonly vaultId: string | null;
  /** The highest that was seen; 0 before anything was stored. */
  readonly generation: number;
  readonly lockOut: LockOut;
  /** The end of the activity log; an empty hash: there is none. */
  readonly activity: AnchoredEnd;
}

export const ANCHOR_LIMIT_BYTES = 64 * 1024;

const MAGIC = Buffer.from('DEPTHANC', 'latin1');
const VERSION = 1;
const HEADER_BYTES = 12;

const logEnd = { entries: z.int().min(0), hash: z.string().max(200) };
const contentSchema = z.strictObject({
  vaultId: z.string().min(1).max(100).nullable(),
  generation: z.int().min(0),
  lockOut: z.unknown(),
  activity: z.strictObject({ ...logEnd, next: z.strictObject(logEnd).exactOptional() }),
});

/** The key of an anchor with its wrap, so that the key storage is asked once. */
export interface AnchorKey {
  readonly key: Uint8Array;
  readonly wrapped: Uint8Array;
}

/** Throws if the key storage fails. */
export function newAnchorKey(storage: Pick<KeyStorage, 'wrapKey'>): AnchorKey {
  const key = createDataKey();
  return { key, wrapped: Uint8Array.from(storage.wrapKey(Uint8Array.from(key))) };
}

export function encodeAnchor(anchor: Anchor<unknown>, { key, wrapped }: AnchorKey): Uint8Array {
  const header = Buffer.alloc(HEADER_BYTES);
  MAGIC.copy(header);
  header.writeUInt16BE(VERSION, 8);
  header.writeUInt16BE(wrapped.length, 10);
  const before = Buffer.concat([header, wrapped]);
  return Buffer.concat([before, seal(key, Buffer.from(JSON.stringify(anchor)), boundTo(before))]);
}

export interface DecodedAnchor<LockOut> {
  readonly anchor: Anchor<LockOut>;
  readonly key: AnchorKey;
  /** The lock-out state was of another version or shape; `initial` stands in its place. */
  readonly lockOutLost: boolean;
}

/**
 * Reads any bytes and never throws; null for anything but an anchor that this user on this computer sealed. `known`: the
 * key of an earlier read, which saves asking the key storage.
 */
export function decodeAnchor<LockOut>(
  bytes: Uint8Array,
  options: {
    readonly storage: Pick<KeyStorage, 'unwrapKey'>;
    readonly lockOut: z.ZodType<LockOut>;
    /** In place of a lock-out state that cannot be read. */
    readonly initial: () => LockOut;
    readonly known: AnchorKey | null;
  },
): DecodedAnchor<LockOut> | null {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (all.length < HEADER_BYTES || all.length > ANCHOR_LIMIT_BYTES) return null;
  if (!all.subarray(0, MAGIC.length).equals(MAGIC) || all.readUInt16BE(8) !== VERSION) return null;
  const end = HEADER_BYTES + all.readUInt16BE(10);
  if (all.length < end) return null;
  const wrapped = Uint8Array.from(all.subarray(HEADER_BYTES, end));
  const key = keyOf(wrapped, options);
  if (key === null) return null;
  const plain = open(key, all.subarray(end), boundTo(all.subarray(0, end)));
  if (plain === null) return null;
  const content = parse(plain);
  if (content === null) return null;
  const lockOut = options.lockOut.safeParse(content.lockOut);
  return {
    anchor: { ...content, lockOut: lockOut.success ? lockOut.data : options.initial() },
    key: { key, wrapped },
    lockOutLost: !lockOut.success,
  };
}

function keyOf(
  wrapped: Uint8Array,
  {
    storage,
    known,
  }: { readonly storage: Pick<KeyStorage, 'unwrapKey'>; readonly known: AnchorKey | null },
): Uint8Array | null {
  if (known !== null && Buffer.from(known.wrapped).equals(wrapped)) return known.key;
  try {
    const key = Uint8Array.from(storage.unwrapKey(wrapped));
    return key.length === KEY_BYTES ? key : null;
  } catch {
    return null;
  }
}

function parse(plain: Buffer): z.infer<typeof contentSchema> | null {
  try {
    const parsed = contentSchema.safeParse(JSON.parse(plain.toString('utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function boundTo(before: Buffer): string {
  return `depthlock/anchor/${before.toString('base64')}`;
}

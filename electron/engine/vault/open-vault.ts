/** Opens the vault, with the system's key storage or with a PIN, and recovers from damage to the file. */
import { fail, succeed, type Problem, type Result } from '../../contract/problem.ts';
import { createDataKey, isRightKey, KEY_BYTES } from './keys.ts';
import { openPerson } from './person-record.ts';
import { unwrapByPin } from './pin.ts';
import {
  KEY_NOT_GIVEN,
  madeByNewerVersion,
  notSaved,
  recoveredFromCopy,
  startedEmpty,
  unreadable,
  WRONG_PIN,
  type Damage,
} from './sentences.ts';
import { Vault, type StoredPerson, type VaultState, type WrapKey } from './vault.ts';
import { VaultFiles, type Copy } from './vault-files.ts';
import { decodeVault, type IsAuthentic, type VaultContent } from './vault-format.ts';

export interface VaultOptions {
  /** Created if missing. Only one process at a time may have it open. */
  readonly folder: string;
  readonly wrapKey: WrapKey;
  /** Undoes `wrapKey`; throws when it cannot. */
  readonly unwrapKey: (wrapped: Uint8Array) => Uint8Array;
  readonly now?: () => Date;
}

/** Finds the data key of a file, or null. */
type FindKey = (content: VaultContent) => Buffer | null | Promise<Buffer | null>;

type Opened =
  | { readonly kind: 'open'; readonly state: VaultState }
  | { readonly kind: 'missing' }
  | { readonly kind: 'damaged'; readonly reason: string }
  | { readonly kind: 'refused'; readonly problem: Problem };

/**
 * Opens the vault with the system's key storage; an empty one if there is none yet.
 *
 * A damaged file is moved aside and the previous copy loaded; `Vault.notice` then reports it (`vault-damaged`). Fails
 * with `vault-unavailable`, and leaves the files untouched, when the key or the file is not available; then
 * `openVaultWithPin` may still work.
 */
export function openVault(options: VaultOptions): Promise<Result<Vault>> {
  return openWith(options, (content) => keyFromSystem(options, content), KEY_NOT_GIVEN);
}

/**
 * Opens the vault with the PIN of anybody stored in it, and returns the key to the key storage for next time. Takes
 * about a tenth of a second for each person.
 */
export async function openVaultWithPin(options: VaultOptions, pin: string): Promise<Result<Vault>> {
  const opened = await openWith(options, (content) => keyFromPin(content, pin), WRONG_PIN);
  if (opened.ok) await opened.value.renewKeyWrap();
  return opened;
}

/** Deletes the vault with all its copies, even one that cannot be opened. */
export async function eraseVault(folder: string): Promise<Result<undefined>> {
  const files = new VaultFiles(folder);
  try {
    await files.prepare();
    await files.removeEverything();
    return succeed(undefined);
  } catch (error) {
    return fail('vault-unavailable', notSaved(error));
  }
}

async function openWith(
  options: VaultOptions,
  findKey: FindKey,
  keyMissing: string,
): Promise<Result<Vault>> {
  const files = new VaultFiles(options.folder);
  try {
    await files.prepare();
    const opened = await openFiles(files, options.now ?? currentTime, findKey, keyMissing);
    if (!opened.ok) return opened;
    const { state, notice } = opened.value;
    const { wrapKey, now = currentTime } = options;
    return succeed(new Vault(state, { files, wrapKey, now, notice }));
  } catch (error) {
    return fail('vault-unavailable', unreadable(error));
  }
}

function currentTime(): Date {
  return new Date();
}

interface OpenedFiles {
  readonly state: VaultState;
  readonly notice: Problem | null;
}

async function openFiles(
  files: VaultFiles,
  now: () => Date,
  findKey: FindKey,
  keyMissing: string,
): Promise<Result<OpenedFiles>> {
  const open = (copy: Copy) => openCopy(files, copy, findKey, keyMissing);
  const current = await open('current');
  if (current.kind === 'open') return succeed({ state: current.state, notice: null });
  if (current.kind === 'refused') return { ok: false, problem: current.problem };

  const previous = await open('previous');
  if (previous.kind === 'refused') return { ok: false, problem: previous.problem };
  if (current.kind === 'missing' && previous.kind === 'missing') {
    return succeed({ state: emptyState(), notice: null });
  }
  const damage = await putAside(files, now, current);
  if (previous.kind === 'damaged') await files.moveAside('previous', now());
  if (previous.kind !== 'open') {
    return succeed({ state: emptyState(), notice: damagedNotice(startedEmpty(damage)) });
  }
  await files.restorePrevious();
  return succeed({
    state: previous.state,
    notice: damagedNotice(recoveredFromCopy(damage)),
  });
}

function damagedNotice(message: string): Problem {
  return { code: 'vault-damaged', message };
}

async function putAside(files: VaultFiles, now: () => Date, current: Opened): Promise<Damage> {
  if (current.kind !== 'damaged') return { reason: 'it was not there any more', keptAs: null };
  return { reason: current.reason, keptAs: await files.moveAside('current', now()) };
}

function emptyState(): VaultState {
  return { dataKey: createDataKey(), wrappedKey: new Uint8Array(), generation: 0, people: [] };
}

async function openCopy(
  files: VaultFiles,
  copy: Copy,
  findKey: FindKey,
  keyMissing: string,
): Promise<Opened> {
  const file = await files.read(copy);
  if (file.kind === 'missing') return file;
  if (file.kind === 'too-large') {
    return { kind: 'damaged', reason: 'it is far larger than it can be' };
  }
  const decoded = decodeVault(file.bytes);
  switch (decoded.kind) {
    case 'damaged':
      return decoded;
    case 'newer':
      return refused(madeByNewerVersion(decoded.version));
    case 'content': {
      const dataKey = await findKey(decoded.content);
      return dataKey === null
        ? refused(keyMissing)
        : openContent(decoded.content, decoded.isAuthentic, dataKey);
    }
  }
}

function refused(message: string): Opened {
  return { kind: 'refused', problem: { code: 'vault-unavailable', message } };
}

function openContent(content: VaultContent, isAuthentic: IsAuthentic, dataKey: Buffer): Opened {
  const people = isAuthentic(dataKey) ? openPeople(content, dataKey) : null;
  if (people === null) {
    dataKey.fill(0);
    return { kind: 'damaged', reason: 'something other than Depthlock changed it' };
  }
  const { wrappedKey, generation } = content;
  return { kind: 'open', state: { dataKey, wrappedKey, generation, people } };
}

/** Null if one of them does not open. */
function openPeople(content: VaultContent, dataKey: Buffer): StoredPerson[] | null {
  const people: StoredPerson[] = [];
  for (const record of content.people) {
    const person = openPerson(dataKey, record);
    if (person === null) return null;
    people.push({ person, record });
  }
  return people;
}

function keyFromSystem({ unwrapKey }: VaultOptions, content: VaultContent): Buffer | null {
  try {
    return rightKey(Buffer.from(unwrapKey(content.wrappedKey)), content);
  } catch {
    return null;
  }
}

async function keyFromPin(content: VaultContent, pin: string): Promise<Buffer | null> {
  let found: Buffer | null = null;
  for (const { pin: wrap, id } of content.people) {
    const key = wrap && (await unwrapByPin(wrap, pin, id));
    if (key === null) continue;
    if (found === null) found = rightKey(key, content);
    else key.fill(0);
  }
  return found;
}

function rightKey(key: Buffer, content: VaultContent): Buffer | null {
  if (key.length === KEY_BYTES && isRightKey(key, content.keyCheck)) return key;
  key.fill(0);
  return null;
}

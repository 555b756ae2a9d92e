/**
 * Opens the vault, with the system's key storage, a PIN or the recovery code; or says why it stays closed. What is
 * damaged, missing or exchanged never looks like a vault with nobody in it.
 */
import { reasonOf } from '../../base/error-words.ts';
import type { FileSystem } from '../../base/file-system.ts';
import { fail, succeed, type Problem, type Result } from '../../contract/problem.ts';
import type { ClosedReason, VaultView } from '../../contract/vault.ts';
import type { KeyStorage } from './anchor/anchor-format.ts';
import type { VaultAnchor } from './anchor/anchor-store.ts';
import { isRightKey } from './keys/keys.ts';
import { openByPin } from './keys/pin-wrap.ts';
import { unwrapByRecoveryCode } from './keys/recovery-code.ts';
import {
  closedSentence,
  NO_PREVIOUS,
  notSaved,
  WENT_BACK,
  WRONG_CODE,
  WRONG_PIN,
} from './sentences.ts';
import { Vault, type Surroundings } from './vault.ts';
import { emptyState, stateOf, unwrapWith } from './vault-state.ts';
import { VaultFiles, type Copy } from './file/vault-files.ts';
import { decodeVault, type Decoded, type VaultContent } from './file/vault-format.ts';

export interface VaultOptions {
  /** Created if missing. */
  readonly folder: string;
  /** Null where the system has none that protects: then only PINs and the recovery code open the vault. */
  readonly storage: KeyStorage | null;
  /** Null: nothing guards the vault against being exchanged or rolled back. For tools that prepare one. */
  readonly anchor: VaultAnchor | null;
  readonly now?: () => Date;
  readonly files?: FileSystem;
}

export type ClosedVault = Extract<VaultView, { readonly phase: 'closed' }>;

export type OpenedVault =
  | { readonly ok: true; readonly value: Vault }
  | { readonly ok: false; readonly problem: Problem; readonly closed: ClosedVault };

/** What somebody gives to open it; `system`: nothing, the key storage has the key. */
export type Opener =
  | { readonly kind: 'system' }
  | { readonly kind: 'pin'; readonly pin: string }
  | { readonly kind: 'recovery-code'; readonly code: string };

const BY_SYSTEM: Opener = { kind: 'system' };

type Content = Extract<Decoded, { readonly kind: 'content' }>;
type Found =
  | Content
  | { readonly kind: 'missing' }
  | { readonly kind: 'closed'; readonly reason: ClosedReason; readonly fault: string };

/** An empty vault where there is none yet; else the one that is there. Changes nothing that it cannot open. */
export async function openVault(
  options: VaultOptions,
  opener: Opener = BY_SYSTEM,
): Promise<OpenedVault> {
  const files = new VaultFiles(options.folder, options.files);
  try {
    await files.prepare();
    const current = await find(files, 'current');
    const previous = await find(files, 'previous');
    const judged = await judge(current, previous, options.anchor, files);
    if (judged.kind === 'missing') return { ok: true, value: emptyVault(options, files) };
    if (judged.kind === 'closed') return closed(judged, previous, options);
    return await openContent(judged, previous, { options, files, opener });
  } catch (error) {
    return closed(
      { kind: 'closed', reason: 'unreadable', fault: reasonOf(error) },
      { kind: 'missing' },
      options,
    );
  }
}

/**
 * Opens the copy before the last change in place of a file that is no good; fails where it is no good itself, or older
 * than the anchor allows. The file is kept aside.
 */
export async function openPreviousGeneration(
  options: VaultOptions,
  opener: Opener = BY_SYSTEM,
): Promise<Result<Vault>> {
  const files = new VaultFiles(options.folder, options.files);
  try {
    await files.prepare();
    const previous = await find(files, 'previous');
    if (previous.kind !== 'content' || !isAllowedBack(previous, options.anchor)) {
      return fail('vault-damaged', NO_PREVIOUS);
    }
    const { content, isAuthentic } = previous;
    const dataKey = await keyFor(content, options.storage, opener);
    if (dataKey === null) return notOpened(opener);
    const state = isAuthentic(dataKey) ? stateOf(content, dataKey, options.storage) : null;
    if (state === null) return fail('vault-damaged', NO_PREVIOUS);
    const generation = Math.max(content.generation, anchored(options.anchor)?.generation ?? 0);
    const notice: Problem = { code: 'vault-damaged', message: WENT_BACK };
    const vault = new Vault({ ...state, generation }, surroundings(options, files, notice));
    const saved = await vault.renewKeyWrap();
    return saved.ok ? succeed(vault) : saved;
  } catch (error) {
    return fail('vault-unavailable', notSaved(error));
  }
}

/** Erases the vault with all its copies, even one that cannot be opened, and begins an empty one. */
export async function startOver(options: VaultOptions): Promise<Result<Vault>> {
  const files = new VaultFiles(options.folder, options.files);
  try {
    await files.prepare();
    return await files.locked(async () => {
      const state = emptyState();
      const noted = await options.anchor?.note({ vaultId: state.vaultId, generation: 0 });
      if (noted?.ok === false) return noted;
      await files.removeEverything();
      return succeed(new Vault(state, surroundings(options, files, null)));
    });
  } catch (error) {
    return fail('vault-unavailable', notSaved(error));
  }
}

function surroundings(
  { storage, anchor, now = () => new Date() }: VaultOptions,
  files: VaultFiles,
  notice: Problem | null,
): Surroundings {
  return { files, storage, anchor, now, notice };
}

function emptyVault(options: VaultOptions, files: VaultFiles): Vault {
  const known = anchored(options.anchor);
  const state = known?.generation === 0 ? emptyState(known.vaultId) : emptyState();
  return new Vault(state, surroundings(options, files, null));
}

async function find(files: VaultFiles, copy: Copy): Promise<Found> {
  const file = await files.read(copy);
  if (file.kind === 'missing') return file;
  if (file.kind === 'too-large') return damaged('it is far larger than it can be');
  const decoded = decodeVault(file.bytes);
  switch (decoded.kind) {
    case 'content':
      return decoded;
    case 'damaged':
      return damaged(decoded.reason);
    case 'newer':
      return { kind: 'closed', reason: 'newer-version', fault: `format ${decoded.version}` };
  }
}

function damaged(fault: string): Found {
  return { kind: 'closed', reason: 'damaged', fault };
}

function closing(reason: ClosedReason): Found {
  return { kind: 'closed', reason, fault: '' };
}

interface Anchored {
  readonly vaultId: string;
  readonly generation: number;
}

/** What the anchor knows of a vault; null if it knows of none. */
function anchored(anchor: VaultAnchor | null): Anchored | null {
  const { vaultId = null, generation = 0 } = anchor?.content ?? {};
  return vaultId === null ? null : { vaultId, generation };
}

/** The current file in the light of the anchor, before any key is there. */
async function judge(
  current: Found,
  previous: Found,
  anchor: VaultAnchor | null,
  files: VaultFiles,
): Promise<Found> {
  const known = anchored(anchor);
  // Nothing was saved since everybody was erased: what lies there was to be erased too.
  if (known?.generation === 0 && !isOf(current, known) && !isOf(previous, known)) {
    await files.removeEverything();
    return { kind: 'missing' };
  }
  if (current.kind === 'missing') {
    // A first save that was cut off may have left the copy.
    const isUnsaved = known?.generation === 0;
    const isNew = known === null && previous.kind === 'missing' && anchor?.problem !== 'unreadable';
    return isNew || isUnsaved ? current : closing('missing');
  }
  if (current.kind === 'closed' || known === null) return current;
  if (current.content.vaultId !== known.vaultId) return closing('foreign');
  return current.content.generation < known.generation ? closing('older') : current;
}

const isOf = (found: Found, { vaultId }: Anchored): boolean =>
  found.kind === 'content' && found.content.vaultId === vaultId;

/** One step back is what a single change explains; a removal takes two. */
function isAllowedBack({ content }: Content, anchor: VaultAnchor | null): boolean {
  const known = anchored(anchor);
  if (known === null) return true;
  return content.vaultId === known.vaultId && content.generation >= known.generation - 1;
}

interface OpeningContext {
  readonly options: VaultOptions;
  readonly files: VaultFiles;
  readonly opener: Opener;
}

async function openContent(
  { content, isAuthentic }: Content,
  previous: Found,
  { options, files, opener }: OpeningContext,
): Promise<OpenedVault> {
  const { storage, anchor } = options;
  const close = (found: Found) => closed(found, previous, options, content);
  const isUnanchored = anchor !== null && anchored(anchor) === null;
  // Somebody has to say that it is theirs; the PIN of a vault from elsewhere does not.
  const isRefused =
    isUnanchored &&
    (opener.kind === 'system' || (opener.kind === 'pin' && isFromElsewhere(content, storage)));
  const dataKey = isRefused ? null : await keyFor(content, storage, opener);
  if (dataKey === null) {
    const reason = isUnanchored ? 'unanchored' : storage === null ? 'pin-needed' : 'key-lost';
    const refused = close(closing(reason));
    return opener.kind === 'system' || refused.ok
      ? refused
      : { ...refused, problem: notOpened(opener).problem };
  }
  const state = isAuthentic(dataKey) ? stateOf(content, dataKey, storage) : null;
  if (state === null) {
    dataKey.fill(0);
    return close(damaged('something other than Depthlock changed it'));
  }
  const vault = new Vault(state, surroundings(options, files, null));
  await anchor?.note({ vaultId: state.vaultId, generation: state.generation });
  // What opens by less than the newest format asks for must not stay in the previous copy.
  if (content.version === 1) await vault.renewKeyWrap('previous-copy');
  else if (opener.kind !== 'system' && storage !== null) await vault.renewKeyWrap();
  return { ok: true, value: vault };
}

/** Where the system keeps keys, a vault of this computer has one that it opens; format 1 may have lost its. */
function isFromElsewhere(
  { version, wrappedKey }: VaultContent,
  storage: KeyStorage | null,
): boolean {
  if (storage === null || version === 1) return false;
  return wrappedKey === null || unwrapWith(storage, wrappedKey) === null;
}

function notOpened(opener: Opener): Extract<Result<never>, { readonly ok: false }> {
  const message = opener.kind === 'recovery-code' ? WRONG_CODE : WRONG_PIN;
  return { ok: false, problem: { code: 'wrong-pin', message } };
}

async function keyFor(
  content: VaultContent,
  storage: KeyStorage | null,
  opener: Opener,
): Promise<Buffer | null> {
  const { wrappedKey, wrappedSecret, recovery, vaultId, people } = content;
  const key = await (async () => {
    switch (opener.kind) {
      case 'system':
        return wrappedKey && unwrapWith(storage, wrappedKey);
      case 'pin': {
        const secret = wrappedSecret && unwrapWith(storage, wrappedSecret);
        return (await openByPin(people, opener.pin, secret))?.dataKey ?? null;
      }
      case 'recovery-code':
        return recovery && unwrapByRecoveryCode(recovery, opener.code, vaultId);
    }
  })();
  if (key === null || isRightKey(key, content.keyCheck)) return key;
  key.fill(0);
  return null;
}

function closed(
  found: Found,
  previous: Found,
  { anchor, storage }: Pick<VaultOptions, 'anchor' | 'storage'>,
  content: VaultContent | null = null,
): OpenedVault {
  const { reason, fault } =
    found.kind === 'closed' ? found : ({ reason: 'missing', fault: '' } as const);
  const readable = reason === 'damaged' ? null : content;
  const allowedBack =
    readable === null &&
    reason !== 'newer-version' &&
    previous.kind === 'content' &&
    isAllowedBack(previous, anchor)
      ? previous.content
      : null;
  const source = readable ?? allowedBack;
  const view = {
    reason,
    opensWithPin: source !== null && mayOpenByPin(source, storage),
    opensWithRecoveryCode: source !== null && source.recovery !== null,
    canOpenPrevious: allowedBack !== null,
    canStartOver:
      source === null ? MAY_START_OVER.includes(reason) : !mayOpenByPin(source, storage),
  };
  const message = closedSentence({ ...view, fault });
  const code = reason === 'damaged' || reason === 'missing' ? 'vault-damaged' : 'vault-unavailable';
  return { ok: false, problem: { code, message }, closed: { phase: 'closed', ...view, message } };
}

const MAY_START_OVER: readonly ClosedReason[] = ['missing', 'damaged', 'foreign', 'older'];

function mayOpenByPin(
  { people, wrappedSecret }: VaultContent,
  storage: KeyStorage | null,
): boolean {
  const hasSecret = wrappedSecret !== null && unwrapWith(storage, wrappedSecret) !== null;
  return people.some(({ pin }) => pin !== null && (!pin.usesSecret || hasSecret));
}

/** The lock-out state in the anchor of the vault: sealed, outside the vault, and on disk before it counts. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Result } from '../../contract/problem.ts';
import {
  lockOutSchema,
  NEW_LOCK_OUT,
  suspicious,
  USED_UP,
  type LockOut,
} from '../../engine/lock-out/lock-out.ts';
import { AnchorStore, type AnchorOptions } from '../../engine/vault/anchor/anchor-store.ts';
import type { LockOutStore } from './lock-keeper.ts';

export type AppAnchor = AnchorStore<LockOut>;

const FILE = 'anchor.depthlock';

/**
 * The state where there is no anchor: new before there is a vault; beside one it is missing, as after an update from a
 * version that kept none, or because somebody deleted it.
 */
export async function lockOutBeside(vaultFolder: string): Promise<LockOut> {
  const files = await readdir(vaultFolder).catch(() => []);
  return files.length === 0 ? NEW_LOCK_OUT : suspicious();
}

/** @param missing the state where there is no anchor; one that cannot be read counts as used up */
export function openAnchor(
  home: string,
  storage: AnchorOptions<LockOut>['storage'],
  missing: LockOut,
): Promise<AppAnchor> {
  return AnchorStore.open<LockOut>({
    file: path.join(home, FILE),
    storage,
    lockOut: lockOutSchema,
    initial: (because) => (because === 'missing' ? missing : USED_UP),
  });
}

export function lockOutIn(
  anchor: Pick<AppAnchor, 'change' | 'content' | 'problem'>,
  missing: LockOut,
): LockOutStore {
  return {
    get state() {
      const { content, problem } = anchor;
      return content?.lockOut ?? (problem === 'missing' ? missing : USED_UP);
    },
    async change(update): Promise<Result<LockOut>> {
      const changed = await anchor.change((before) => ({
        ...before,
        lockOut: update(before.lockOut),
      }));
      return changed.ok ? { ok: true, value: changed.value.lockOut } : changed;
    },
  };
}

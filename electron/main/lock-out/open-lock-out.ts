/** The lock-out state in the anchor of the vault: sealed, outside the vault, and on disk before it counts. */
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

/** @param isAnybodyThere whether a vault exists, for an anchor that should be there and is not */
export function openAnchor(
  home: string,
  storage: AnchorOptions<LockOut>['storage'],
  isAnybodyThere: () => boolean,
): Promise<AppAnchor> {
  return AnchorStore.open<LockOut>({
    file: path.join(home, FILE),
    storage,
    lockOut: lockOutSchema,
    initial: (because) => initialLockOut(because, isAnybodyThere()),
  });
}

/** What damage, or a missing file beside a vault, leaves of the tries. */
export function initialLockOut(
  because: 'missing' | 'unreadable',
  isAnybodyThere: boolean,
): LockOut {
  if (because === 'unreadable') return USED_UP;
  return isAnybodyThere ? suspicious() : NEW_LOCK_OUT;
}

export function lockOutIn(
  anchor: Pick<AppAnchor, 'change' | 'content' | 'problem'>,
  isAnybodyThere: () => boolean,
): LockOutStore {
  return {
    get state() {
      const { content, problem } = anchor;
      return content?.lockOut ?? initialLockOut(problem ?? 'unreadable', isAnybodyThere());
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

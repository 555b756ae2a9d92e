/** A lock-out state in memory, for tests; it can refuse to be written. */
import { fail, succeed, type Result } from '../../contract/problem.ts';
import { NEW_LOCK_OUT, type LockOut } from '../../engine/lock-out/lock-out.ts';
import type { LockOutStore } from './lock-keeper.ts';

export class LockOutInMemory implements LockOutStore {
  state: LockOut;
  isFull = false;
  /** Every state that reached the disk. */
  readonly written: LockOut[] = [];

  constructor(state: LockOut = NEW_LOCK_OUT) {
    this.state = state;
  }

  async change(update: (state: LockOut) => LockOut): Promise<Result<LockOut>> {
    // A disk takes its time.
    await Promise.resolve();
    const next = update(this.state);
    if (this.isFull) return fail('files-unwritable', 'No space is left.');
    this.state = next;
    this.written.push(next);
    return succeed(next);
  }
}

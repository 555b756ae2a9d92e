/** Handlers for windows' requests about programs at lock and unlock. */
import type { Result } from '../../contract/problem.ts';
import type { ActivityDesk } from '../activity/activity-desk.ts';
import type { LockActionDesk } from '../lock-actions/lock-action-desk.ts';
import type { RequestHandlers } from './ipc.ts';

export interface LockActionHandlerOptions {
  readonly lockActions: Pick<LockActionDesk, 'set'>;
  readonly activity: Pick<ActivityDesk, 'note'>;
  /** Refuses where nobody has just shown that they may. */
  readonly confirmed: () => Result<undefined>;
}

export const createLockActionHandlers = ({
  lockActions,
  activity,
  confirmed,
}: LockActionHandlerOptions): Pick<RequestHandlers, 'lockActions.set'> => ({
  'lockActions.set': async (actions) => {
    const allowed = confirmed();
    if (!allowed.ok) return allowed;
    const set = await lockActions.set(actions);
    if (set.ok) activity.note({ kind: 'changed', change: 'lock-actions-changed' });
    return set;
  },
});

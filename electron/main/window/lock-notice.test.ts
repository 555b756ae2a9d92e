import { describe, expect, it } from 'vitest';
import type { LockView } from '../../contract/identity.ts';
import { INITIAL_STATE } from '../ipc/app-state-fixture.ts';
import { AppStore } from '../ipc/app-store.ts';
import { watchClosing } from './lock-notice.ts';

const OPEN: LockView = {
  ...{ phase: 'unlocked', personId: 'a', name: 'Ada', by: 'face', distance: 0.4 },
};
const CLOSED: LockView = { phase: 'locked', hint: 'none' };

function watched(isInFront: boolean, lock: LockView = CLOSED) {
  const store = new AppStore({ ...INITIAL_STATE, lock });
  const told: string[] = [];
  watchClosing({
    store,
    isInFront: () => isInFront,
    tell: ({ title, body }) => told.push(`${title} ${body}`),
  });
  return { told, see: (view: LockView) => store.apply({ kind: 'lock', view }) };
}

describe('a lock that closes', () => {
  it('is told of once for each opening, and names nobody', () => {
    const { told, see } = watched(false);
    for (const view of [OPEN, CLOSED, { phase: 'looking', hint: 'none' }, OPEN, CLOSED] as const)
      see(view);
    expect(told).toHaveLength(2);
    expect(told[0]).toContain('has locked');
    expect(told.join()).not.toContain('Ada');
  });

  it('is told of when it was open from the start', () => {
    const { told, see } = watched(false, OPEN);
    see({ phase: 'no-camera', reason: 'Unplugged.' });
    expect(told).toHaveLength(1);
  });

  it('is not told of while its window is in front, nor when everybody was removed', () => {
    const front = watched(true, OPEN);
    front.see(CLOSED);
    const erased = watched(false, OPEN);
    erased.see({ phase: 'nothing-enrolled' });
    expect([front.told, erased.told]).toEqual([[], []]);
  });
});

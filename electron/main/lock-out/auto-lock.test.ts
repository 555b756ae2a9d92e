import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LOCK_SETTINGS, type LockSettings } from '../../contract/security.ts';
import {
  autoLockReducer,
  initialAutoLock,
  type AutoLock,
  type AutoLockInput,
} from './auto-lock.ts';

const SETTINGS: LockSettings = { idleMinutes: 5, awaySeconds: 30, greets: false };
const MINUTE_MS = 60_000;

function after(
  inputs: readonly AutoLockInput[],
  state: AutoLock = initialAutoLock(SETTINGS),
): AutoLock {
  return inputs.reduce(autoLockReducer, state);
}
const locks = (...inputs: AutoLockInput[]): boolean => after(inputs).locks !== null;

const OPENED: AutoLockInput = { kind: 'opened', atMs: 1000 };
const tick = (atMs: number, idleMs = 0): AutoLockInput => ({ kind: 'tick', atMs, idleMs });
const face = (atMs: number): AutoLockInput => ({ kind: 'seen', isFace: true, atMs });
const nobody = (atMs: number): AutoLockInput => ({ kind: 'seen', isFace: false, atMs });

describe('the computer', () => {
  it('that sleeps, is locked or changes its user locks at once', () => {
    expect(locks(OPENED, { kind: 'system', cause: 'suspended' })).toBe(true);
  });

  it('has nothing to lock while it is closed', () => {
    expect(locks({ kind: 'system', cause: 'suspended' }, tick(9e9, 9e9))).toBe(false);
    expect(locks(OPENED, { kind: 'closed' }, { kind: 'system', cause: 'suspended' })).toBe(false);
  });
});

describe('idle time', () => {
  it.each([
    [5 * MINUTE_MS - 1, false],
    [5 * MINUTE_MS, true],
  ])('of %d ms locks: %s', (idleMs, expected) => {
    expect(locks(OPENED, tick(99 * MINUTE_MS, idleMs))).toBe(expected);
  });

  it('counts from the opening: a face opens without any input', () => {
    expect(locks(OPENED, tick(1000 + 4 * MINUTE_MS, 60 * MINUTE_MS))).toBe(false);
    expect(locks(OPENED, tick(1000 + 5 * MINUTE_MS, 60 * MINUTE_MS))).toBe(true);
  });

  it('does not lock where nobody wants it', () => {
    const never = initialAutoLock({ ...SETTINGS, idleMinutes: null });
    expect(after([OPENED, tick(9e9, 9e9)], never).locks).toBeNull();
  });
});

describe('a face', () => {
  it.each([
    [29_999, false],
    [30_000, true],
  ])('that has left %d ms ago locks: %s', (goneMs, expected) => {
    expect(locks(OPENED, face(2000), nobody(3000), tick(2000 + goneMs))).toBe(expected);
  });

  it('that was never seen since the opening has not left', () => {
    expect(locks(OPENED, nobody(2000), tick(100_000))).toBe(false);
    expect(locks(face(500), OPENED, tick(100_000))).toBe(false);
  });

  it('has not left while something else has the camera', () => {
    const busy: AutoLockInput = { kind: 'camera-busy', atMs: 60_000 };
    expect(locks(OPENED, face(2000), busy, tick(80_000))).toBe(false);
    expect(locks(OPENED, face(2000), busy, tick(90_000))).toBe(true);
  });

  it('may leave where nobody minds', () => {
    expect(DEFAULT_LOCK_SETTINGS.awaySeconds).toBeNull();
    const calm = initialAutoLock(DEFAULT_LOCK_SETTINGS);
    expect(after([OPENED, face(2000), tick(9e6)], calm).locks).toBeNull();
  });
});

it('counts anew after each opening, by the settings of now', () => {
  const state = after([
    OPENED,
    face(2000),
    { kind: 'system', cause: 'suspended' },
    { kind: 'closed' },
    { kind: 'settings', settings: { ...SETTINGS, awaySeconds: 10 } },
    { kind: 'opened', atMs: 50_000 },
  ]);
  expect(state.locks).toBeNull();
  expect(after([face(51_000), tick(61_000)], state).locks).toBe('face-left');
});

it('never locks what is closed, and never opens anything', () => {
  const anyInput: fc.Arbitrary<AutoLockInput> = fc.oneof(
    fc.record({ kind: fc.constant('tick' as const), atMs: fc.nat(), idleMs: fc.nat() }),
    fc.record({ kind: fc.constant('seen' as const), isFace: fc.boolean(), atMs: fc.nat() }),
    fc.constant<AutoLockInput>({ kind: 'system', cause: 'suspended' }),
    fc.constant<AutoLockInput>({ kind: 'closed' }),
    fc.record({ kind: fc.constant('camera-busy' as const), atMs: fc.nat() }),
  );
  fc.assert(
    fc.property(fc.array(anyInput), (inputs) => {
      const state = after(inputs);
      expect([state.locks, state.openedAtMs]).toEqual([null, null]);
    }),
  );
});

import { describe, expect, it } from 'vitest';
import { isAway, isSessionAway } from './session-lock.ts';

describe('the session of a desktop', () => {
  it.each([
    ['LockedHint=yes\nActive=yes\n', true],
    ['LockedHint=no\nActive=no\n', true],
    ['LockedHint=no\nActive=yes\n', false],
    ['', false],
    ['Failed to get session: No session', false],
    ['Name=LockedHint=yes', false],
  ])('of which it is said %j is left: %s', (answer, expected) => {
    expect(isAway(answer)).toBe(expected);
  });

  it.each([undefined, '', '3; rm', '--version', 'no-such-session'])(
    'that is no session, %j, is not left',
    async (session) => {
      expect(await isSessionAway(session)).toBe(false);
    },
  );
});

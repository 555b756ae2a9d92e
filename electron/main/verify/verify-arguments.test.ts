import { describe, expect, it } from 'vitest';
import { asksToVerify, verifyArguments } from './verify-arguments.ts';

describe('a start to verify', () => {
  it.each([
    [['depthlock', 'verify'], true, true],
    [['depthlock', '--ozone-platform=headless', 'verify', '--timeout', '5'], true, true],
    [['depthlock', '--ozone-platform=headless', '--', 'verify', '--json'], true, true],
    [['depthlock', '--', 'verify', '--help'], true, false],
    [['depthlock', '--', 'info', 'verify'], true, false],
    [['depthlock'], true, false],
    [['depthlock', 'film.mcap', 'verify'], true, false],
    [['depthlock', '--verify'], true, false],
    [['electron', '--no-sandbox', '.', 'verify'], false, true],
    [['electron', 'verify'], false, false],
  ])('%j of a packaged app (%s): %s', (argv, isPackaged, asks) => {
    expect(asksToVerify(argv, isPackaged)).toBe(asks);
  });
});

describe('the words after verify', () => {
  const of = (...words: string[]) => verifyArguments(['depthlock', 'verify', ...words]);

  it('are none, or all', () => {
    const none = { timeoutMs: 5000, readsPin: false, json: false, who: false };
    expect(of()).toEqual(none);
    expect(of('--timeout', '2.5', '--pin-from-stdin', '--json', '--who')).toEqual({
      ...{ timeoutMs: 2500, readsPin: true, json: true, who: true },
    });
    expect(of('--timeout=7', '--ozone-platform=headless')).toEqual({ ...none, timeoutMs: 7000 });
  });

  it.each(['0', '-1', '121', 'soon', '', '1e9', 'Infinity', '0x10'])(
    'take no time of %j',
    (seconds) => expect(of(`--timeout=${seconds}`)).toBeNull(),
  );

  it('take no time that is missing', () => expect(of('--timeout')).toBeNull());
});

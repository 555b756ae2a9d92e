import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changeSource,
  followsOn,
  isSamePicture,
  longestGapMs,
  NO_LOOKS,
  paceHint,
  passTime,
  takeLook,
  usualIntervalMs,
  type Looks,
} from './looks.ts';

const HOUR_MS = 3_600_000;

function lookAt(times: readonly number[], looks = NO_LOOKS): Looks {
  return times.reduce(takeLook, looks);
}

/** Evenly spaced looks from `fromMs` on. */
function evenly(intervalMs: number, count: number, fromMs = 1000): Looks {
  return lookAt(Array.from({ length: count }, (_, i) => fromMs + i * intervalMs));
}

describe('looks', () => {
  it('are counted, and time passes with them', () => {
    const looks = evenly(100, 11);
    expect(looks.count).toBe(11);
    expect(looks.elapsedMs).toBeCloseTo(1000, 6);
    expect(followsOn(looks)).toBe(true);
  });

  it('are none where the picture is the last one again, or has no time', () => {
    const looks = evenly(33, 3);
    expect(isSamePicture(looks, looks.timeMs)).toBe(true);
    expect(isSamePicture(looks, looks.timeMs + 1)).toBe(true);
    expect(isSamePicture(looks, NaN)).toBe(true);
    expect(isSamePicture(looks, looks.timeMs + 16)).toBe(false);
    expect(isSamePicture(looks, looks.timeMs - 1)).toBe(false);
    expect(isSamePicture(NO_LOOKS, 0)).toBe(false);
  });

  it.each([
    [1000 / 30, 500],
    [100, 1500],
    [500, 1500],
    [5000, 1500],
  ])('%s ms apart bridge a gap of %s ms', (intervalMs, gapMs) => {
    expect(longestGapMs(evenly(intervalMs, 6))).toBeCloseTo(gapMs, 6);
  });

  it('keep their pace through one gap, and take on another in three looks', () => {
    const looks = evenly(33, 10);
    const once = lookAt([looks.timeMs + 1000, looks.timeMs + 1033], looks);
    expect(usualIntervalMs(once)).toBe(33);
    const slower = lookAt(
      [500, 1000, 1500].map((ms) => looks.timeMs + ms),
      looks,
    );
    expect(usualIntervalMs(slower)).toBe(500);
    expect(followsOn(slower)).toBe(true);
  });

  it.each([HOUR_MS, -HOUR_MS])('take no time from a clock that jumps by %s ms', (jumpMs) => {
    const looks = evenly(100, 10);
    const jumped = takeLook(looks, looks.timeMs + jumpMs);
    expect(followsOn(jumped)).toBe(false);
    expect(jumped.elapsedMs - looks.elapsedMs).toBeLessThanOrEqual(100);
    expect(followsOn(takeLook(jumped, jumped.timeMs + 100))).toBe(true);
  });

  it('let the time of ticks pass, and none of it twice', () => {
    const looks = evenly(100, 10);
    const waited = passTime(passTime(looks, looks.timeMs + 1000), looks.timeMs + 2000);
    expect(waited.elapsedMs - looks.elapsedMs).toBeCloseTo(2000, 6);
    expect(followsOn(waited)).toBe(true);
    const ahead = takeLook(passTime(looks, looks.timeMs + 130), looks.timeMs + 100);
    expect(takeLook(ahead, looks.timeMs + 200).elapsedMs - looks.elapsedMs).toBeCloseTo(200, 6);
    expect(followsOn(takeLook(waited, looks.timeMs + 2100))).toBe(false);
  });

  it('of another source follow on nothing', () => {
    const looks = changeSource(evenly(100, 10));
    expect(followsOn(takeLook(looks, 2000))).toBe(false);
    expect(takeLook(looks, 5).count).toBe(11);
  });

  it('never move time back, whatever the clock does', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.double({ noNaN: true }))), (inputs) => {
        let looks = NO_LOOKS;
        for (const [isTick, timeMs] of inputs) {
          if (!Number.isFinite(timeMs)) continue;
          const next = isTick ? passTime(looks, timeMs) : takeLook(looks, timeMs);
          expect(next.elapsedMs).toBeGreaterThanOrEqual(looks.elapsedMs);
          looks = next;
        }
      }),
    );
  });
});

describe('what a person is told of the pictures', () => {
  it('is nothing while they come as they should, or break off once', () => {
    expect(paceHint(NO_LOOKS)).toBe('none');
    const looks = evenly(33, 40);
    expect(paceHint(looks)).toBe('none');
    expect(paceHint(takeLook(looks, looks.timeMs + 5000))).toBe('none');
  });

  it('is that they are few, from the fifth on', () => {
    expect(paceHint(evenly(500, 4))).toBe('none');
    expect(paceHint(evenly(500, 5))).toBe('camera-slow');
    expect(paceHint(evenly(200, 20))).toBe('none');
  });

  it('is that they break off again and again, until they no longer do', () => {
    const looks = evenly(33, 10);
    const bursts = [700, 1400, 2100].flatMap((ms) => [0, 33, 66, 99].map((more) => ms + more));
    const times = bursts.map((ms) => looks.timeMs + ms);
    const stuttering = lookAt(times, looks);
    expect(paceHint(stuttering)).toBe('camera-unsteady');
    const steady = Array.from({ length: 40 }, (_, i) => stuttering.timeMs + 33 * (i + 1));
    expect(paceHint(lookAt(steady, stuttering))).toBe('none');
  });
});

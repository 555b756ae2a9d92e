import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EveryFrameClock } from './every-frame-clock.ts';

const PERIOD = 1000 / 30;

describe('the clock of every frame', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function started() {
    const ticks: { tick: number; timeMs: number; atMs: number }[] = [];
    const clock = new EveryFrameClock((tick, timeMs) =>
      ticks.push({ tick, timeMs, atMs: performance.now() }),
    );
    clock.start();
    vi.advanceTimersByTime(0);
    return { clock, ticks };
  }

  it('waits for a frame that takes long, and leaves none out', () => {
    const { clock, ticks } = started();
    // The first takes ten periods, the others none.
    vi.advanceTimersByTime(10 * PERIOD);
    expect(ticks).toHaveLength(1);
    for (let frame = 1; frame < 20; frame += 1) {
      clock.frameDone();
      vi.advanceTimersToNextTimer();
    }
    clock.stop();
    expect(ticks.map(({ tick }) => tick)).toEqual(Array.from({ length: 20 }, (_, tick) => tick));
    const [first] = ticks;
    for (const { tick, timeMs } of ticks) {
      expect(timeMs - (first?.timeMs ?? NaN)).toBeCloseTo(tick * PERIOD, 6);
    }
  });

  it('is never ahead of the time of day', () => {
    const { clock, ticks } = started();
    for (let frame = 1; frame < 50; frame += 1) {
      clock.frameDone();
      vi.advanceTimersToNextTimer();
    }
    clock.stop();
    expect(ticks).toHaveLength(50);
    // The timers of this test count whole milliseconds.
    for (const { timeMs, atMs } of ticks) expect(Math.abs(atMs - timeMs)).toBeLessThanOrEqual(1);
  });

  it('ticks no more once it was stopped', () => {
    const { clock, ticks } = started();
    clock.frameDone();
    clock.stop();
    vi.advanceTimersByTime(1000);
    expect(ticks).toHaveLength(1);
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FrameClock } from './frame-clock.ts';

const PERIOD = 1000 / 30;

describe('the frame clock', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function ticksOf(run: (clock: FrameClock) => void): { tick: number; timeMs: number }[] {
    const ticks: { tick: number; timeMs: number }[] = [];
    const clock = new FrameClock((tick, timeMs) => ticks.push({ tick, timeMs }));
    clock.start();
    run(clock);
    clock.stop();
    return ticks;
  }

  it('ticks 30 times a second, the moments exactly a period apart', () => {
    const ticks = ticksOf(() => vi.advanceTimersByTime(2000));
    expect(ticks.length).toBeGreaterThanOrEqual(59);
    expect(ticks.length).toBeLessThanOrEqual(61);
    for (const [i, { tick, timeMs }] of ticks.entries()) {
      expect(tick).toBe(i);
      expect(timeMs - (ticks[0]?.timeMs ?? 0)).toBeCloseTo(i * PERIOD, 6);
    }
  });

  it('leaves out what the thread slept through, and makes up for nothing in a burst', () => {
    const ticks = ticksOf(() => {
      vi.advanceTimersByTime(100);
      vi.setSystemTime(Date.now());
      const before = performance.now();
      vi.spyOn(performance, 'now').mockReturnValue(before + 10 * PERIOD);
      vi.advanceTimersToNextTimer();
    });
    const last = ticks.at(-1)?.tick ?? 0;
    const oneBefore = ticks.at(-2)?.tick ?? 0;
    expect(last - oneBefore).toBeGreaterThanOrEqual(9);
    expect((ticks.at(-1)?.timeMs ?? 0) - (ticks.at(-2)?.timeMs ?? 0)).toBeCloseTo(
      (last - oneBefore) * PERIOD,
      6,
    );
    vi.restoreAllMocks();
  });
});

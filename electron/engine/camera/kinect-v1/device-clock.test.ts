import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DeviceClock } from './device-clock.ts';

describe('DeviceClock', () => {
  it('is free of the jitter of arrival, also across the wrap', () => {
    const clock = new DeviceClock();
    const first = 2 ** 32 - 5_000_000;
    const times = Array.from({ length: 10 }, (_, i) =>
      clock.timeOf((first + i * 2_000_000) >>> 0, 1000 + (i * 1000) / 30 + (i % 3) * 7),
    );
    for (const [i, time] of times.entries()) expect(time).toBeCloseTo(1000 + (i * 1000) / 30, 6);
  });

  it('starts anew where the device jumps', () => {
    const clock = new DeviceClock();
    clock.timeOf(0, 0);
    expect(clock.timeOf(3_000_000_000, 33)).toBe(33);
    expect(clock.timeOf(3_002_000_000, 70)).toBeCloseTo(33 + 1000 / 30, 6);
  });

  it('never runs backwards, whatever the device says', () => {
    const readings = fc.array(fc.tuple(fc.nat({ max: 2 ** 32 - 1 }), fc.nat({ max: 200 })));
    fc.assert(
      fc.property(readings, (readings) => {
        const clock = new DeviceClock();
        let arrived = 0;
        let last = -Infinity;
        for (const [ticks, later] of readings) {
          arrived += later;
          const time = clock.timeOf(ticks, arrived);
          expect(time).toBeGreaterThanOrEqual(last);
          last = time;
        }
      }),
    );
  });
});

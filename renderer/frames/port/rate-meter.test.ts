import { describe, expect, it } from 'vitest';
import { RateMeter } from './rate-meter.ts';

describe('RateMeter', () => {
  it('counts the events of the last second only', () => {
    const meter = new RateMeter();
    for (let frame = 0; frame < 90; frame += 1) meter.add(frame * 40);
    expect(meter.perSecond(89 * 40)).toBe(25);
  });

  it('falls to zero when nothing comes any more', () => {
    const meter = new RateMeter();
    meter.add(10);
    expect(meter.perSecond(2000)).toBe(0);
  });
});

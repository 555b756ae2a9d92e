import { describe, expect, it } from 'vitest';
import { clockOf, type DumpFile } from './dump-clock.ts';

const file = (kind: 'd' | 'r', arrivalMs: number, ticks: number): DumpFile => ({
  name: `${kind}-${arrivalMs}-${ticks}`,
  kind,
  arrivalMs,
  ticks,
});
const times = (files: readonly DumpFile[]) => {
  const clock = clockOf(files);
  return [clock.kind, ...clock.times.map((time) => Math.round(time))];
};

describe('clockOf', () => {
  it('is the device’s, across its wrap', () => {
    expect(
      times([
        file('d', 1000, 2 ** 32 - 60_000),
        file('r', 1001, 2 ** 32 - 60_000),
        file('d', 1100, 1_940_000),
      ]),
    ).toEqual(['device', 1000, 1000, 1033]);
  });

  it('is the device’s where the computer’s was set back, across its wrap too', () => {
    const files = [
      file('d', 100_000, 2 ** 32 - 60_000),
      file('d', 100_033, 1_920_000),
      file('d', 97_066, 3_900_000),
    ];
    expect(times(files)).toEqual(['device', 100_000, 100_033, 100_066]);
    expect(clockOf(files).notices).toEqual([expect.stringContaining('set back')]);
  });

  it('is the arrival where the device’s stands still or goes its own way', () => {
    expect(times([file('d', 1000, 7), file('d', 1033, 7)])).toEqual(['arrival', 1000, 1033]);
    expect(times([file('d', 1000, 0), file('d', 1033, 600_000_000)])).toEqual([
      'arrival',
      1000,
      1033,
    ]);
  });

  it('never runs backwards, whatever both clocks do', () => {
    const files = [file('d', 9000, 7), file('d', 9033, 7), file('d', 5000, 7), file('d', 5033, 7)];
    expect(times(files)).toEqual(['arrival', 9000, 9033, 9033, 9066]);
    expect(clockOf(files).notices).toEqual([expect.stringContaining('uncertain')]);
  });
});

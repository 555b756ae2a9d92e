import { describe, expect, it } from 'vitest';
import { SeededRandom } from '../../electron/base/seeded-random.ts';
import type { SoakSample, SoakSeries } from '../../tools/soak/soak-run.ts';
import { judgeSoak } from './verdict.ts';

type Curve = (minute: number, life: number) => number;

/** A round every half minute; the engine is killed in the middle. */
function run(
  minutes: number,
  curves: Partial<Record<SoakSeries, Curve>>,
): { samples: SoakSample[] } {
  const samples = Array.from({ length: 2 * minutes }, (_, round): SoakSample => {
    const [minute, life] = [(round + 1) / 2, round < minutes ? 0 : 1];
    const values: SoakSample['values'] = Object.fromEntries(
      Object.entries(curves).map(([name, curve]) => [name, curve(minute, life)] as const),
    );
    return { minutes: minute, round, engineLife: life, values };
  });
  return { samples };
}
const verdicts = (of: { samples: SoakSample[] }) =>
  Object.fromEntries(judgeSoak(of).map(({ series, verdict }) => [series, verdict]));

const random = new SeededRandom(5);
const noisy = (mean: number, noise: number) => () => mean + noise * (random.next() - 0.5);

describe('the verdict on a soak', () => {
  it('is flat for what stays as it is, noise or not', () => {
    const curves = {
      mainMemory: noisy(150, 3),
      mainThreads: () => 30,
      rendererNodes: noisy(900, 20),
    };
    expect(verdicts(run(60, curves))).toEqual({
      mainMemory: 'flat',
      mainThreads: 'flat',
      rendererNodes: 'flat',
    });
  });

  it('names what would double within a day, by an hour', () => {
    const curves = {
      mainMemory: (minute: number) => noisy(150, 3)() + (10 * minute) / 60,
      mainFiles: (minute: number) => 60 + Math.floor(minute / 10),
      rendererMemory: noisy(150, 3),
    };
    expect(verdicts(run(60, curves))).toEqual({
      mainMemory: 'grows',
      mainFiles: 'grows',
      rendererMemory: 'flat',
    });
  });

  it('does not hold it against the engine that it starts smaller, and finds its leak all the same', () => {
    const starts = { engineMemory: (_: number, life: number) => noisy(300 + 90 * life, 3)() };
    expect(verdicts(run(60, starts))).toEqual({ engineMemory: 'flat' });
    const leaks = { engineMemory: (minute: number, life: number) => 300 + minute - 30 * life };
    expect(verdicts(run(60, leaks))).toEqual({ engineMemory: 'grows' });
  });

  it('says so where it ran too short', () => {
    expect(verdicts(run(2, { mainMemory: noisy(150, 30) }))).toEqual({
      mainMemory: 'too short to tell',
    });
  });

  it('raises no alarm for noise, in a hundred runs of all kinds', () => {
    const kinds = ['mainMemory', 'mainHeap', 'rendererMemory', 'gpuMemory'] as const;
    const alarms = Array.from({ length: 100 }, () =>
      judgeSoak(run(20, Object.fromEntries(kinds.map((kind) => [kind, noisy(100, 60)])))),
    ).filter((judged) => judged.some(({ verdict }) => verdict === 'grows'));
    expect(alarms.length).toBeLessThanOrEqual(4);
  });
});

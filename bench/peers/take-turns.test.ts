import { describe, expect, it } from 'vitest';
import { medianOf, ratioOf, takeTurns } from './take-turns.ts';

/** A clock that each look advances by `cost` of the frame. */
function contendersOf(costs: readonly ((frame: number) => number | null)[]) {
  let clock = 0;
  const seen: [contender: number, frame: number][] = [];
  const contenders = costs.map((cost, index) => ({
    look: (frame: number) => {
      seen.push([index, frame]);
      const spent = cost(frame);
      clock += spent ?? 1000;
      return Promise.resolve(spent !== null);
    },
  }));
  return { contenders, seen, now: () => clock };
}

describe('taking turns', () => {
  it('shows everybody every frame in order, and another one goes first each turn', async () => {
    const { contenders, seen, now } = contendersOf([() => 1, () => 2]);
    const frames = [10, 11, 12, 13];
    const turns = await takeTurns(contenders, { frames, framesPerTurn: 2, warmUpTurns: 0, now });
    expect(seen.map(([index]) => index)).toEqual([0, 0, 1, 1, 1, 1, 0, 0]);
    for (const wanted of [0, 1]) {
      expect(seen.filter(([index]) => index === wanted).map(([, frame]) => frame)).toEqual(frames);
    }
    expect(turns).toEqual([
      [
        [1, 1],
        [1, 1],
      ],
      [
        [2, 2],
        [2, 2],
      ],
    ]);
  });

  it('counts neither the warm-up nor frames without an answer', async () => {
    const { contenders, now } = contendersOf([(frame) => (frame === 3 ? null : frame)]);
    const frames = [1, 2, 3, 4, 5];
    const turns = await takeTurns(contenders, { frames, framesPerTurn: 2, warmUpTurns: 1, now });
    expect(turns).toEqual([[[4], [5]]]);
  });
});

describe('the ratio of two contenders', () => {
  it('is that of their medians, with quartiles from turn to turn', () => {
    const ours = [[2, 2], [4], [2], [2]];
    const theirs = [[20], [60, 60], [40], [10]];
    const { ofMedians, quartiles } = ratioOf(theirs, ours);
    expect(ofMedians).toBe(medianOf(theirs) / medianOf(ours));
    expect(quartiles).toEqual([10, 20]);
  });

  it('leaves out turns in which one of them answered nothing', () => {
    expect(ratioOf([[], [6], [9]], [[1], [2], []]).quartiles).toEqual([3, 3]);
  });
});

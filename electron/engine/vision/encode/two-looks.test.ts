import { describe, expect, it } from 'vitest';
import { FUSED_LENGTH } from '../fusion/fusion.ts';
import { INPUT_SIZE } from '../fusion/template.ts';
import { lookTwice, meanDirection } from './two-looks.ts';

const PLANE = INPUT_SIZE * INPUT_SIZE;

/** A network that returns the colour and relief it was shown, call by call. */
function network(answers: Readonly<Record<number, readonly number[]>>) {
  const calls: { readonly colour: number; readonly relief: number }[][] = [];
  const run = (looks: Float32Array): Promise<Float32Array> => {
    const count = looks.length / (4 * PLANE);
    const shown = Array.from({ length: count }, (_, i) => ({
      colour: looks[4 * PLANE * i] ?? NaN,
      relief: looks[4 * PLANE * i + 3 * PLANE] ?? NaN,
    }));
    calls.push(shown);
    return Promise.resolve(Float32Array.from(shown.flatMap(({ colour }) => answers[colour] ?? [])));
  };
  return { run, calls };
}

function fused(seen: number, ahead: number): Float32Array {
  return new Float32Array(FUSED_LENGTH)
    .fill(seen, 0, 3 * PLANE)
    .fill(0.25, 3 * PLANE, 4 * PLANE)
    .fill(ahead, 4 * PLANE);
}

describe('lookTwice', () => {
  it('asks of both looks, each with the relief, in one call', async () => {
    const { run, calls } = network({ 0: [1, 0, 7], 1: [0, 1, 8] });
    const [seen, ahead] = await lookTwice(run, fused(0, 1));
    expect([[...seen], [...ahead]]).toEqual([
      [1, 0, 7],
      [0, 1, 8],
    ]);
    expect(calls).toEqual([
      [
        { colour: 0, relief: 0.25 },
        { colour: 1, relief: 0.25 },
      ],
    ]);
  });

  it('looks once at a face without depth, whose looks are one', async () => {
    const { run, calls } = network({ 1: [0, 1] });
    const [seen, ahead] = await lookTwice(run, fused(1, 1));
    expect([[...seen], [...ahead]]).toEqual([
      [0, 1],
      [0, 1],
    ]);
    expect(calls).toEqual([[{ colour: 1, relief: 0.25 }]]);
  });
});

describe('meanDirection', () => {
  it('lies between two vectors', () => {
    const half = Math.fround(Math.SQRT1_2);
    expect([...meanDirection(Float32Array.of(1, 0), Float32Array.of(0, 1))]).toEqual([half, half]);
  });

  it('is the first where the second says the opposite', () => {
    expect([...meanDirection(Float32Array.of(1, 0), Float32Array.of(-1, 0))]).toEqual([1, 0]);
  });
});

import { describe, expect, it } from 'vitest';
import { FUSED_LENGTH } from '../fusion/fusion.ts';
import { INPUT_SIZE } from '../fusion/template.ts';
import { lookTwice } from './two-looks.ts';

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
  it('is the direction between what the network says of both looks, each with the relief, in one call', async () => {
    const { run, calls } = network({ 0: [1, 0], 1: [0, 1] });
    const [x = 0, y = 0] = await lookTwice(run, fused(0, 1));
    expect([x, y]).toEqual([Math.fround(Math.SQRT1_2), Math.fround(Math.SQRT1_2)]);
    expect(calls).toEqual([
      [
        { colour: 0, relief: 0.25 },
        { colour: 1, relief: 0.25 },
      ],
    ]);
  });

  it('looks once at a face without depth, whose looks are one', async () => {
    const { run, calls } = network({ 1: [0, 1] });
    expect([...(await lookTwice(run, fused(1, 1)))]).toEqual([0, 1]);
    expect(calls).toEqual([[{ colour: 1, relief: 0.25 }]]);
  });

  it('keeps the first look when the second says the opposite', async () => {
    const { run } = network({ 0: [1, 0], 1: [-1, 0] });
    expect([...(await lookTwice(run, fused(0, 1)))]).toEqual([1, 0]);
  });
});

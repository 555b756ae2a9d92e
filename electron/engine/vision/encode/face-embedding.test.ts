import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMBEDDING_LENGTH } from '../../../contract/face-embedding.ts';
import { ANSWER_LENGTH, embeddingOf } from './face-embedding.ts';

/** What a network answers: a vector along one axis, and the logarithm of a length. */
function answer(axis: number, logLength: number): Float32Array {
  const numbers = new Float32Array(ANSWER_LENGTH);
  numbers[axis] = 1;
  numbers[EMBEDDING_LENGTH] = logLength;
  return numbers;
}

const SCALE = { usual: 6, weight: 0.05 } as const;

describe('embeddingOf', () => {
  it('is the direction between both looks, whatever their lengths', () => {
    const { vector } = embeddingOf([answer(0, 1), answer(1, 9)], SCALE);
    const half = Math.fround(Math.SQRT1_2);
    expect(vector).toHaveLength(EMBEDDING_LENGTH);
    expect([vector[0], vector[1], Math.max(...vector.subarray(2))]).toEqual([half, half, 0]);
  });

  it('measures quality from what is usual, and asks more of good looks', () => {
    expect(embeddingOf([answer(0, 3), answer(0, 3)], SCALE)).toMatchObject({
      quality: 0,
      handicap: 0,
      shape: null,
    });
    const good = embeddingOf([answer(0, 3.5), answer(0, 3.5)], SCALE);
    expect([good.quality, good.handicap]).toEqual([1, 0.05]);
    const poor = embeddingOf([answer(0, 2), answer(0, 3.5)], SCALE);
    expect([poor.quality, poor.handicap]).toEqual([-0.5, -0.025]);
  });

  it('moves no squared distance by more than 0.15', () => {
    const logLength = fc.double({ min: -50, max: 50, noNaN: true });
    fc.assert(
      fc.property(logLength, logLength, (a, b) => {
        const { quality, handicap } = embeddingOf([answer(0, a), answer(1, b)], SCALE);
        expect(Math.abs(quality)).toBeLessThanOrEqual(3);
        expect(Math.abs(handicap)).toBeLessThanOrEqual(0.1500001);
      }),
    );
  });

  it('says nothing of quality where the encoder does not measure it', () => {
    const vector = new Float32Array(EMBEDDING_LENGTH);
    vector[5] = 1;
    expect(embeddingOf([vector, vector], null)).toEqual({
      vector,
      quality: 0,
      handicap: 0,
      shape: null,
    });
  });
});

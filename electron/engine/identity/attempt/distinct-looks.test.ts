import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addLook,
  effectiveLooks,
  meanOf,
  type DistinctLook,
  type JudgedLook,
} from './distinct-looks.ts';
import { identityOf } from './evidence.ts';
import { embeddingFor } from './rules-fixture.ts';

interface Turned extends Partial<JudgedLook> {
  /** Moves the embedding without turning the head: noise. */
  readonly noise?: number;
}

function look({ noise = 0, yaw = 0, pitch = 0, ...changes }: Turned = {}): JudgedLook {
  const embedding = embeddingFor({ yaw, pitch }).vector;
  embedding[5] = noise;
  return {
    embedding,
    ...{ spectrum: 'colour', yaw, pitch, ratio: 6, liveness: 4, isAside: false, isAttentive: true },
    ...changes,
  };
}

const after = (looks: readonly JudgedLook[]): readonly DistinctLook[] =>
  looks.reduce<readonly DistinctLook[]>(addLook, []);
const repeat = <T>(value: T, count: number): T[] => Array.from({ length: count }, () => value);

describe('looks that say something new', () => {
  it.each([
    ['a face that turned', look({ yaw: 10 }), 2],
    ['a face that nods', look({ pitch: -10 }), 2],
    ['another spectrum', look({ spectrum: 'infrared' }), 2],
    ['the same face again', look(), 1],
    ['a noisy frame of the same face', look({ noise: 0.4 }), 1],
    ['a face that turned by a little', look({ yaw: 5 }), 1],
    ['a picture that was tilted', { ...look({ yaw: 30 }), embedding: look().embedding }, 1],
  ] satisfies [string, JudgedLook, number][])('%s', (_, second, count) => {
    expect(after([look(), second])).toHaveLength(count);
  });

  it('are the last four, the one just seen at the end', () => {
    const yaws = [-20, -10, 0, 10, 20];
    const turned = after(yaws.map((yaw) => look({ yaw })));
    expect(turned.map(({ yaw }) => yaw)).toEqual([-10, 0, 10, 20]);
    expect(addLook(turned, look({ yaw: 0 })).map(({ yaw }) => yaw)).toEqual([-10, 10, 20, 0]);
  });

  it('join the pose that is nearest', () => {
    const [first, second] = after([look({ yaw: 0 }), look({ yaw: 12 }), look({ yaw: 8 })]);
    expect(first).toMatchObject({ yaw: 0, frames: 1 });
    expect(second).toMatchObject({ yaw: 12, frames: 2 });
  });
});

describe('what a look says', () => {
  it('is the average of its frames', () => {
    const [one] = after([look({ ratio: 9, liveness: 6 }), look({ ratio: 3, liveness: 3 })]);
    expect(one).toMatchObject({ ratio: 6, liveness: 4.5, frames: 2 });
  });

  it('moves on with a face that stays', () => {
    const [one] = after([...repeat(look({ ratio: 0 }), 100), ...repeat(look({ ratio: 9 }), 60)]);
    expect(one?.ratio).toBeGreaterThan(8.8);
  });

  it('counts by its share of three frames, and no more for more of them', () => {
    const worth = (frames: number) => effectiveLooks(after(repeat(look(), frames)), 0.5);
    expect([1, 2, 3, 4, 300].map(worth)).toEqual([1 / 3, 2 / 3, 1, 1, 1]);
  });

  it('is nothing before the first', () => {
    expect(meanOf([], ({ ratio }) => ratio)).toBe(0);
    expect(effectiveLooks([], 0.5)).toBe(0);
  });
});

describe('several looks', () => {
  const four = after([-20, -10, 0, 10].flatMap((yaw) => repeat(look({ yaw }), 3)));

  it.each([
    [0, 4],
    [0.5, 1.6],
    [1, 1],
  ])('with correlation %d are worth %d', (correlation, worth) => {
    expect(effectiveLooks(four, correlation)).toBeCloseTo(worth, 9);
    expect(identityOf(four, correlation)).toBeCloseTo(6 * worth, 9);
  });
});

const anyLook = fc.record({
  yaw: fc.constantFrom(-20, -10, 0, 1, 10),
  ratio: fc.double({ min: -14, max: 14, noNaN: true }),
  noise: fc.double({ min: -0.2, max: 0.2, noNaN: true }),
});
const correlation = fc.double({ min: 0, max: 1, noNaN: true });

describe('properties', () => {
  it('a frozen picture gains nothing by staying, whatever was seen before', () => {
    fc.assert(
      fc.property(
        fc.array(anyLook, { maxLength: 12 }),
        anyLook,
        fc.integer({ min: 3, max: 200 }),
        correlation,
        (before, frozen, times, rho) => {
          const picture = look(frozen);
          // Fifteen frames, and the average is the picture's alone.
          const known = after([...before.map(look), ...repeat(picture, 400)]);
          const longer = repeat(picture, times).reduce<readonly DistinctLook[]>(addLook, known);
          expect(identityOf(longer, rho)).toBeCloseTo(identityOf(known, rho), 6);
        },
      ),
    );
  });

  it('a picture alone never says more than its one look', () => {
    fc.assert(
      fc.property(anyLook, fc.integer({ min: 1, max: 60 }), correlation, (frozen, times, rho) => {
        const said = identityOf(after(repeat(look(frozen), times)), rho);
        expect(Math.abs(said)).toBeLessThanOrEqual(Math.abs(frozen.ratio) + 1e-9);
      }),
    );
  });

  it('more looks are never worth more than they are many, nor than 1 / ρ', () => {
    fc.assert(
      fc.property(fc.array(anyLook, { maxLength: 40 }), correlation, (looks, rho) => {
        const distinct = after(looks.map(look));
        const worth = effectiveLooks(distinct, rho);
        expect(distinct.length).toBeLessThanOrEqual(4);
        expect(worth).toBeLessThanOrEqual(distinct.length + 1e-9);
        if (rho > 0) expect(worth).toBeLessThanOrEqual(1 / rho + 1e-9);
      }),
    );
  });

  it('numbers that are none are no new look, and poison what they join', () => {
    const broken = [
      look({ yaw: NaN }),
      { ...look({ yaw: 20 }), embedding: new Float32Array(128).fill(NaN) },
    ];
    for (const odd of broken) expect(after([look(), odd])).toHaveLength(1);
    expect(identityOf(after([look(), look({ ratio: NaN })]), 0.5)).toBeNaN();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FusedShape, OwnerShape, ShapeLook } from '../../../contract/head-shape.ts';
import { judgeShape, shapeLogRatio } from './compare-shapes.ts';
import { fuseShape } from './fuse-shape.ts';
import { estimateShape, ownerShapeOf } from './shape-estimate.ts';
import { lookAt, PLAIN_SHAPE } from './shape-fixture.ts';

const LENGTH = PLAIN_SHAPE.between.length;

function fuse(looks: readonly ShapeLook[]): FusedShape | null {
  return looks.reduce<FusedShape | null>((before, look) => fuseShape(before, look), null);
}

function must<T>(value: T | null): T {
  if (value === null) throw new Error('There is nothing.');
  return value;
}

const many = (head: number, count = 40): ShapeLook[] =>
  Array.from({ length: count }, (_, k) => lookAt(head, { yaw: 10 * (k % 4) }));

const owner = (head: number): OwnerShape => must(ownerShapeOf(fuse(many(head)), PLAIN_SHAPE));

const anyLook = fc
  .record({
    vector: fc.float32Array({
      ...{ minLength: LENGTH, maxLength: LENGTH, min: -10, max: 10, noNaN: true },
    }),
    noise: fc.double({ min: 0.1, max: 8, noNaN: true }),
    yaw: fc.double({ min: -40, max: 40, noNaN: true }),
    pitch: fc.double({ min: -40, max: 40, noNaN: true }),
  })
  .map((look): ShapeLook => ({ version: PLAIN_SHAPE.version, ...look }));

describe('fusing looks', () => {
  it('gives the same in any order, but for rounding', () => {
    fc.assert(
      fc.property(fc.array(anyLook, { minLength: 1, maxLength: 20 }), (looks) => {
        const forth = must(estimateShape(must(fuse(looks)), PLAIN_SHAPE));
        const back = must(estimateShape(must(fuse(looks.toReversed())), PLAIN_SHAPE));
        forth.mean.forEach((value, i) => {
          expect(value).toBeCloseTo(back.mean[i] ?? NaN, 4);
          expect(forth.variance[i]).toBeCloseTo(back.variance[i] ?? NaN, 5);
        });
      }),
    );
  });

  it('never makes the estimate less certain, nor more certain than a sitting is', () => {
    fc.assert(
      fc.property(fc.array(anyLook, { minLength: 2, maxLength: 30 }), (looks) => {
        let before = new Array<number>(LENGTH).fill(Infinity);
        let fused: FusedShape | null = null;
        for (const look of looks) {
          fused = must(fuseShape(fused, look));
          const { variance } = must(estimateShape(fused, PLAIN_SHAPE));
          variance.forEach((value, i) => {
            expect(value).toBeLessThanOrEqual((before[i] ?? 0) * (1 + 1e-6));
            expect(value).toBeGreaterThan(PLAIN_SHAPE.sitting[i] ?? NaN);
          });
          before = [...variance];
        }
      }),
    );
  });

  it('learns more from another pose than from another frame', () => {
    const variance = (looks: ShapeLook[]) =>
      must(estimateShape(must(fuse(looks)), PLAIN_SHAPE)).variance[0] ?? NaN;
    const one = variance([lookAt(1)]);
    const again = variance([lookAt(1), lookAt(1)]);
    const turned = variance([lookAt(1), lookAt(1, { yaw: 15 })]);
    expect(again).toBeLessThan(one);
    expect(turned).toBeLessThan(again);
    // A thousand frames of one pose leave its error and the sitting's.
    expect(variance(Array.from({ length: 1000 }, () => lookAt(1)))).toBeGreaterThan(0.6);
  });

  it('leaves what was fused before as it was', () => {
    const before = must(fuse(many(1, 5)));
    const copy = structuredClone(before);
    fuseShape(before, lookAt(5));
    fuseShape(before, lookAt(5, { yaw: -30 }));
    expect(before).toEqual(copy);
  });

  it.each([
    ['with a number that is none', { vector: new Float32Array(LENGTH).fill(NaN) }],
    ['with an infinite number', { vector: new Float32Array(LENGTH).fill(Infinity) }],
    ['without numbers', { vector: new Float32Array(0) }],
    ['with numbers of another length', { vector: new Float32Array(LENGTH + 1) }],
    ['without noise', { noise: 0 }],
    ['with noise that is no number', { noise: NaN }],
    ['of no pose', { yaw: NaN }],
    ['of another model', { version: 'other' }],
  ])('passes over a look %s', (_, changes) => {
    const before = must(fuse(many(1)));
    expect(fuseShape(before, lookAt(1, changes))).toBe(before);
  });

  it('says nothing before the first good look', () => {
    expect(fuseShape(null, lookAt(1, { noise: NaN }))).toBeNull();
  });
});

describe('comparing shapes', () => {
  it('speaks for the same head and against another', () => {
    expect(shapeLogRatio(fuse(many(3)), owner(3), PLAIN_SHAPE)).toBeGreaterThan(5);
    expect(shapeLogRatio(fuse(many(-3)), owner(3), PLAIN_SHAPE)).toBeLessThan(-5);
  });

  it('is the same whichever of the two is the owner', () => {
    fc.assert(
      fc.property(
        fc.array(anyLook, { minLength: 12, maxLength: 14 }),
        fc.array(anyLook, { minLength: 12, maxLength: 20 }),
        (some, others) => {
          const [a, b] = [fuse(some), fuse(others)];
          const [forth, back] = [
            shapeLogRatio(a, ownerShapeOf(b, PLAIN_SHAPE), PLAIN_SHAPE),
            shapeLogRatio(b, ownerShapeOf(a, PLAIN_SHAPE), PLAIN_SHAPE),
          ];
          expect(must(forth)).toBeCloseTo(must(back), 2);
        },
      ),
    );
  });

  it('says less from one look than from many', () => {
    const one = must(shapeLogRatio(fuse([lookAt(0.5)]), owner(0.5), PLAIN_SHAPE));
    const all = must(shapeLogRatio(fuse(many(0.5)), owner(0.5), PLAIN_SHAPE));
    expect(one).toBeGreaterThan(0);
    expect(all).toBeGreaterThan(one);
  });

  it('stays within what its trials support', () => {
    fc.assert(
      fc.property(fc.array(anyLook, { minLength: 1, maxLength: 8 }), (looks) => {
        const ratio = must(shapeLogRatio(fuse(looks), owner(2), PLAIN_SHAPE));
        expect(ratio).toBeGreaterThanOrEqual(PLAIN_SHAPE.least);
        expect(ratio).toBeLessThanOrEqual(PLAIN_SHAPE.most);
      }),
    );
  });

  it('is true of heads drawn from its model: ratios of r come r times as often from the same head', () => {
    // Deterministic normal numbers, by the central limit.
    let seed = 1;
    const uniform = () => (seed = (48271 * seed) % 2147483647) / 2147483647;
    const normal = () => Array.from({ length: 12 }, uniform).reduce((a, b) => a + b) - 6;
    const scattered = (head: number[], variance: (k: number) => number) =>
      head.map((value, k) => value + Math.sqrt(variance(k)) * normal());
    const weak = { ...PLAIN_SHAPE, between: new Array<number>(LENGTH).fill(0.5) };
    const draw = () => scattered(new Array<number>(LENGTH).fill(0), () => 0.5);
    const seen = (head: number[]) => {
      const sitting = scattered(head, () => 0.3);
      const pose = scattered(sitting, () => 0.3);
      const frames = Array.from({ length: 12 }, () => scattered(pose, () => 0.4));
      return fuse(frames.map((vector) => lookAt(0, { vector: Float32Array.from(vector) })));
    };
    const ratios = (same: boolean) =>
      Array.from({ length: 1000 }, () => {
        const head = draw();
        const enrolled = ownerShapeOf(seen(head), weak);
        return must(shapeLogRatio(seen(same ? head : draw()), enrolled, weak));
      });
    // Good (1950): the mean of exp(−log ratio) over the same head is 1, and of exp(log ratio) over others.
    const mean = (values: number[]) => values.reduce((a, b) => a + b) / values.length;
    expect(mean(ratios(true).map((r) => Math.exp(-r)))).toBeCloseTo(1, 0.5);
    expect(mean(ratios(false).map((r) => Math.exp(r)))).toBeCloseTo(1, 0.5);
  });
});

describe('the veto of shape', () => {
  it('passes the owner and refuses another head', () => {
    expect(judgeShape(fuse(many(3, 12)), owner(3), PLAIN_SHAPE)).toBe('passes');
    expect(judgeShape(fuse(many(-3, 12)), owner(3), PLAIN_SHAPE)).toBe('refuses');
  });

  it('waits for enough looks', () => {
    expect(judgeShape(null, owner(3), PLAIN_SHAPE)).toBe('undecided');
    expect(judgeShape(fuse(many(-3, 9)), owner(3), PLAIN_SHAPE)).toBe('undecided');
  });

  it.each([
    ['without a shape', null],
    ['with the shape of another model', { ...owner(3), version: 'older' }],
    [
      'with fewer numbers',
      { ...owner(3), mean: new Float32Array(1), variance: Float32Array.of(1) },
    ],
    ['with broken numbers', { ...owner(3), mean: new Float32Array(LENGTH).fill(NaN) }],
    ['with no variance', { ...owner(3), variance: new Float32Array(LENGTH) }],
  ])('never passes an enrolment %s', (_, enrolled) => {
    expect(judgeShape(fuse(many(3)), enrolled, PLAIN_SHAPE)).toBe('not-enrolled');
    expect(shapeLogRatio(fuse(many(3)), enrolled, PLAIN_SHAPE)).toBeNull();
  });

  it('enrols no shape from too few looks, or from another model', () => {
    expect(ownerShapeOf(null, PLAIN_SHAPE)).toBeNull();
    expect(ownerShapeOf(fuse(many(3, 11)), PLAIN_SHAPE)).toBeNull();
    expect(ownerShapeOf(fuse(many(3)), { ...PLAIN_SHAPE, version: 'newer' })).toBeNull();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { companyOf, inOrder, instead, isNear, SIDE_BY_SIDE_MM, standingOf } from './face-choice.ts';
import type { SeenFace } from './seen-face.ts';

const face = (changes: Partial<SeenFace> = {}): SeenFace => ({
  box: { x: 200, y: 150, width: 80, height: 80 },
  distanceMm: 700,
  sizeMm: 140,
  reliefMm: 5,
  isTowards: true,
  ...changes,
});

const anyFace = fc.record({
  box: fc.record({
    x: fc.integer({ min: 0, max: 400 }),
    y: fc.integer({ min: 0, max: 300 }),
    width: fc.integer({ min: 20, max: 150 }),
    height: fc.integer({ min: 20, max: 150 }),
  }),
  distanceMm: fc.option(fc.integer({ min: 350, max: 4000 })),
  sizeMm: fc.integer({ min: 50, max: 400 }),
  reliefMm: fc.option(fc.double({ min: 0, max: 10, noNaN: true })),
  isTowards: fc.boolean(),
});
const anyFaces = fc.array(anyFace, { minLength: 1, maxLength: 5 });

describe('standingOf', () => {
  it.each([
    ['a face within reach that looks here', {}, 'wants-in'],
    ['one that looks away', { isTowards: false }, 'in-reach'],
    ['one too far', { distanceMm: 1900 }, 'out-of-reach'],
    ['one too near', { distanceMm: 380 }, 'out-of-reach'],
    ['one without depth', { distanceMm: null, reliefMm: null, sizeMm: 0 }, 'unmeasured'],
    ['a print', { reliefMm: 1.7 }, 'no-person'],
    [
      'a print farther away, where depth is noisier',
      { distanceMm: 1300, reliefMm: 3.2 },
      'no-person',
    ],
    ['a telephone', { sizeMm: 70 }, 'no-person'],
    ['a poster', { sizeMm: 350, distanceMm: 2500 }, 'no-person'],
  ] satisfies [string, Partial<SeenFace>, string][])('of %s', (_, changes, standing) => {
    expect(standingOf(face(changes))).toBe(standing);
  });
});

describe('the order', () => {
  it('does not depend on that of the detections', () => {
    const shuffled = anyFaces.chain((faces) =>
      fc.tuple(
        fc.constant(faces),
        fc.shuffledSubarray(faces, { minLength: faces.length, maxLength: faces.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, anyFace, ([faces, others], judged) => {
        expect(inOrder(others)).toEqual(inOrder(faces));
        expect(instead(judged, others)).toEqual(instead(judged, faces));
        expect(companyOf(judged, others)).toEqual(companyOf(judged, faces));
      }),
    );
  });

  it('begins with the nearest who looks here within reach, if there is one', () => {
    fc.assert(
      fc.property(anyFaces, fc.integer({ min: 400, max: 1600 }), (some, distanceMm) => {
        const faces = [...some, face({ distanceMm })];
        const wanting = faces.filter((seen) => standingOf(seen) === 'wants-in');
        const least = Math.min(...wanting.map(({ distanceMm }) => distanceMm ?? Infinity));
        const [first] = inOrder(faces);
        expect(first).toMatchObject({ distanceMm: least, isTowards: true });
      }),
    );
  });

  it('loses nobody', () => {
    fc.assert(
      fc.property(anyFaces, (faces) => {
        expect(new Set(inOrder(faces))).toEqual(new Set(faces));
      }),
    );
  });
});

describe('instead', () => {
  it('follows who steps in front', () => {
    const nearer = face({ distanceMm: 480 });
    expect(instead(face(), [nearer])).toBe(nearer);
  });

  it.each([
    ['somebody behind', { distanceMm: 1500 }],
    ['somebody at the side, a little nearer', { distanceMm: 550 }],
    ['a picture held in front', { distanceMm: 450, reliefMm: 1.4 }],
    ['a telephone held in front', { distanceMm: 450, sizeMm: 70 }],
    ['somebody in front who looks away', { distanceMm: 450, isTowards: false }],
  ] satisfies [string, Partial<SeenFace>][])('stays for %s', (_, other) => {
    expect(instead(face(), [face(other)])).toBeNull();
  });

  it.each([
    ['a picture', { reliefMm: 1.4 }],
    ['somebody who looks away', { isTowards: false }],
    ['somebody too far away', { distanceMm: 1900 }],
    ['a face without depth', { distanceMm: null, reliefMm: null }],
  ] satisfies [string, Partial<SeenFace>][])('leaves %s for who wants in', (_, followed) => {
    const wanting = face({ distanceMm: 1200 });
    expect(instead(face(followed), [wanting])).toBe(wanting);
  });

  it('does not go back and forth', () => {
    fc.assert(
      fc.property(anyFace, anyFace, (one, other) => {
        fc.pre(instead(one, [other]) !== null);
        expect(instead(other, [one])).toBeNull();
      }),
    );
  });
});

describe('companyOf', () => {
  it.each([
    ['nobody', [], { beside: 0, near: 0 }],
    ['somebody at the side', [{ distanceMm: 850 }], { beside: 1, near: 1 }],
    ['somebody behind', [{ distanceMm: 1500 }], { beside: 0, near: 1 }],
    ['somebody at the side who looks away', [{ isTowards: false }], { beside: 0, near: 1 }],
    ['a picture at the side', [{ reliefMm: 1.4 }], { beside: 0, near: 0 }],
    ['a poster', [{ distanceMm: 2500, sizeMm: 300 }], { beside: 0, near: 0 }],
    ['a screen without depth', [{ distanceMm: null, reliefMm: null }], { beside: 0, near: 0 }],
  ] satisfies [string, Partial<SeenFace>[], object][])('with %s', (_, others, company) => {
    expect(companyOf(face(), others.map(face))).toEqual(company);
  });

  it('counts whoever is at the side from either side', () => {
    fc.assert(
      fc.property(anyFace, anyFace, (one, other) => {
        const [a, b] = [
          { ...one, isTowards: true },
          { ...other, isTowards: true },
        ];
        expect(companyOf(a, [b]).beside).toBe(companyOf(b, [a]).beside);
        const isBeside = companyOf(a, [b]).beside === 1;
        const apart = Math.abs((a.distanceMm ?? 0) - (b.distanceMm ?? Infinity));
        expect(isBeside).toBe(isNear(a) && isNear(b) && apart <= SIDE_BY_SIDE_MM);
      }),
    );
  });
});

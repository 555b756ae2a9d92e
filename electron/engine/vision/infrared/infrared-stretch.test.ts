import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { infraredRange } from './infrared-stretch.ts';

const WIDTH = 64;
const HEIGHT = 48;
const PIXELS = WIDTH * HEIGHT;
const FACE = { box: { x: 20, y: 10, width: 20, height: 24 }, distanceMm: 700 };

/** A head of 700 mm in front of a wall, brighter from row to row, from `darkest` to `brightest`. */
function headBeforeWall(darkest: number, brightest: number) {
  const depth = new Uint16Array(PIXELS).fill(2500);
  const infrared = new Uint16Array(PIXELS).fill(50_000);
  for (let y = 10; y < 34; y++) {
    for (let x = 20; x < 40; x++) {
      const share = ((x - 20) * 24 + (y - 10)) / (20 * 24 - 1);
      depth[y * WIDTH + x] = 700;
      infrared[y * WIDTH + x] = Math.round(darkest + share * (brightest - darkest));
    }
  }
  return { width: WIDTH, height: HEIGHT, depth, infrared };
}

describe('infraredRange', () => {
  it.each([
    ['of a face that is known', FACE],
    ['of the nearest surface where none is', null],
  ])('spans the brightness %s, not that of the wall', (_, face) => {
    const range = infraredRange(headBeforeWall(1000, 11_000), face, false);
    if (range.kind !== 'usable') throw new Error(range.because);
    expect(range.stretch.low).toBeGreaterThan(1000);
    expect(range.stretch.low).toBeLessThan(1500);
    expect(range.stretch.high).toBeGreaterThan(10_500);
    expect(range.stretch.high).toBeLessThan(11_000);
  });

  it('leaves out highlights that are clipped', () => {
    const frame = headBeforeWall(1000, 11_000);
    for (let i = 0; i < PIXELS; i++) {
      if (frame.infrared[i] !== 50_000 && i % 11 === 0) frame.infrared[i] = 65_535;
    }
    const range = infraredRange(frame, FACE, false);
    if (range.kind !== 'usable') throw new Error(range.because);
    expect(range.stretch.high).toBeLessThan(11_000);
  });

  it.each([
    ['missing', { ...headBeforeWall(1000, 11_000), infrared: undefined }],
    ['missing', { ...headBeforeWall(1000, 11_000), infrared: new Uint16Array(PIXELS - 1) }],
    ['missing', { ...headBeforeWall(1000, 11_000), depth: new Uint16Array(7) }],
    ['nothing-near', { ...headBeforeWall(1000, 11_000), depth: new Uint16Array(PIXELS) }],
    [
      'nothing-near',
      { ...headBeforeWall(1000, 11_000), depth: new Uint16Array(PIXELS).fill(2500) },
    ],
    ['black', { ...headBeforeWall(1000, 11_000), infrared: new Uint16Array(PIXELS) }],
    ['black', headBeforeWall(0, 300)],
    ['flat', headBeforeWall(5000, 5000)],
    ['flat', headBeforeWall(5000, 5200)],
    ['saturated', { ...headBeforeWall(1000, 11_000), infrared: clippedAt(8000) }],
  ] as const)('says that infrared does not serve: %s', (because, { infrared, ...rest }) => {
    const frame = infrared === undefined ? rest : { ...rest, infrared };
    expect(infraredRange(frame, null, false)).toEqual({ kind: 'unusable', because });
  });

  it('takes more of a clipped face while infrared is in use, so that the choice does not flicker', () => {
    const frame = { ...headBeforeWall(1000, 11_000), infrared: clippedAt(9000) };
    expect(infraredRange(frame, FACE, false)).toMatchObject({ because: 'saturated' });
    expect(infraredRange(frame, FACE, true)).toMatchObject({ kind: 'usable' });
  });

  it('finds one range whatever the unit of brightness, and none beyond the face, in any picture', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3000 }),
        fc.integer({ min: 0, max: 20_000 }),
        fc.integer({ min: 1, max: 2 }),
        (darkest, span, factor) => {
          const frame = headBeforeWall(darkest, darkest + span);
          const range = infraredRange(frame, FACE, false);
          if (range.kind === 'unusable') return;
          const { low, high } = range.stretch;
          expect(low).toBeLessThan(high);
          expect(low).toBeGreaterThanOrEqual(darkest);
          expect(high).toBeLessThanOrEqual(darkest + span);
          const brighter = frame.infrared.map((x) => factor * x);
          const scaled = infraredRange({ ...frame, infrared: brighter }, FACE, false);
          expect(scaled).toEqual({
            kind: 'usable',
            stretch: { low: factor * low, high: factor * high },
          });
        },
      ),
    );
  });

  it('never throws, whatever the pictures', () => {
    fc.assert(
      fc.property(
        fc.uint16Array({ minLength: 0, maxLength: 80 }),
        fc.uint16Array({ minLength: 0, maxLength: 80 }),
        fc.option(
          fc.record({ x: fc.float(), y: fc.float(), width: fc.float(), height: fc.float() }),
        ),
        fc.float(),
        (depth, infrared, box, distanceMm) => {
          const face = box === null ? null : { box, distanceMm };
          const frame = { width: 8, height: 8, depth, infrared };
          expect(['usable', 'unusable']).toContain(infraredRange(frame, face, false).kind);
        },
      ),
    );
  });
});

function clippedAt(most: number): Uint16Array {
  return headBeforeWall(1000, 11_000).infrared.map((x) => Math.min(most, x));
}

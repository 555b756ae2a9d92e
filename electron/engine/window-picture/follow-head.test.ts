import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PictureSquare } from '../../contract/window/bridge.ts';
import { followHead, headSquare, squareOf, wholeSquare, type Followed } from './follow-head.ts';

const WIDTH = 1920;
const HEIGHT = 1080;
const face = { x: 900, y: 400, width: 230, height: 250 };

function play(from: Followed | null, target: PictureSquare, frames: number, fps = 30): Followed[] {
  const steps: Followed[] = [];
  let followed = from;
  for (let k = 0; k < frames; k++) {
    followed = followHead(followed, target, 1 / fps);
    steps.push(followed);
  }
  return steps;
}

const last = (steps: readonly Followed[]): Followed => steps.at(-1) ?? expect.fail('no step');

describe('the square around a head', () => {
  it('holds the head with room for its hair', () => {
    const square = headSquare(face, WIDTH, HEIGHT);
    expect(square.size).toBe(500);
    const above = face.y - square.y;
    const below = square.y + square.size - (face.y + face.height);
    expect(above).toBeGreaterThan(below);
    expect(above / face.height).toBeGreaterThan(0.5);
    expect(square.x + square.size / 2).toBe(face.x + face.width / 2);
  });

  it('holds the face wherever it is, as far as the picture goes', () => {
    const anyFace = fc.record({
      x: fc.integer({ min: 0, max: WIDTH - 500 }),
      y: fc.integer({ min: 0, max: HEIGHT - 500 }),
      width: fc.integer({ min: 1, max: 500 }),
      height: fc.integer({ min: 1, max: 500 }),
    });
    fc.assert(
      fc.property(anyFace, (seen) => {
        const square = headSquare(seen, WIDTH, HEIGHT);
        expect(square.x).toBeGreaterThanOrEqual(0);
        expect(square.y).toBeGreaterThanOrEqual(0);
        expect(square.x + square.size).toBeLessThanOrEqual(WIDTH);
        expect(square.y + square.size).toBeLessThanOrEqual(HEIGHT);
        expect(square.x).toBeLessThanOrEqual(seen.x);
        expect(square.y).toBeLessThanOrEqual(seen.y);
        expect(square.x + square.size).toBeGreaterThanOrEqual(seen.x + seen.width);
        expect(square.y + square.size).toBeGreaterThanOrEqual(seen.y + seen.height);
      }),
    );
  });

  it('is as much of the picture as a square can be where nobody is', () => {
    expect(wholeSquare(WIDTH, HEIGHT)).toEqual({ x: 420, y: 0, size: 1080 });
    expect(wholeSquare(480, 640)).toEqual({ x: 0, y: 80, size: 480 });
  });
});

describe('following a head', () => {
  const whole = wholeSquare(WIDTH, HEIGHT);
  const target = headSquare(face, WIDTH, HEIGHT);

  it('starts where the head is', () => {
    const square = squareOf(followHead(null, target, 0), WIDTH, HEIGHT);
    expect(square).toEqual(target);
  });

  it('goes there within a second, without a jump and without overshooting', () => {
    const steps = play(followHead(null, whole, 0), target, 30);
    const sizes = [whole.size, ...steps.map(({ size }) => size)];
    const moves = sizes.slice(1).map((size, k) => (sizes[k] ?? 0) - size);
    const distance = whole.size - target.size;
    // It sets out and arrives softly: no step is more than an eighth of the way.
    expect(Math.max(...moves)).toBeLessThan(distance / 8);
    expect(Math.min(...moves)).toBeGreaterThanOrEqual(0);
    expect(moves[0]).toBeLessThan(Math.max(...moves));
    expect(last(steps).size - target.size).toBeLessThan(distance / 20);
  });

  it('is at the same place at the same time, whatever the rate of frames', () => {
    const rates = fc.integer({ min: 2, max: 60 });
    fc.assert(
      fc.property(rates, (fps) => {
        const start = followHead(null, whole, 0);
        const often = last(play(start, target, 120, 60));
        const seldom = last(play(start, target, 2 * fps, fps));
        expect(seldom.size).toBeCloseTo(often.size, 3);
        expect(seldom.x).toBeCloseTo(often.x, 3);
      }),
    );
  });

  it('stays inside the picture however wildly the head jumps', () => {
    const anyFace = fc.record({
      x: fc.integer({ min: -300, max: WIDTH }),
      y: fc.integer({ min: -300, max: HEIGHT }),
      width: fc.integer({ min: 1, max: 900 }),
      height: fc.integer({ min: 1, max: 900 }),
    });
    const seconds = fc.double({ min: 0, max: 3, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(anyFace, seconds), { minLength: 1, maxLength: 20 }), (way) => {
        let followed: Followed | null = null;
        for (const [seen, elapsedS] of way) {
          followed = followHead(followed, headSquare(seen, WIDTH, HEIGHT), elapsedS);
          const { x, y, size } = squareOf(followed, WIDTH, HEIGHT);
          expect(x).toBeGreaterThanOrEqual(0);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(size).toBeGreaterThan(0);
          expect(x + size).toBeLessThanOrEqual(WIDTH + 1e-6);
          expect(y + size).toBeLessThanOrEqual(HEIGHT + 1e-6);
        }
      }),
    );
  });
});

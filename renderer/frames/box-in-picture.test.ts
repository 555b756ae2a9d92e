import fc from 'fast-check';
import { expect, it } from 'vitest';
import { boxInPicture } from './box-in-picture.ts';

const box = { x: 200, y: 100, width: 60, height: 80 };

it('moves and scales the box of a face with the picture', () => {
  const place = { scaleX: 3, scaleY: 2.5, x: -40, y: 12 };
  expect(boxInPicture(box, place)).toEqual({ x: 560, y: 262, width: 180, height: 200 });
});

it('leaves a box alone on the grid that it was told in', () => {
  expect(boxInPicture(box)).toBe(box);
});

it('maps every point of the box as the picture does', () => {
  const number = fc.double({ min: -500, max: 500, noNaN: true });
  const scale = fc.double({ min: 0.05, max: 5, noNaN: true });
  fc.assert(
    fc.property(scale, scale, number, number, (scaleX, scaleY, x, y) => {
      const seen = boxInPicture(box, { scaleX, scaleY, x, y });
      expect(seen.x + seen.width).toBeCloseTo(scaleX * (box.x + box.width) + x);
      expect(seen.y + seen.height).toBeCloseTo(scaleY * (box.y + box.height) + y);
    }),
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { QuadTree } from './quad-tree.ts';

/** The same sums over all other points, one by one. */
function exact(places: Float64Array, i: number) {
  const sums = { x: 0, y: 0, weight: 0 };
  for (let j = 0; j < places.length; j += 2) {
    if (j === i) continue;
    const dx = (places[i] ?? 0) - (places[j] ?? 0);
    const dy = (places[i + 1] ?? 0) - (places[j + 1] ?? 0);
    const near = 1 / (1 + dx * dx + dy * dy);
    sums.x += near * near * dx;
    sums.y += near * near * dy;
    sums.weight += near;
  }
  return sums;
}

const coordinate = fc.oneof(
  fc.double({ min: -50, max: 50, noNaN: true }),
  fc.constantFrom(0, 1, -1),
);
const clouds = fc
  .array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 60 })
  .map((points) => Float64Array.from(points.flat()));

describe('QuadTree', () => {
  it('adds up every point where it may not approximate, twins included', () => {
    const tree = new QuadTree(1);
    const push = { x: 0, y: 0, weight: 0 };
    fc.assert(
      fc.property(clouds, (places) => {
        tree.build(places);
        for (let i = 0; i < places.length; i += 2) {
          tree.repulsion(places[i] ?? 0, places[i + 1] ?? 0, 0, push);
          const wanted = exact(places, i);
          expect(push.weight).toBeCloseTo(wanted.weight, 6);
          expect(push.x).toBeCloseTo(wanted.x, 6);
          expect(push.y).toBeCloseTo(wanted.y, 6);
        }
      }),
    );
  });

  it('is near to it where it approximates, and nearer the less it does', () => {
    const places = Float64Array.from({ length: 2000 }, (_, i) => Math.sin(i * 12.9898) * 40);
    const tree = new QuadTree(1000);
    tree.build(places);
    const error = (theta: number): number => {
      const push = { x: 0, y: 0, weight: 0 };
      let [off, all] = [0, 0];
      for (let i = 0; i < places.length; i += 2) {
        tree.repulsion(places[i] ?? 0, places[i + 1] ?? 0, theta, push);
        const wanted = exact(places, i);
        off += Math.hypot(push.x - wanted.x, push.y - wanted.y);
        all += Math.hypot(wanted.x, wanted.y);
      }
      return off / all;
    };
    expect(error(0.5)).toBeLessThan(0.05);
    expect(error(0.2)).toBeLessThan(error(0.5) / 2);
  });
});

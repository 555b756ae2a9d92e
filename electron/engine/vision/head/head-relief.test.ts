import { describe, expect, it } from 'vitest';
import { IDENTITY, type RigidTransform } from '../../geometry/rigid.ts';
import type { FaceSurface } from './face-surface.ts';
import { FrontalRelief } from './head-relief.ts';
import { HEAD_GRID } from './mean-head.ts';

const { size, millimetresPerPixel } = HEAD_GRID;
const AS_IT_IS: RigidTransform = { rotation: IDENTITY, translation: [0, 0, -600] };

/** Readings every 3 mm on 150 × 150 mm; null for none. */
function surfaceOf(z: (x: number, y: number) => number | null): FaceSurface {
  const side = 51;
  const points = new Float32Array(3 * side * side);
  for (let i = 0; i < side * side; i++) {
    const [x, y] = [3 * (i % side) - 75, 3 * Math.floor(i / side) - 75];
    points.set([x, y, z(x, y) ?? 0], 3 * i);
  }
  return { width: side, height: side, points };
}

const at = (relief: Float32Array, x: number, y: number): number =>
  relief[(y / millimetresPerPixel + size / 2) * size + x / millimetresPerPixel + size / 2] ?? NaN;

describe('FrontalRelief', () => {
  const frontal = new FrontalRelief();

  it('measures a plane everywhere on it and nothing beside it', () => {
    const relief = frontal.draw(
      surfaceOf((x, y) => 600 + 0.2 * x - 0.1 * y),
      AS_IT_IS,
    );
    const errors: number[] = [];
    for (let y = -74; y <= 74; y += 2) {
      for (let x = -74; x <= 74; x += 2) {
        errors.push(Math.abs(at(relief, x, y) - (0.2 * x - 0.1 * y)));
      }
    }
    expect(Math.max(...errors)).toBeLessThan(1e-3);
    expect(at(relief, -78, 0)).toBeNaN();
    expect(at(relief, 0, 78)).toBeNaN();
  });

  it('leaves holes and steps open, and remembers nothing of the surface before', () => {
    const relief = frontal.draw(
      surfaceOf((x, y) => {
        if (Math.hypot(x, y) < 12) return null;
        return x > 30 ? 560 : 600;
      }),
      AS_IT_IS,
    );
    expect(at(relief, 0, 0)).toBeNaN();
    expect(at(relief, 32, 0)).toBeNaN();
    expect(at(relief, -40, 10)).toBeCloseTo(0, 3);
    expect(at(relief, 50, 10)).toBeCloseTo(-40, 3);
  });

  it('shows the nearer of two surfaces, whichever comes first', () => {
    // A folded surface: the lower half of the rows is moved over the upper one.
    for (const [first, second] of [
      [600, 580],
      [580, 600],
    ] as const) {
      const folded = surfaceOf((_x, y) => (y < 0 ? first : second));
      for (let i = 0; i < folded.points.length; i += 3) {
        const y = folded.points[i + 1] ?? 0;
        if (y >= 0) folded.points[i + 1] = y - 75;
      }
      expect(at(frontal.draw(folded, AS_IT_IS), 0, -40)).toBeCloseTo(-20, 3);
    }
  });
});

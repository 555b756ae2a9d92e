import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clearBuffer,
  project,
  rasteriseSegment,
  rasteriseTriangles,
  visibilityBuffer,
} from './rasterise.ts';

const CAMERA = { fx: 120, fy: 130, cx: 32.5, cy: 24.5 };
const QUAD = Int32Array.from([0, 1, 2, 2, 1, 3]);

/** A rectangle in the plane z = 600 + a x + b y that fills the picture. */
function tiltedPlane(a: number, b: number): Float32Array {
  const corners = [
    [-400, -400],
    [-400, 400],
    [400, -400],
    [400, 400],
  ] as const;
  return Float32Array.from(corners.flatMap(([x, y]) => [x, y, 600 + a * x + b * y]));
}

describe('triangles', () => {
  it('give the exact depth of a tilted plane at every sample', () => {
    const slope = fc.double({ min: -0.6, max: 0.6, noNaN: true });
    fc.assert(
      fc.property(slope, slope, (a, b) => {
        const buffer = visibilityBuffer(64, 48);
        rasteriseTriangles(buffer, project(CAMERA, tiltedPlane(a, b)), QUAD, 0, false);
        for (let v = 0; v < 48; v += 7) {
          for (let u = 0; u < 64; u += 7) {
            const rayX = (u + 0.5 - CAMERA.cx) / CAMERA.fx;
            const rayY = (v + 0.5 - CAMERA.cy) / CAMERA.fy;
            const expected = 600 / (1 - a * rayX - b * rayY);
            const depth = 1 / (buffer.nearness[v * 64 + u] ?? 0);
            expect(Math.abs(depth - expected)).toBeLessThan(0.01);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('interpolate corners with perspective', () => {
    const buffer = visibilityBuffer(64, 48);
    const points = tiltedPlane(0.5, -0.3);
    rasteriseTriangles(buffer, project(CAMERA, points), QUAD, 0, false);
    const sample = 20 * 64 + 15;
    const triangle = buffer.primitive[sample] ?? -1;
    const corner = (k: number): number => 3 * (QUAD[3 * triangle + k] ?? 0);
    const second = buffer.second[sample] ?? 0;
    const third = buffer.third[sample] ?? 0;
    const x =
      (1 - second - third) * (points[corner(0)] ?? 0) +
      second * (points[corner(1)] ?? 0) +
      third * (points[corner(2)] ?? 0);
    const depth = 1 / (buffer.nearness[sample] ?? 0);
    expect(x).toBeCloseTo(((15.5 - CAMERA.cx) / CAMERA.fx) * depth, 2);
  });

  it('keep the nearer of two surfaces, whatever the order', () => {
    const near = Float32Array.from([-90, -90, 300, -90, 90, 300, 90, -90, 300, 90, 90, 300]);
    const draw = (order: readonly (readonly [Float32Array, number])[]): number => {
      const buffer = visibilityBuffer(64, 48);
      for (const [points, first] of order) {
        rasteriseTriangles(buffer, project(CAMERA, points), QUAD, first, false);
      }
      return buffer.primitive[24 * 64 + 32] ?? -1;
    };
    const far = tiltedPlane(0, 0);
    expect(
      draw([
        [near, 10],
        [far, 20],
      ]),
    ).toBeLessThan(20);
    expect(
      draw([
        [far, 20],
        [near, 10],
      ]),
    ).toBeLessThan(20);
  });

  it('leave no gap along a shared edge and nothing behind the camera', () => {
    const buffer = visibilityBuffer(64, 48);
    rasteriseTriangles(buffer, project(CAMERA, tiltedPlane(0.2, 0.1)), QUAD, 0, false);
    expect(buffer.primitive.every((primitive) => primitive >= 0)).toBe(true);
    clearBuffer(buffer);
    const behind = tiltedPlane(0, 0).map((value, i) => (i % 3 === 2 ? -value : value));
    rasteriseTriangles(buffer, project(CAMERA, behind), QUAD, 0, false);
    expect(buffer.primitive.every((primitive) => primitive === -1)).toBe(true);
  });
});

describe('segments', () => {
  it('cover their length times their width on average', () => {
    const buffer = visibilityBuffer(200, 200);
    // (u, v, nearness) of both ends: 150 samples long, 3 wide, steep.
    const screen = Float32Array.from([60.3, 20.2, 0.001, 150.3, 140.2, 0.001]);
    rasteriseSegment(buffer, screen, 0, 1, 1.5, 7);
    const covered = buffer.primitive.filter((primitive) => primitive === 7).length;
    expect(covered).toBeGreaterThan(150 * 3 * 0.97);
    expect(covered).toBeLessThan(150 * 3 * 1.03);
  });

  it('interpolate nearness along their way', () => {
    const buffer = visibilityBuffer(100, 10);
    const screen = Float32Array.from([0, 5, 0.001, 100, 5, 0.002]);
    rasteriseSegment(buffer, screen, 0, 1, 1, 0);
    expect(buffer.nearness[5 * 100 + 49]).toBeCloseTo(0.001 + 0.001 * 0.495, 6);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RgbdFrame } from '../../../contract/frame.ts';
import type { FaceBox } from '../../../contract/observation.ts';
import { SurfaceMeter, type FaceSurface } from './face-surface.ts';

const FACE_MM = 650;
const INTRINSICS = { fx: 365, fy: 370, cx: 17.5, cy: 12.25 };

function frameOf(width: number, height: number, depth: Uint16Array): RgbdFrame {
  return {
    sequence: 0,
    timeMs: 0,
    width,
    height,
    color: new Uint8Array(4 * width * height),
    depth,
    camera: { name: 'drawn', serial: '', intrinsics: INTRINSICS, trust: 'recording' },
  };
}

/** Faces with noise, holes, and a background that must not count. */
const reading = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 630, max: 670 }) },
  { weight: 2, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 65535 }) },
);
const frame = fc
  .tuple(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 1, max: 20 }))
  .chain(([width, height]) =>
    fc
      .array(reading, { minLength: width * height, maxLength: width * height })
      .map((depth) => frameOf(width, height, Uint16Array.from(depth))),
  );
const box: fc.Arbitrary<FaceBox> = fc.record({
  x: fc.double({ min: -10, max: 20, noNaN: true }),
  y: fc.double({ min: -10, max: 20, noNaN: true }),
  width: fc.double({ min: 1, max: 500, noNaN: true }),
  height: fc.double({ min: 1, max: 500, noNaN: true }),
});

/** The surface as its description defines it, by sorting. */
function plainSurface(frame: RgbdFrame, { x, y, width, height }: FaceBox): (readonly number[])[] {
  const stride = Math.max(1, Math.floor(width / 120));
  const [left, top] = [Math.max(0, Math.floor(x)), Math.max(0, Math.floor(y))];
  const right = Math.min(frame.width, Math.ceil(x + width));
  const bottom = Math.min(frame.height, Math.ceil(y + height));
  const medianAt = (u: number, v: number): number => {
    if (u < left || v < top || u >= right || v >= bottom) return 0;
    const readings: number[] = [];
    for (let row = v - 1; row <= v + 1; row++) {
      for (let column = u - 1; column <= u + 1; column++) {
        if (row < 0 || column < 0 || row >= frame.height || column >= frame.width) continue;
        const z = frame.depth[row * frame.width + column] ?? 0;
        if (z > 0 && Math.abs(z - FACE_MM) <= 180) readings.push(z);
      }
    }
    readings.sort((a, b) => a - b);
    return readings.length < 5 ? 0 : (readings[readings.length >> 1] ?? 0);
  };
  const cells: (readonly number[])[] = [];
  for (let v = top; v < bottom; v += stride) {
    for (let u = left; u < right; u += stride) {
      const middle = medianAt(u, v);
      if (middle === 0) {
        cells.push([0]);
        continue;
      }
      let [sum, weight] = [0, 0];
      for (let dv = -1; dv <= 1; dv++) {
        for (let du = -1; du <= 1; du++) {
          const near = medianAt(u + du * stride, v + dv * stride);
          if (Math.abs(near - middle) > 20) continue;
          const w = (2 - Math.abs(du)) * (2 - Math.abs(dv));
          sum += w * near;
          weight += w;
        }
      }
      const z = sum / weight;
      const { fx, fy, cx, cy } = INTRINSICS;
      cells.push([((u - cx) * z) / fx, ((v - cy) * z) / fy, z]);
    }
  }
  return cells;
}

function expectSurface(surface: FaceSurface, cells: readonly (readonly number[])[]): void {
  expect(surface.width * surface.height).toBe(cells.length);
  cells.forEach((cell, i) => {
    const point = [...surface.points.subarray(3 * i, 3 * i + 3)];
    const measured = cell.length === 1 ? point.slice(2) : point;
    measured.forEach((value, k) => {
      expect(Math.abs(value - (cell[k] ?? NaN))).toBeLessThan(1e-3);
    });
  });
}

describe('SurfaceMeter', () => {
  // One meter for all frames: nothing of one may remain for the next.
  const meter = new SurfaceMeter();

  it('takes medians of what exists, and smooths within a surface, wherever the box lies', () => {
    fc.assert(
      fc.property(frame, box, (picture, around) => {
        expectSurface(meter.measure(picture, around, FACE_MM), plainSurface(picture, around));
      }),
      { numRuns: 300 },
    );
  });

  it('is empty where the box lies beside the frame', () => {
    const picture = frameOf(4, 4, new Uint16Array(16).fill(FACE_MM));
    const beside = { x: 50, y: 2, width: 10, height: 10 };
    expect(meter.measure(picture, beside, FACE_MM)).toMatchObject({ width: 0 });
  });
});

import { describe, expect, it } from 'vitest';
import { FUSED_LENGTH, HOLE } from '../../../electron/engine/vision/fusion/fusion.ts';
import { INPUT_SIZE } from '../../../electron/engine/vision/fusion/template.ts';
import { seededRandom } from '../../synthesis/people/random.ts';
import { fusedInInfrared } from './fused-in-infrared.ts';

const PLANE = INPUT_SIZE * INPUT_SIZE;
const BLACK = -127 / 128;

/** Stripes of two reds in both pictures, black in the first rows, relief all holes. */
function striped(): Float32Array {
  const fused = new Float32Array(FUSED_LENGTH).fill(HOLE);
  for (const start of [0, 4 * PLANE]) {
    for (let i = 0; i < PLANE; i++) {
      const red = i % 4 < 2 ? 80 : 180;
      [red, 120, 200 - red].forEach((value, c) => {
        const isEmpty = i < 10 * INPUT_SIZE;
        fused[start + c * PLANE + i] = isEmpty ? BLACK : (value - 127) / 128;
      });
    }
  }
  return fused;
}

describe('fusedInInfrared', () => {
  const fused = striped();
  fusedInInfrared(fused, seededRandom(1));

  it('is grey in both pictures, follows red, and leaves the relief', () => {
    for (const start of [0, 4 * PLANE]) {
      const middle = start + 60 * INPUT_SIZE + 56;
      expect(fused[middle + PLANE]).toBe(fused[middle]);
      expect(fused[middle + 2 * PLANE]).toBe(fused[middle]);
      expect(fused[middle + 2] ?? 0).toBeGreaterThan((fused[middle] ?? 0) + 0.3);
    }
    expect(fused.subarray(3 * PLANE, 4 * PLANE).every((x) => x === HOLE)).toBe(true);
  });

  it('leaves black what is black, and makes nothing else so', () => {
    const first = fused.subarray(0, 10 * INPUT_SIZE);
    expect(first.every((x) => Math.abs(x - BLACK) < 1e-6)).toBe(true);
    expect(fused.subarray(10 * INPUT_SIZE, PLANE).every((x) => x > BLACK)).toBe(true);
  });

  it('is brighter in the middle of the face than at its edge', () => {
    const at = (u: number, v: number) => fused[v * INPUT_SIZE + u] ?? NaN;
    expect(at(58, 62)).toBeGreaterThan(at(98, 62));
  });
});

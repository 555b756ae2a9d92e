import { describe, expect, it } from 'vitest';
import { HOLE } from '../../../electron/engine/vision/fusion/fusion.ts';
import { INPUT_SIZE } from '../../../electron/engine/vision/fusion/template.ts';
import { seededRandom } from '../../synthesis/people/random.ts';
import { spoilDepth } from './spoil-depth.ts';

const PLANE = INPUT_SIZE * INPUT_SIZE;
const rootMeanSquare = (values: Float32Array): number =>
  Math.sqrt(values.reduce((sum, z) => sum + z * z, 0) / values.length);

describe('spoilDepth', () => {
  it('warps by as many millimetres as it is told, on average half', () => {
    const random = seededRandom(4);
    const found = Array.from({ length: 300 }, () => {
      const flat = new Float32Array(PLANE);
      spoilDepth(flat, { shiftMm: 0, tiltMm: 0, warpMm: 6 }, random);
      return 100 * rootMeanSquare(flat);
    });
    const mean = found.reduce((sum, mm) => sum + mm, 0) / found.length;
    expect(mean).toBeGreaterThan(2.6);
    expect(mean).toBeLessThan(3.4);
  });

  it('is smooth: neighbours move together', () => {
    const flat = new Float32Array(PLANE);
    spoilDepth(flat, { shiftMm: 2, tiltMm: 4, warpMm: 6 }, seededRandom(5));
    const steps = flat.map((z, i) => (i % INPUT_SIZE === 0 ? 0 : z - (flat[i - 1] ?? 0)));
    expect(rootMeanSquare(flat)).toBeGreaterThan(0.005);
    expect(rootMeanSquare(steps)).toBeLessThan(0.25 * rootMeanSquare(flat));
  });

  it('leaves holes as they are and does nothing when told nothing', () => {
    const relief = Float32Array.from({ length: PLANE }, (_, i) => (i % 7 === 0 ? HOLE : i / PLANE));
    const before = Float32Array.from(relief);
    spoilDepth(relief, { shiftMm: 0, tiltMm: 0, warpMm: 0 }, seededRandom(6));
    expect(relief).toEqual(before);
    spoilDepth(relief, { shiftMm: 3, tiltMm: 3, warpMm: 5 }, seededRandom(6));
    expect(relief.every((z, i) => (i % 7 === 0) === (z === HOLE))).toBe(true);
  });
});

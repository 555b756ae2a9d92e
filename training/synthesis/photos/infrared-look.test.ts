import { describe, expect, it } from 'vitest';
import { IDENTITY } from '../../../electron/engine/geometry/rigid.ts';
import { seededRandom } from '../people/random.ts';
import { seeInInfrared } from './infrared-look.ts';
import type { KinectLook } from './kinect-look.ts';
import type { NativeView } from './photo-view.ts';

const SIZE = 60;
const CLEAN: KinectLook = { cutOut: 0, dropouts: 0, occluded: 0, noise: 0, shade: 0 };

/** A face of one depth in the middle of a view, before nothing, whose colour is given by pixel. */
function view(
  colourAt: (u: number, v: number) => readonly [number, number, number],
  depthAt: (u: number, v: number) => number = () => 0,
): NativeView {
  const color = new Float32Array(3 * SIZE * SIZE);
  const depth = new Float32Array(SIZE * SIZE).fill(NaN);
  for (let v = 0; v < SIZE; v++) {
    for (let u = 0; u < SIZE; u++) {
      color.set(colourAt(u, v), 3 * (v * SIZE + u));
      if (u >= 10 && u < 50) depth[v * SIZE + u] = depthAt(u, v);
    }
  }
  const similarity = { a: 1.8, b: 0, tx: 0, ty: 0 };
  const projection = { turned: IDENTITY, similarity, distanceMm: 700 };
  return { size: SIZE, color, depth, resolution: 0.5, projection };
}

const at = ({ color }: NativeView, u: number, v: number) => color[3 * (v * SIZE + u)] ?? NaN;

/** Small stripes: a pattern of the surface rather than the light on it. */
const striped = (low: number, high: number) => (u: number) => (u % 4 < 2 ? low : high);

describe('seeInInfrared', () => {
  it('is grey, and never black', () => {
    const seen = view((u, v) => [4 * u, 4 * v, 120]);
    seeInInfrared(seen, { ...CLEAN, noise: 9, occluded: 1 }, seededRandom(3));
    for (let k = 0; k < seen.color.length; k += 3) {
      expect(seen.color[k + 1]).toBe(seen.color[k]);
      expect(seen.color[k + 2]).toBe(seen.color[k]);
      expect(seen.color[k]).toBeGreaterThanOrEqual(1);
      expect(seen.color[k]).toBeLessThanOrEqual(255);
    }
  });

  it('shows what is red in the photograph, not what is blue', () => {
    const red = striped(40, 220);
    const seen = view((u) => [red(u), 120, 255 - red(u)]);
    seeInInfrared(seen, CLEAN, seededRandom(3));
    expect(at(seen, 31, 30)).toBeGreaterThan(at(seen, 29, 30) + 100);
  });

  it('takes out most of the light that lay on one side of the face', () => {
    const stripes = striped(100, 140);
    const seen = view((u) => {
      const value = stripes(u) * (0.5 + u / SIZE);
      return [value, value, value];
    });
    /** How much brighter one half is than the other, in terms of the stripes. */
    const slope = (picture: NativeView) => {
      const mean = (from: number, to: number) => {
        let sum = 0;
        for (let u = from; u < to; u++) sum += at(picture, u, 30);
        return sum / (to - from);
      };
      const stripe = at(picture, 31, 30) - at(picture, 29, 30);
      return (mean(34, 46) - mean(14, 26)) / stripe;
    };
    const before = slope(seen);
    seeInInfrared(seen, CLEAN, seededRandom(3));
    expect(before).toBeGreaterThan(0.8);
    expect(slope(seen)).toBeLessThan(0.6 * before);
    expect(slope(seen)).toBeGreaterThan(0);
  });

  it('darkens what turns away from the lamp, and what is farther away', () => {
    const grey = striped(110, 150);
    const rounded = view(
      (u) => [grey(u), grey(u), grey(u)],
      (u) => 0.12 * (u - 30) ** 2,
    );
    seeInInfrared(rounded, CLEAN, seededRandom(3));
    expect(at(rounded, 31, 30)).toBeGreaterThan(at(rounded, 47, 30) + 40);
    expect(at(rounded, 47, 30)).toBeGreaterThan(at(rounded, 55, 30));
  });
});

import { describe, expect, it } from 'vitest';
import { pixelOf } from './head-marks.ts';

const intrinsics = { fx: 500, fy: 400, cx: 320, cy: 240 };
const AHEAD = [1, 0, 0, 0, 1, 0, 0, 0, 1];

describe('the pixel of a point of a head', () => {
  const at = (translation: readonly [number, number, number], rotation = AHEAD) => ({
    intrinsics,
    place: { rotation, translation },
  });

  it('is the principal point for a head in the middle', () => {
    expect(pixelOf(at([0, 0, 800]), [0, 0, 0])).toEqual({ x: 320, y: 240 });
  });

  it('lies as far aside as a pinhole camera shows it', () => {
    expect(pixelOf(at([100, 50, 500]), [0, 0, 0])).toEqual({ x: 420, y: 280 });
    expect(pixelOf(at([0, 0, 500]), [100, 0, 0])).toEqual({ x: 420, y: 240 });
  });

  it('turns with the head', () => {
    // A quarter turn about the upright axis: what was to the right is away.
    const turned = [0, 0, 1, 0, 1, 0, -1, 0, 0];
    expect(pixelOf(at([0, 0, 500], turned), [0, 0, 100])).toEqual({ x: 420, y: 240 });
  });

  it('is none for what is behind the camera', () => {
    expect(pixelOf(at([0, 0, 50]), [0, 0, -50])).toBeNull();
    expect(pixelOf(at([0, 0, NaN]), [0, 0, 0])).toBeNull();
  });
});

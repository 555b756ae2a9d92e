import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rotationFromAngles } from '../../geometry/euler.ts';
import { invert } from '../../geometry/rigid.ts';
import { fivePoints } from '../fusion/fusion.ts';
import { landmarksOfHead } from './head-landmarks.ts';
import { LANDMARKS_68 } from './landmark-indices.ts';
import { drawHead } from '../head/mean-head-fixture.ts';
import { loadMeanHead } from '../head/mean-head.ts';

const loaded = await loadMeanHead(join(import.meta.dirname, '../../../../assets'));
if (!loaded.ok) throw new Error(loaded.problem.message);
const mean = loaded.value;

describe('landmarksOfHead', () => {
  it.each([
    [0, 0],
    [30, 10],
    [-55, -20],
  ])('are those of the head, turned by %s and %s', (yaw, pitch) => {
    const pose = { yaw, pitch, roll: 5, distanceMm: 650 };
    const { frame, landmarks } = drawHead(mean, pose);
    const toHead = invert({
      rotation: rotationFromAngles(yaw, pitch, 5),
      translation: [0, 0, 650],
    });
    const found = landmarksOfHead(toHead, frame.camera.intrinsics, mean);
    const apart = LANDMARKS_68.slice(17, 36).map((index) =>
      Math.hypot(
        (found[3 * index] ?? NaN) - (landmarks[3 * index] ?? 0),
        (found[3 * index + 1] ?? NaN) - (landmarks[3 * index + 1] ?? 0),
      ),
    );
    expect(Math.max(...apart)).toBeLessThan(1.5);
    expect(found.every(Number.isFinite)).toBe(true);
  });

  it('give the encoder its five points: level eyes, the nose between them, the mouth below', () => {
    const toHead = invert({ rotation: rotationFromAngles(0, 0, 0), translation: [0, 0, 650] });
    const intrinsics = { fx: 365.5, fy: 365.5, cx: 160, cy: 160 };
    const [right, left, nose, mouthRight, mouthLeft] = fivePoints(
      landmarksOfHead(toHead, intrinsics, mean),
    );
    if (!right || !left || !nose || !mouthRight || !mouthLeft) throw new Error('Points lack.');
    expect(left[0] - right[0]).toBeGreaterThan(30);
    expect(Math.abs(left[1] - right[1])).toBeLessThan(1);
    expect(Math.abs(nose[0] - (left[0] + right[0]) / 2)).toBeLessThan(1);
    expect(nose[1]).toBeGreaterThan(left[1]);
    expect(Math.min(mouthRight[1], mouthLeft[1])).toBeGreaterThan(nose[1]);
  });
});

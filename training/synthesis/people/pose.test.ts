import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { followOf, headRotation, pivotInCamera, posePoints, turnDirection } from './pose.ts';
import type { Pose } from './pose.ts';

const pose = (yaw: number, pitch: number, roll = 0): Pose => ({
  yaw,
  pitch,
  roll,
  distanceMm: 650,
  x: 12,
  y: 30,
});
const angle = fc.double({ min: -60, max: 60, noNaN: true });

describe('head pose', () => {
  it('turns the nose to image right for yaw > 0 and down for pitch > 0', () => {
    const [x] = turnDirection(headRotation(30, 0, 0), [0, 0, 1]);
    const [, y] = turnDirection(headRotation(0, 30, 0), [0, 0, 1]);
    expect(x).toBeCloseTo(0.5);
    expect(y).toBeCloseTo(0.5);
  });

  it('tips the head counter-clockwise in the image for roll > 0', () => {
    const [x] = turnDirection(headRotation(0, 0, 30), [0, 1, 0]);
    expect(x).toBeCloseTo(-0.5);
  });

  it('puts the plane of the face at its distance', () => {
    expect(posePoints(Float32Array.from([0, 0, 10]), 1, pose(0, 0))).toEqual(
      Float32Array.from([12, 30, 650]),
    );
  });

  it('can be undone and redone by a player from the pivot and the follow weight alone', () => {
    fc.assert(
      fc.property(angle, angle, angle, angle, fc.nat(32), (yaw, pitch, yaw2, pitch2, step) => {
        const follow = step / 32;
        const point = Float32Array.from([4, -9, 6]);
        const from = posePoints(point, follow, pose(yaw, pitch));
        const expected = posePoints(point, follow, pose(yaw2, pitch2));
        const pivot = pivotInCamera(pose(0, 0));
        const replayed = replay(
          from,
          pivot,
          [follow * yaw, follow * pitch],
          [follow * yaw2, follow * pitch2],
        );
        for (let axis = 0; axis < 3; axis++) {
          expect(Math.abs((replayed[axis] ?? 0) - (expected[axis] ?? 0))).toBeLessThan(1e-3);
        }
      }),
    );
  });
});

/** What a player does: undo the rotation about the pivot, rotate to the new pose, in camera space (y down, z away). */
function replay(
  point: Float32Array,
  pivot: readonly [number, number, number],
  [yaw, pitch]: readonly [number, number],
  [newYaw, newPitch]: readonly [number, number],
): number[] {
  const person = [0, 1, 2].map(
    (axis) => ((point[axis] ?? 0) - (pivot[axis] ?? 0)) * (axis === 0 ? 1 : -1),
  );
  const r = headRotation(yaw, pitch, 0);
  const rest = [0, 1, 2].map((i) =>
    [0, 1, 2].reduce((total, j) => total + (r[3 * j + i] ?? 0) * (person[j] ?? 0), 0),
  );
  const q = headRotation(newYaw, newPitch, 0);
  return [0, 1, 2].map((i) => {
    const turned = [0, 1, 2].reduce((total, j) => total + (q[3 * i + j] ?? 0) * (rest[j] ?? 0), 0);
    return turned * (i === 0 ? 1 : -1) + (pivot[i] ?? 0);
  });
}

describe('follow', () => {
  it('is 1 on the face, 0 at the collar, and never rises downwards', () => {
    expect(followOf(3, 9)).toBe(1);
    expect(followOf(-16, 4)).toBe(0);
    for (let y = 5; y > -20; y--) expect(followOf(y - 1, 2)).toBeLessThanOrEqual(followOf(y, 2));
  });
});

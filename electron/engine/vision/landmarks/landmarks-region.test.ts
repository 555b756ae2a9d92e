import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Detection } from '../detect/detector.ts';
import { LEFT_EYE, RIGHT_EYE } from './landmark-indices.ts';
import { regionFromDetection, regionFromLandmarks } from './landmarks-region.ts';

const origin = { x: 0, y: 0 };

function detectionWithEyes(rightEye: { x: number; y: number }, leftEye: { x: number; y: number }) {
  const keypoints = { noseTip: origin, mouth: origin, rightEar: origin, leftEar: origin };
  const detection: Detection = {
    box: { x: 40, y: 30, width: 20, height: 24 },
    score: 1,
    keypoints: { ...keypoints, rightEye, leftEye },
  };
  return detection;
}

/** 468 points of an upright ellipse, with the outer eye corners level. */
function uprightFace(): Float32Array {
  const points = new Float32Array(468 * 3);
  for (let i = 0; i < 468; i++) {
    const around = (i / 468) * 2 * Math.PI;
    points[i * 3] = 30 * Math.cos(around);
    points[i * 3 + 1] = 40 * Math.sin(around);
  }
  points.set([-15, -5, 0], RIGHT_EYE[0] * 3);
  points.set([15, -5, 0], LEFT_EYE[0] * 3);
  return points;
}

function moved(points: Float32Array, angle: number, scale: number, x: number, y: number) {
  const result = new Float32Array(points.length);
  for (let i = 0; i < points.length; i += 3) {
    const px = (points[i] ?? 0) * scale;
    const py = (points[i + 1] ?? 0) * scale;
    result[i] = x + Math.cos(angle) * px - Math.sin(angle) * py;
    result[i + 1] = y + Math.sin(angle) * px + Math.cos(angle) * py;
  }
  return result;
}

describe('regionFromDetection', () => {
  it('is centred on the box, 1.5 times its longer side, level with the eyes', () => {
    const level = regionFromDetection(detectionWithEyes({ x: 44, y: 38 }, { x: 54, y: 38 }));
    expect(level).toEqual({ centerX: 50, centerY: 42, side: 36, angle: 0 });
    const tipped = regionFromDetection(detectionWithEyes({ x: 44, y: 38 }, { x: 54, y: 48 }));
    expect(tipped.angle).toBeCloseTo(Math.PI / 4);
  });
});

describe('regionFromLandmarks', () => {
  it('is 1.5 times the longer side of an upright face', () => {
    const region = regionFromLandmarks(uprightFace());
    expect(region.centerX).toBeCloseTo(0, 1);
    expect(region.centerY).toBeCloseTo(0, 1);
    expect(region.side).toBeCloseTo(1.5 * 80, 1);
    expect(region.angle).toBeCloseTo(0);
  });

  it('moves, turns and grows with the face', () => {
    const face = uprightFace();
    const before = regionFromLandmarks(face);
    const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    fc.assert(
      fc.property(
        number(-3, 3),
        number(0.2, 5),
        number(-500, 500),
        number(-500, 500),
        (angle, scale, x, y) => {
          const region = regionFromLandmarks(moved(face, angle, scale, x, y));
          const cos = Math.cos(angle) * scale;
          const sin = Math.sin(angle) * scale;
          expect(region.angle).toBeCloseTo(angle, 3);
          expect(region.side / scale).toBeCloseTo(before.side, 1);
          expect(region.centerX).toBeCloseTo(x + cos * before.centerX - sin * before.centerY, 1);
          expect(region.centerY).toBeCloseTo(y + sin * before.centerX + cos * before.centerY, 1);
        },
      ),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anglesFromRotation, rotationFromAngles } from './euler.ts';
import {
  fitRigid,
  invert,
  multiply,
  rotate,
  rotationFromVector,
  solveSymmetric,
  transform,
  transpose,
} from './rigid.ts';

const angle = (limit: number) => fc.double({ min: -limit, max: limit, noNaN: true });
const coordinate = fc.double({ min: -200, max: 200, noNaN: true });

describe('head angles', () => {
  it('point the nose to image right for positive yaw and down for positive pitch', () => {
    const nose = (yaw: number, pitch: number) =>
      rotate(rotationFromAngles(yaw, pitch, 0), 0, 0, -1);
    expect(nose(30, 0)[0]).toBeCloseTo(0.5);
    expect(nose(0, 30)[1]).toBeCloseTo(0.5);
  });

  it('tip the head counter-clockwise in the image for positive roll', () => {
    expect(rotate(rotationFromAngles(0, 0, 30), 1, 0, 0)[1]).toBeCloseTo(-0.5);
  });

  it('come back from the rotation they made', () => {
    fc.assert(
      fc.property(angle(85), angle(85), angle(170), (yaw, pitch, roll) => {
        const back = anglesFromRotation(rotationFromAngles(yaw, pitch, roll));
        expect(back.yaw).toBeCloseTo(yaw, 6);
        expect(back.pitch).toBeCloseTo(pitch, 6);
        expect(back.roll).toBeCloseTo(roll, 6);
      }),
    );
  });
});

describe('rotations', () => {
  it('undo themselves by transposition', () => {
    fc.assert(
      fc.property(angle(2), angle(2), angle(2), (x, y, z) => {
        const r = rotationFromVector([x, y, z]);
        multiply(r, transpose(r)).forEach((value, i) => {
          expect(value).toBeCloseTo(i % 4 === 0 ? 1 : 0, 9);
        });
      }),
    );
  });
});

describe('fitRigid', () => {
  it('finds the transform that moved the points, whatever it was', () => {
    const points = fc.array(fc.tuple(coordinate, coordinate, coordinate), {
      minLength: 6,
      maxLength: 20,
    });
    fc.assert(
      fc.property(points, angle(3), angle(3), angle(3), coordinate, (list, x, y, z, shift) => {
        const moved = {
          rotation: rotationFromVector([x, y, z]),
          translation: [shift, -shift, 2 * shift] as const,
        };
        const from = list.flat();
        const to = list.flatMap((p) => transform(moved, p));
        const fit = fitRigid(
          from,
          to,
          list.map(() => 1),
        );
        expect(fit).not.toBeNull();
        if (fit === null) return;
        // Points on a line leave a rotation undetermined, but the fit still carries them onto their targets.
        list.forEach((p, i) => {
          transform(fit, p).forEach((value, k) => {
            expect(value).toBeCloseTo(to[3 * i + k] ?? NaN, 4);
          });
        });
      }),
    );
  });

  it('ignores points without weight and refuses two points', () => {
    const from = [0, 0, 0, 10, 0, 0, 0, 10, 0, 5, 5, 5];
    const to = [1, 0, 0, 11, 0, 0, 1, 10, 0, 900, 900, 900];
    const fit = fitRigid(from, to, [1, 1, 1, 0]);
    expect(fit?.translation[0]).toBeCloseTo(1);
    expect(fitRigid(from, to, [1, 1, 0, 0])).toBeNull();
  });

  it('inverts', () => {
    const t = {
      rotation: rotationFromVector([0.3, -0.2, 0.5]),
      translation: [5, -7, 600] as const,
    };
    const back = transform(invert(t), transform(t, [12, 34, 56]));
    expect(back[0]).toBeCloseTo(12);
    expect(back[1]).toBeCloseTo(34);
    expect(back[2]).toBeCloseTo(56);
  });
});

describe('solveSymmetric', () => {
  it('solves and refuses a matrix that is not positive definite', () => {
    const b = Float64Array.of(8, 7);
    expect(solveSymmetric(Float64Array.of(4, 2, 2, 3), b)).toBe(true);
    expect(b[0]).toBeCloseTo(1.25);
    expect(b[1]).toBeCloseTo(1.5);
    expect(solveSymmetric(Float64Array.of(1, 2, 2, 1), Float64Array.of(1, 1))).toBe(false);
  });
});

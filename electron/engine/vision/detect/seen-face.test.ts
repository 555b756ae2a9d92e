import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RgbdFrame } from '../../../contract/frame.ts';
import { standingOf } from './face-choice.ts';
import { FaceSurveyor, type FaceInPicture } from './seen-face.ts';

const [WIDTH, HEIGHT] = [320, 240];
const FX = 290;

/** A frame of given depth at each pixel, millimetres; 0 for no reading. */
function frameOf(distance: (x: number, y: number) => number): RgbdFrame {
  return {
    sequence: 0,
    timeMs: 0,
    width: WIDTH,
    height: HEIGHT,
    color: new Uint8Array(4 * WIDTH * HEIGHT),
    depth: Uint16Array.from({ length: WIDTH * HEIGHT }, (_, i) =>
      Math.round(distance(i % WIDTH, Math.floor(i / WIDTH))),
    ),
    camera: {
      name: 'drawn',
      serial: '',
      intrinsics: { fx: FX, fy: FX, cx: WIDTH / 2, cy: HEIGHT / 2 },
      trust: 'recording',
    },
  };
}

/** A face that is 60 pixels wide in the middle of the picture. */
const FACE: FaceInPicture = {
  box: { x: 130, y: 90, width: 60, height: 60 },
  keypoints: {
    rightEye: { x: 147, y: 110 },
    leftEye: { x: 173, y: 110 },
    noseTip: { x: 160, y: 124 },
  },
};
const surveyor = new FaceSurveyor();

/** Millimetres to the side of the middle of the face, at 700 mm. */
const aside = (x: number) => ((x - 160) * 700) / FX;
const nose = (x: number, y: number) =>
  22 * Math.exp(-((aside(x) / 14) ** 2) - ((y - 122) / 9) ** 2);
const headAt = (x: number, y: number) =>
  700 - Math.sqrt(90 ** 2 - Math.min(85, Math.abs(aside(x))) ** 2) + 90 - nose(x, y);

describe('FaceSurveyor', () => {
  it('measures distance and size, whatever lies behind', () => {
    const before = (wall: number) =>
      surveyor.survey(
        frameOf((x, y) => (Math.hypot(x - 160, y - 120) < 32 ? headAt(x, y) : wall)),
        FACE,
      );
    for (const wall of [0, 900, 2500]) {
      const seen = before(wall);
      expect(standingOf(seen)).toBe('wants-in');
      expect(Math.abs((seen.distanceMm ?? 0) - 705)).toBeLessThan(15);
      expect(Math.abs(seen.sizeMm - (60 * 705) / FX)).toBeLessThan(5);
    }
  });

  it('sees no person in sheets, tilted and bent', () => {
    const tilt = fc.double({ min: -1.5, max: 1.5, noNaN: true });
    const radius = fc.double({ min: 110, max: 3000, noNaN: true });
    fc.assert(
      fc.property(tilt, tilt, radius, (a, b, r) => {
        const sheet = frameOf(
          (x, y) =>
            700 +
            a * (x - 160) +
            b * (y - 120) +
            r -
            Math.sqrt(r * r - Math.min(100, Math.abs(aside(x))) ** 2),
        );
        expect(standingOf(surveyor.survey(sheet, FACE))).toBe('no-person');
      }),
    );
  });

  it('says nothing without readings, and beyond the edge of the picture', () => {
    const unknown = { distanceMm: null, sizeMm: 0, reliefMm: null };
    expect(
      surveyor.survey(
        frameOf(() => 0),
        FACE,
      ),
    ).toMatchObject(unknown);
    const outside = { ...FACE, box: { ...FACE.box, x: WIDTH + 5 } };
    expect(surveyor.survey(frameOf(headAt), outside)).toMatchObject(unknown);
  });

  it('tells by the nose whether a face looks here, however it is tilted', () => {
    const frame = frameOf(headAt);
    fc.assert(
      fc.property(
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.double({ min: -1.2, max: 1.2, noNaN: true }),
        (roll, offset) => {
          fc.pre(Math.abs(Math.abs(offset) - 0.65) > 0.01);
          const at = (along: number, down: number) => ({
            x: 160 + 26 * (along * Math.cos(roll) - down * Math.sin(roll)),
            y: 110 + 26 * (along * Math.sin(roll) + down * Math.cos(roll)),
          });
          const keypoints = {
            rightEye: at(-0.5, 0),
            leftEye: at(0.5, 0),
            noseTip: at(offset, 0.6),
          };
          const { isTowards } = surveyor.survey(frame, { ...FACE, keypoints });
          expect(isTowards).toBe(Math.abs(offset) < 0.65);
        },
      ),
    );
    const atOnePoint = { x: 160, y: 110 };
    const keypoints = { rightEye: atOnePoint, leftEye: atOnePoint, noseTip: atOnePoint };
    expect(surveyor.survey(frame, { ...FACE, keypoints }).isTowards).toBe(false);
  });
});

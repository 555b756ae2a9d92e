import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ColorImage } from '../image/image.ts';
import { LEFT_EYE, RIGHT_EYE } from '../landmarks/landmark-indices.ts';
import {
  EYE_CROP,
  EYE_PIXELS,
  lidOpeningMm,
  normaliseEye,
  placeOfEye,
  sampleEye,
} from './eye-crop.ts';

/** 468 points of which those of the eyes lie 30 pixels either side of (100, 80), turned by an angle. */
function landmarksAt(angle: number): Float32Array {
  const points = new Float32Array(3 * 468);
  const place = (index: number, across: number, down: number) => {
    points[3 * index] = 100 + Math.cos(angle) * across - Math.sin(angle) * down;
    points[3 * index + 1] = 80 + Math.sin(angle) * across + Math.cos(angle) * down;
  };
  for (const [eye, side] of [
    [RIGHT_EYE, -1],
    [LEFT_EYE, 1],
  ] as const) {
    place(eye[0], 40 * side, 0);
    place(eye[1], 20 * side, 0);
  }
  for (const [upper, lower] of [
    [160, 144],
    [159, 145],
    [158, 153],
  ] as const) {
    place(upper, -30, -3);
    place(lower, -30, 3);
  }
  return points;
}

function imageOf(grey: (x: number, y: number) => number): ColorImage {
  const [width, height] = [200, 160];
  const data = Uint8Array.from({ length: 4 * width * height }, (_, i) => {
    const pixel = Math.floor(i / 4);
    return i % 4 === 3 ? 255 : grey(pixel % width, Math.floor(pixel / width));
  });
  return { width, height, data };
}

const crop = (image: ColorImage, landmarks: Float32Array, side: 'right' | 'left') => {
  const place = placeOfEye(landmarks, side, 1 / EYE_CROP.millimetresPerPixel);
  if (place === null) throw new Error('The eye has no place.');
  const pixels = new Float32Array(EYE_PIXELS);
  sampleEye(image, place, EYE_CROP.width, EYE_CROP.height, pixels);
  return pixels;
};

describe('the crop of an eye', () => {
  it('lies between its corners, level with both eyes, and mirrors the left one', () => {
    const image = imageOf((x) => Math.min(255, Math.abs(x - 100) + 1));
    const right = crop(image, landmarksAt(0), 'right');
    const left = crop(image, landmarksAt(0), 'left');
    right.forEach((grey, i) => {
      expect(grey).toBeCloseTo(left[i] ?? NaN, 3);
    });
    // From the temple to the nose brightness falls by one a pixel.
    expect(right[0]).toBeCloseTo(30 + EYE_CROP.width / 2 - 0.5 + 1, 3);
    expect((right[0] ?? NaN) - (right[1] ?? NaN)).toBeCloseTo(1, 3);
  });

  it('turns with the head', () => {
    const angle = 0.3;
    const along = (x: number, y: number) =>
      100 + 2 * (Math.cos(angle) * (x - 100) + Math.sin(angle) * (y - 80));
    const turned = crop(imageOf(along), landmarksAt(angle), 'right');
    for (let row = 0; row < EYE_CROP.height; row++) {
      const column = turned[row * EYE_CROP.width + 5] ?? NaN;
      expect(Math.abs(column - (turned[5] ?? NaN))).toBeLessThan(2);
    }
  });

  it('has no brightness beyond the picture, nor where no colour was mapped', () => {
    const landmarks = landmarksAt(0).map((value) => value - 95);
    expect(
      crop(
        imageOf(() => 80),
        landmarks,
        'right',
      ).some(Number.isNaN),
    ).toBe(true);
    expect(
      crop(
        imageOf(() => 0),
        landmarksAt(0),
        'right',
      ).every(Number.isNaN),
    ).toBe(true);
  });

  it('has no place where landmarks are no numbers, or nothing is as large as a pixel', () => {
    for (const value of [NaN, Infinity]) {
      const lost = landmarksAt(0);
      lost[3 * RIGHT_EYE[1]] = value;
      expect(placeOfEye(lost, 'right', 1)).toBeNull();
    }
    expect(placeOfEye(landmarksAt(0), 'left', 0)).toBeNull();
    expect(placeOfEye(landmarksAt(0), 'left', Infinity)).toBeNull();
  });

  it('measures the opening of the lids at any angle', () => {
    fc.assert(
      fc.property(fc.double({ min: -1, max: 1, noNaN: true }), (angle) => {
        const landmarks = landmarksAt(angle);
        const place = placeOfEye(landmarks, 'right', 2);
        if (place === null) throw new Error('The eye has no place.');
        expect(lidOpeningMm(landmarks, 'right', place)).toBeCloseTo(3, 3);
      }),
    );
  });
});

describe('normaliseEye', () => {
  const eye = Float32Array.from({ length: EYE_PIXELS }, (_, i) => 90 + 40 * Math.sin(i));

  it('takes brightness out, and most of contrast', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 1.4, noNaN: true }),
        fc.double({ min: -20, max: 60, noNaN: true }),
        (contrast, brightness) => {
          const [as, other] = [eye.slice(), eye.map((grey) => contrast * grey + brightness)];
          expect(normaliseEye(as)).toBe(true);
          expect(normaliseEye(other)).toBe(true);
          other.forEach((value, i) => {
            expect(Math.abs(value - (as[i] ?? NaN))).toBeLessThan(0.25);
          });
        },
      ),
    );
  });

  it.each([
    ['nothing but holes', eye.map(() => NaN)],
    ['one brightness', eye.map(() => 90)],
    ['mostly holes', eye.map((grey, i) => (i % 3 === 0 ? grey : NaN))],
  ])('refuses %s', (_name, pixels) => {
    expect(normaliseEye(pixels)).toBe(false);
  });

  it('says nothing about single holes', () => {
    const holed = eye.map((grey, i) => (i % 11 === 0 ? NaN : grey));
    expect(normaliseEye(holed)).toBe(true);
    expect(holed[0]).toBe(0);
    expect(holed.every(Number.isFinite)).toBe(true);
  });
});

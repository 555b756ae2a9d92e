import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FrontalColour } from '../../../electron/engine/vision/fusion/frontal-colour.ts';
import { loadMeanHead } from '../../../electron/engine/vision/head/mean-head.ts';
import {
  LANDMARKS_68,
  LEFT_EYE,
  MOUTH_CORNERS,
  NOSE_TIP,
  RIGHT_EYE,
} from '../../../electron/engine/vision/landmarks/landmark-indices.ts';
import { INPUT_SIZE } from '../../../electron/engine/vision/fusion/template.ts';
import type { Random } from '../people/random.ts';
import { seededRandom } from '../people/random.ts';
import { spoilAsKinect, STRONG_LOOK, toEncoderColour } from './kinect-look.ts';
import { nativePicture } from './native-picture.ts';
import { CANVAS, type Photo } from './photo-set.ts';
import { PhotoTurner, type PhotoView } from './photo-view.ts';
import { sampleFrontView, sampleView } from './view-sampler.ts';

const loaded = await loadMeanHead(join(import.meta.dirname, '../../../assets'));
if (!loaded.ok) throw new Error(loaded.problem.message);
const mean = loaded.value;
const turner = new PhotoTurner(mean);
const PLANE = INPUT_SIZE * INPUT_SIZE;
const MM_PER_PIXEL = 1.9;

/** Where a point of the head lies on the canvas. */
const onCanvas = (mm: number): number => CANVAS.size / 2 + mm / MM_PER_PIXEL;

/** The mean head itself, photographed from the front; red is the column and green the row of each pixel. */
const photo: Photo = {
  pixels: Uint8Array.from({ length: 3 * CANVAS.size ** 2 }, (_, i) => {
    const pixel = Math.floor(i / 3);
    return [pixel % CANVAS.size, Math.floor(pixel / CANVAS.size), 200][i % 3] ?? 0;
  }),
  landmarks: photographedLandmarks(),
};

function photographedLandmarks(): Float32Array {
  const landmarks = new Float32Array(3 * 468);
  const at = (i: number) => [0, 1, 2].map((k) => mean.landmarks[3 * i + k] ?? 0);
  const place = (index: number, points: readonly number[]) => {
    const [x = 0, y = 0, z = 0] = [0, 1, 2].map(
      (k) => points.reduce((sum, i) => sum + (at(i)[k] ?? 0), 0) / points.length,
    );
    landmarks.set([onCanvas(x), onCanvas(y), z / MM_PER_PIXEL], 3 * index);
  };
  LANDMARKS_68.forEach((index, i) => {
    place(index, [i]);
  });
  for (const index of RIGHT_EYE) place(index, [36, 37, 38, 39, 40, 41]);
  for (const index of LEFT_EYE) place(index, [42, 43, 44, 45, 46, 47]);
  place(NOSE_TIP, [30]);
  MOUTH_CORNERS.forEach((index, i) => {
    place(index, [i === 0 ? 48 : 54]);
  });
  return landmarks;
}

/** Without errors. */
const exact: Random = { ...seededRandom(1), normal: () => 0 };

const viewOf = (yaw: number, pitch: number): PhotoView => ({
  pose: { yaw, pitch, roll: 0 },
  distanceMm: 700,
  resolution: 1,
  landmarkError: 0,
  headSize: 1,
});

describe('PhotoTurner', () => {
  it.each([
    [0, 0],
    [25, 0],
    [-30, 10],
    [0, 30],
  ])('keeps every point its colour when the head turns by %s and %s', (yaw, pitch) => {
    const native = turner.turn(photo, viewOf(yaw, pitch), exact);
    const picture = nativePicture(native, exact);
    const place = new Float64Array(4);
    const errors: number[] = [];
    for (let i = 17; i < 68; i++) {
      const [x = 0, y = 0, z = 0] = mean.landmarks.subarray(3 * i, 3 * i + 3);
      picture.project(Float32Array.of(x, y, z, 0, 0, -1), place);
      const [column = 0, row = 0, distance = 0] = place;
      // Landmarks that the nose or a lip hides show what is in front of them.
      if (Math.abs(picture.behind(column, row, distance)) > 3) continue;
      const colour = new Float64Array(3);
      expect(picture.addColour(column, row, colour)).toBeCloseTo(1, 3);
      const [red = 0, green = 0] = colour;
      errors.push(Math.hypot(red - onCanvas(x), green - onCanvas(y)));
    }
    errors.sort((a, b) => a - b);
    expect(errors.length).toBeGreaterThan(25);
    // Pixels of the canvas; colour changes fast where a brow's end is seen almost from the side.
    expect(errors[errors.length >> 1]).toBeLessThan(0.8);
    expect(errors[Math.floor(0.9 * errors.length)]).toBeLessThan(3);
  });

  it('is undone by looking from ahead', () => {
    const frontal = new FrontalColour(mean);
    const [straight, turned] = [new Float32Array(3 * PLANE), new Float32Array(3 * PLANE)];
    frontal.draw(nativePicture(turner.turn(photo, viewOf(0, 0), exact), exact), straight);
    frontal.draw(nativePicture(turner.turn(photo, viewOf(0, 25), exact), exact), turned);
    const differences: number[] = [];
    for (let v = 45; v < 85; v++) {
      for (let u = 40; u < 72; u++) {
        const i = v * INPUT_SIZE + u;
        differences.push(128 * Math.abs((straight[i] ?? 0) - (turned[i] ?? 0)));
      }
    }
    differences.sort((a, b) => a - b);
    expect(differences[Math.floor(0.9 * differences.length)]).toBeLessThan(4);
  });
});

describe('a view as a Kinect catches it', () => {
  it('is the same for the same seed, and in range', () => {
    const draw = (seed: number) => {
      const random = seededRandom(seed);
      const out = new Float32Array(3 * PLANE);
      const view = random.chance(0.5) ? sampleView(random) : sampleFrontView(random);
      const native = turner.turn(photo, view, random);
      spoilAsKinect(native, STRONG_LOOK, random);
      toEncoderColour(native, random.chance(0.5), out);
      return out;
    };
    for (let seed = 0; seed < 40; seed++) {
      const out = draw(seed);
      expect(out).toEqual(draw(seed));
      expect(out.every((x) => x >= -127 / 128 && x <= 1)).toBe(true);
    }
    expect(draw(1)).not.toEqual(draw(2));
  });

  it('is mirrored about its middle', () => {
    const native = turner.turn(photo, viewOf(0, 0), exact);
    const [plain, mirrored] = [new Float32Array(3 * PLANE), new Float32Array(3 * PLANE)];
    toEncoderColour(native, false, plain);
    toEncoderColour(native, true, mirrored);
    for (let u = 0; u < INPUT_SIZE; u++) {
      expect(mirrored[60 * INPUT_SIZE + u]).toBe(plain[60 * INPUT_SIZE + INPUT_SIZE - 1 - u]);
    }
  });
});

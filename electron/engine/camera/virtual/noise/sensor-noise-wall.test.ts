import { describe, expect, it } from 'vitest';
import { SensorNoise } from './sensor-noise.ts';
import type { CleanFrame } from './clean-frame.ts';
import type { KinectModel } from './sensor-noise.ts';
import { SURFACE } from '../atlas/atlas.ts';

const width = 160;
const height = 120;
const intrinsics = { fx: 120, fy: 120, cx: 79.5, cy: 59.5 };
const WALL_MM = 2000;
const GREY = 150;

/** A wall, and a box before it that reaches down to the border; `isKnown` tells the noise that it is a wall. */
function room(isKnown: boolean): CleanFrame {
  const pixels = new Uint32Array(width * height).fill(0xff000000 | (GREY * 0x010101));
  const color = new Uint8Array(pixels.slice().buffer);
  const depth = new Float32Array(width * height).fill(WALL_MM);
  const surface = new Uint8Array(width * height);
  const subject = { left: 60, top: 70, right: 99, bottom: height - 1 };
  for (let y = subject.top; y <= subject.bottom; y++) {
    depth.fill(700, y * width + subject.left, y * width + subject.right + 1);
    surface.fill(SURFACE.cloth, y * width + subject.left, y * width + subject.right + 1);
  }
  const clean = { width, height, intrinsics, color, depth, surface, subject };
  return isKnown ? { ...clean, wall: { mm: WALL_MM, pixels } } : clean;
}

const FRAMES = 40;

/** Red of the wall above the box: `FRAMES` frames, one after the other. */
function redOfWall(isKnown: boolean): readonly Uint8Array[] {
  const noise = new SensorNoise('kinect-v1', 4);
  const clean = room(isKnown);
  return Array.from({ length: FRAMES }, (_, frame) => {
    const { color } = noise.apply(clean, 33 * frame);
    return Uint8Array.from({ length: 60 * width }, (__, i) => color[4 * (width + i)] ?? 0);
  });
}

/** Mean of the products of two noises, given as arrays of equal length. */
function covariance(a: Uint8Array, b: Uint8Array, shift = 0): number {
  let sum = 0;
  for (let i = 0; i + shift < a.length; i++) {
    sum += ((a[i] ?? 0) - GREY) * ((b[i + shift] ?? 0) - GREY);
  }
  return sum / (a.length - shift);
}

describe.each(['kinect-v1', 'kinect-v2'] satisfies KinectModel[])('a %s before a wall', (model) => {
  it('reads the same depths whether it knows that it is a wall or measures it', () => {
    const [known, measured] = [true, false].map((isKnown) => {
      const noise = new SensorNoise(model, 8);
      return [0, 33, 66].map((timeMs) => noise.apply(room(isKnown), timeMs).depth);
    });
    expect(known).toEqual(measured);
  });

  it('gives the box before the wall the same colours, down to the border', () => {
    const [known, measured] = [true, false].map((isKnown) =>
      new SensorNoise(model, 8).apply(room(isKnown), 0),
    );
    for (let y = 70; y < height; y++) {
      const start = 4 * (y * width + 60);
      const row = known?.color.subarray(start, start + 4 * 40);
      expect(row).toEqual(measured?.color.subarray(start, start + 4 * 40));
    }
  });
});

describe('the colour noise of a known wall', () => {
  const known = redOfWall(true);
  const measured = redOfWall(false);
  const first = known[0] ?? new Uint8Array(0);

  it('is as strong as where it is worked out anew, and has no bias', () => {
    const variance = (frames: readonly Uint8Array[]): number =>
      frames.reduce((sum, frame) => sum + covariance(frame, frame), 0) / FRAMES;
    expect(Math.sqrt(variance(known)) / Math.sqrt(variance(measured))).toBeCloseTo(1, 1);
    const mean = first.reduce((sum, value) => sum + value, 0) / first.length;
    expect(Math.abs(mean - GREY)).toBeLessThan(0.2);
  });

  it('does not repeat itself from frame to frame, nor from pixel to pixel', () => {
    const variance = covariance(first, first);
    for (let i = 1; i < FRAMES; i++) {
      const [before, after] = [known[i - 1] ?? first, known[i] ?? first];
      expect(Math.abs(covariance(before, after)) / variance).toBeLessThan(0.1);
    }
    for (const shift of [1, 2, 3, width, 2 * width]) {
      expect(Math.abs(covariance(first, first, shift)) / variance).toBeLessThan(0.05);
    }
  });

  it('averages out over many frames, as that of a sensor does', () => {
    const spread = (frames: readonly Uint8Array[]): number => {
      const sums = Float64Array.from(first, (_, i) =>
        frames.reduce((sum, frame) => sum + (frame[i] ?? 0) - GREY, 0),
      );
      return Math.sqrt(sums.reduce((sum, value) => sum + value * value, 0) / sums.length) / FRAMES;
    };
    expect(spread(known)).toBeLessThan(1.3 * spread(measured));
  });
});

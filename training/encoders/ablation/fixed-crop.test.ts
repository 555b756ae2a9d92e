import { describe, expect, it } from 'vitest';
import type { RgbdFrame } from '../../../electron/contract/frame.ts';
import { CROP_SIZE, cropFrame, cropTensor } from './fixed-crop.ts';

const PIXELS = CROP_SIZE * CROP_SIZE;

function frame(width: number, height: number): RgbdFrame {
  const color = new Uint8Array(4 * width * height);
  const depth = new Uint16Array(width * height);
  for (let i = 0; i < width * height; i++) {
    color.set([(i % width) & 255, Math.floor(i / width) & 255, 7, 255], 4 * i);
    depth[i] = 500 + (i % width);
  }
  const intrinsics = { fx: 500, fy: 500, cx: width / 2, cy: height / 2 };
  const camera = { name: 'test', serial: 'test', intrinsics, trust: 'virtual' } as const;
  return { sequence: 0, timeMs: 0, width, height, color, depth, camera };
}

describe('the fixed crop', () => {
  it('is the article’s: columns 220 to 420 and rows 140 to 340 of 640 × 480', () => {
    const tensor = new Float32Array(4 * PIXELS);
    cropTensor(cropFrame(frame(640, 480)), tensor);
    expect([tensor[0], tensor[PIXELS], tensor[2 * PIXELS]]).toEqual([220, 140, 7]);
    const last = PIXELS - 1;
    expect([tensor[last], tensor[PIXELS + last]]).toEqual([419 & 255, 339 & 255]);
    const mean = 500 + 220 + (CROP_SIZE - 1) / 2;
    expect(tensor[3 * PIXELS]).toBeCloseTo((500 + 220 - mean) / (500 + 419), 5);
    expect(tensor[4 * PIXELS - 1]).toBeCloseTo((500 + 419 - mean) / (500 + 419), 5);
  });

  it('is 0 without depth', () => {
    const blind = frame(640, 480);
    blind.depth.fill(0);
    const tensor = new Float32Array(4 * PIXELS).fill(9);
    cropTensor(cropFrame(blind), tensor);
    expect(tensor.subarray(3 * PIXELS).every((z) => z === 0)).toBe(true);
  });

  it('refuses a frame that is too small', () => {
    expect(() => cropFrame(frame(640, 199))).toThrow('640 × 199');
  });
});

import { describe, expect, it } from 'vitest';
import type { RgbdFrame } from '../../../electron/contract/frame.ts';
import { comesInSteps, shotFrames } from './shot-frames.ts';

const [WIDTH, HEIGHT] = [24, 20];
const AT_MM = 900;

/** A wall with a hole, a black corner, and infrared. */
function shotAt(mm: number): RgbdFrame {
  const depth = new Uint16Array(WIDTH * HEIGHT).fill(mm);
  for (const i of [0, 200, 201]) depth[i] = 0;
  const color = new Uint8Array(4 * WIDTH * HEIGHT).fill(120);
  color.set([0, 0, 0, 255]);
  return {
    ...{ sequence: 0, timeMs: 0, width: WIDTH, height: HEIGHT, color, depth },
    infrared: new Uint16Array(WIDTH * HEIGHT).fill(3000),
    camera: {
      ...{ name: 'Kinect v2', serial: 'shot', trust: 'recording' },
      intrinsics: { fx: 365, fy: 365, cx: 12, cy: 10 },
    },
  };
}

async function take(count: number, ...[shot, sensor, seed]: Parameters<typeof shotFrames>) {
  const frames: RgbdFrame[] = [];
  for await (const frame of shotFrames(shot, sensor, seed)) {
    frames.push(frame);
    if (frames.length === count) break;
  }
  return frames;
}

const errors = ({ depth }: RgbdFrame): number[] =>
  [...depth].flatMap((mm) => (mm === 0 ? [] : [mm - AT_MM]));
const spread = (values: readonly number[]): number =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);

describe.each(['kinect-v1', 'kinect-v2'] as const)('a shot with noise of a %s', (sensor) => {
  it('is another picture thirty times a second, of depth as sure as the sensor’s', async () => {
    const [first, second, third] = await take(3, shotAt(AT_MM), sensor, 5);
    if (first === undefined || second === undefined) throw new Error('no frames');
    expect([first, second, third].map((frame) => frame?.timeMs)).toEqual([0, 1000 / 30, 2000 / 30]);
    expect(second.depth).not.toEqual(first.depth);
    expect(second.color).not.toEqual(first.color);
    for (const frame of [first, second]) {
      expect(spread(errors(frame))).toBeGreaterThan(0.5);
      expect(spread(errors(frame))).toBeLessThan(4);
    }
  });

  it('keeps holes, and makes none around them; what is cut out stays black', async () => {
    const shot = shotAt(AT_MM);
    for (const { depth, color } of await take(2, shot, sensor, 5)) {
      const holes = [...depth].flatMap((mm, i) => (mm === 0 ? [i] : []));
      expect(holes).toEqual([0, 200, 201]);
      expect([...color.subarray(0, 4)]).toEqual([0, 0, 0, 255]);
      expect(color.filter((_, i) => i % 4 === 3).every((a, i) => a === (i === 0 ? 255 : 120))).toBe(
        true,
      );
    }
  });

  it('is the same again by its seed, and leaves the shot as it was', async () => {
    const shot = shotAt(AT_MM);
    const first = await take(2, shot, sensor, 5);
    expect(await take(2, shot, sensor, 5)).toEqual(first);
    expect(await take(2, shot, sensor, 6)).not.toEqual(first);
    expect(shot).toEqual(shotAt(AT_MM));
  });
});

it('comes in the steps of the shot', async () => {
  expect(comesInSteps(Uint16Array.of(900, 1032, 0))).toBe(true);
  expect(comesInSteps(Uint16Array.of(900, 1030))).toBe(false);
  expect(comesInSteps(new Uint16Array(4))).toBe(false);
  for (const mm of [900, 1200]) {
    const [frame] = await take(1, shotAt(mm), 'kinect-v2', 5);
    expect(comesInSteps(frame?.depth ?? new Uint16Array(0))).toBe(true);
  }
  const [fine] = await take(1, shotAt(901), 'kinect-v2', 5);
  expect(comesInSteps(fine?.depth ?? new Uint16Array(0))).toBe(false);
});

import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { RgbdFrame } from '../../../contract/frame.ts';
import { orThrow } from '../../../contract/result-fixture.ts';
import { openVirtualPerson } from '../../camera/virtual/atlas/people.ts';
import { VirtualPerson } from '../../camera/virtual/virtual-person.ts';
import { VirtualSensor } from '../../camera/virtual/virtual-sensor.ts';
import { findHeadInDepth } from './depth-finder.ts';
import { loadHeadGuesser } from './head-guesser.ts';
import { HeadMeter } from '../head/head-pose.ts';
import { loadMeanHead } from '../head/mean-head.ts';

const ASSETS = join(import.meta.dirname, '../../../../assets');

const meter = new HeadMeter(orThrow(await loadMeanHead(ASSETS)));
const guesser = orThrow(await loadHeadGuesser(ASSETS));
afterAll(() => guesser.dispose());

const person = orThrow(await VirtualPerson.create(orThrow(await openVirtualPerson(ASSETS, 'ada'))));

/** Depth of an object that is no head: its distance at each pixel, 0 for nothing. */
function frameOf(distance: (x: number, y: number) => number): RgbdFrame {
  const [width, height] = [320, 320];
  return {
    sequence: 0,
    timeMs: 0,
    width,
    height,
    color: new Uint8Array(4 * width * height),
    depth: Uint16Array.from({ length: width * height }, (_, i) =>
      Math.round(distance((i % width) - 160, Math.floor(i / width) - 160)),
    ),
    camera: {
      name: 'drawn',
      serial: '',
      intrinsics: { fx: 365.5, fy: 365.5, cx: 160, cy: 160 },
      trust: 'recording',
    },
  };
}

describe('findHeadInDepth', () => {
  it.each(['kinect-v1', 'kinect-v2'] as const)(
    'finds the head of a virtual person in the noise of a %s, however it is turned',
    async (sensor) => {
      const camera = orThrow(
        await VirtualSensor.create({ sensor, presentation: 'person' }, person, 5),
      );
      const errors: number[] = [];
      for (const [yaw, pitch] of [
        [0, 0],
        [38, 0],
        [-38, 5],
        [15, 20],
        [-10, -20],
      ] as const) {
        const pose = { yaw, pitch, roll: 0, x: 0, y: 0, distanceMm: 750 };
        const { frame } = orThrow(await camera.capture(pose, 0, 0));
        const found = await findHeadInDepth(frame, guesser, meter);
        expect(found, `yaw ${yaw}, pitch ${pitch}`).not.toBeNull();
        if (found === null) continue;
        errors.push(Math.abs(found.head.pose.yaw - yaw), Math.abs(found.head.pose.pitch - pitch));
      }
      expect(Math.max(...errors)).toBeLessThan(8);
    },
  );

  it.each([
    ['nothing', () => 0],
    ['a wall', () => 800],
    [
      'a slanted board',
      (x: number, y: number) => (Math.abs(x) < 60 && Math.abs(y) < 80 ? 700 + x / 2 : 0),
    ],
    ['a box', (x: number, y: number) => (Math.abs(x) < 50 && Math.abs(y) < 50 ? 600 : 1400)],
    [
      'a ball',
      (x: number, y: number) => (x * x + y * y < 3600 ? 700 - Math.sqrt(3600 - x * x - y * y) : 0),
    ],
    ['a post', (x: number) => (Math.abs(x) < 45 ? 700 - Math.sqrt(2025 - x * x) : 0)],
  ])('takes %s for no head', async (_what, distance) => {
    expect(await findHeadInDepth(frameOf(distance), guesser, meter)).toBeNull();
  });
});

import { expect, it } from 'vitest';
import { torsoToFloor } from './torso-to-floor.ts';

it('keeps the picture and repeats its last row below', () => {
  const view = {
    yaw: 0,
    pitch: 0,
    x0: 0,
    y0: 0,
    width: 2,
    height: 2,
    color: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12),
    depth: Uint16Array.of(1300, 1301, 1302, 0),
    surface: Uint8Array.of(6, 6, 6, 0),
    follow: new Uint8Array(4),
  };
  const whole = torsoToFloor(view);
  expect(whole.depth.subarray(0, 4)).toEqual(view.depth);
  expect([...whole.depth.slice(-2)]).toEqual([1302, 0]);
  expect([...whole.color.slice(-6)]).toEqual([7, 8, 9, 10, 11, 12]);
  expect(whole.depth.length).toBe(whole.width * whole.height);
});

import type { Light, Room } from './light.ts';
import { at } from './math.ts';
import { valueNoise } from '../skin/noise.ts';
import type { Rgb } from './shading.ts';

/** Light of the wall in the direction (x, y, 1) of the camera. */
export function shadeWall(out: Rgb, x: number, y: number, room: Room, light: Light): void {
  const { seed, pattern, wallDistanceMm, colour } = room;
  const slope = 0.15 * x * (seed % 2 === 0 ? 1 : -1);
  let shade = 0.9 - 0.25 * y + slope + 0.06 * valueNoise(3 * x, 3 * y, 0, seed);
  if (pattern === 'corner' && x > 0.12 + (seed % 100) / 400 && y > -0.3) shade *= 0.45;
  if (pattern === 'panels' && Math.floor((x * wallDistanceMm) / 420 + seed) % 2 === 0) shade *= 0.8;
  const lamp = light.lamps[0]?.colour ?? [0, 0, 0];
  for (let c = 0; c < 3; c++) {
    out[c] = 0.75 * at(colour, c) * shade * (at(light.sky, c) + 0.4 * at(lamp, c));
  }
}

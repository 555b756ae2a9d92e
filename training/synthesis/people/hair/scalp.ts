import { clamp, piecewise, smoothstep } from '../render/math.ts';
import { valueNoise } from '../skin/noise.ts';
import type { Identity } from '../person.ts';

/*
 * Where head hair grows, as a function of the position on the neutral head (cm). The tables were read off the
 * ICT neutral head: forehead, temples, round the ear and the nape.
 */
const FRONT_LIMIT = [
  [-3, 2.2],
  [0, 2.7],
  [3, 3.0],
  [5.2, 3.4],
  [6.6, 4.6],
  [8.0, 6.2],
  [9.2, 7.6],
  [10.0, 9.2],
  [10.7, 12],
] as const;
const LOWER_LIMIT = [
  [-9, -3.4],
  [-6, -3.2],
  [-3.4, -2.0],
  [-2.3, 0.5],
  [-1.9, 3.6],
  [0, 4.0],
  [1.7, 3.4],
  [2.0, -0.6],
  [3, -0.9],
] as const;

/** Distance to the hairline in cm, roughly: positive where hair grows. */
function hairlineDistance(identity: Identity, x: number, y: number, z: number): number {
  const { lift, temples } = identity.hairline;
  const side = Math.abs(x);
  const widowsPeak = 0.4 * Math.exp((-side * side) / 1.5);
  const recession = 0.6 * temples * Math.exp(-((side - 4.6) ** 2) / 3) * smoothstep(7, 9, y);
  const raggedness = 0.35 * valueNoise(x * 0.9, y * 0.9, z * 0.9, identity.seed + 50);
  const height = y - lift + widowsPeak - recession;
  const front = piecewise(FRONT_LIMIT, height) - z;
  return Math.min(front, y - piecewise(LOWER_LIMIT, z)) + raggedness;
}

/** Density of hair roots, 0 to 1: thins out over about two centimetres towards the hairline. */
export function hairDensity(identity: Identity, x: number, y: number, z: number): number {
  if (y < -4 || (z > 3 && y < 4) || isEar(x, y, z)) return 0;
  const distance = hairlineDistance(identity, x, y, z);
  if (distance < -0.8) return 0;
  const fine = 0.35 * valueNoise(x * 3, y * 3, z * 3, identity.seed + 51);
  return clamp(smoothstep(-0.5, 1.3, distance + fine));
}

/** True on the auricle of the neutral head. */
export const isEar = (x: number, y: number, z: number): boolean =>
  Math.abs(x) > 7.95 && y < 4.4 && y > -3 && Math.abs(z) < 3.4;

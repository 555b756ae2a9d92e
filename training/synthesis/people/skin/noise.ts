import { mix } from '../render/math.ts';

const fade = (t: number): number => t * t * (3 - 2 * t);

const PRIME_X = 374761393;
const PRIME_Y = 668265263;
const PRIME_Z = 1274126177;
const PRIME_SEED = 974634337;

/** Spreads the mixed products of a lattice point over [0, 1). */
function spread(h: number): number {
  const mixedBits = Math.imul(h ^ (h >>> 13), 1274126177);
  return ((mixedBits ^ (mixedBits >>> 16)) >>> 0) / 4294967296;
}

/** Smooth value noise in three dimensions, −1 to 1, lattice spacing 1. */
export function valueNoise(x: number, y: number, z: number, seed: number): number {
  const i = Math.floor(x);
  const j = Math.floor(y);
  const k = Math.floor(z);
  const u = fade(x - i);
  const v = fade(y - j);
  // latticeHash of the eight corners, whose products are shared.
  const x0 = Math.imul(i, PRIME_X);
  const x1 = Math.imul(i + 1, PRIME_X);
  const y0 = Math.imul(j, PRIME_Y);
  const y1 = Math.imul(j + 1, PRIME_Y);
  const s = Math.imul(seed, PRIME_SEED);
  const z0 = Math.imul(k, PRIME_Z) ^ s;
  const z1 = Math.imul(k + 1, PRIME_Z) ^ s;
  const near = mix(
    mix(spread(x0 ^ y0 ^ z0), spread(x1 ^ y0 ^ z0), u),
    mix(spread(x0 ^ y1 ^ z0), spread(x1 ^ y1 ^ z0), u),
    v,
  );
  const far = mix(
    mix(spread(x0 ^ y0 ^ z1), spread(x1 ^ y0 ^ z1), u),
    mix(spread(x0 ^ y1 ^ z1), spread(x1 ^ y1 ^ z1), u),
    v,
  );
  return 2 * mix(near, far, fade(z - k)) - 1;
}

/** Sum of octaves of value noise, each twice as fine and half as strong; −1 to 1. */
export function fractalNoise(x: number, y: number, z: number, seed: number, octaves = 3): number {
  let total = 0;
  let weight = 0;
  let gain = 1;
  let scale = 1;
  for (let octave = 0; octave < octaves; octave++) {
    total += gain * valueNoise(x * scale, y * scale, z * scale, seed + octave);
    weight += gain;
    gain *= 0.5;
    // Not exactly 2: lattice points of the octaves must not coincide.
    scale *= 2.03;
  }
  return total / weight;
}

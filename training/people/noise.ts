import { mix } from './math.ts';

/** Hash of a lattice point and a seed, uniform in [0, 1). */
export function latticeHash(x: number, y: number, z: number, seed: number): number {
  let h = Math.imul(x, 374761393) ^ Math.imul(y, 668265263);
  h ^= Math.imul(z, 1274126177) ^ Math.imul(seed, 974634337);
  h = Math.imul(h ^ (h >>> 13), 1274126177);
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
}

const fade = (t: number): number => t * t * (3 - 2 * t);

const edge = (i: number, j: number, k: number, seed: number, u: number): number =>
  mix(latticeHash(i, j, k, seed), latticeHash(i + 1, j, k, seed), u);

/** Smooth value noise in three dimensions, −1 to 1, lattice spacing 1. */
export function valueNoise(x: number, y: number, z: number, seed: number): number {
  const i = Math.floor(x);
  const j = Math.floor(y);
  const k = Math.floor(z);
  const u = fade(x - i);
  const v = fade(y - j);
  const near = mix(edge(i, j, k, seed, u), edge(i, j + 1, k, seed, u), v);
  const far = mix(edge(i, j, k + 1, seed, u), edge(i, j + 1, k + 1, seed, u), v);
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

import { mix, normalised } from './math.ts';
import type { Vec3 } from './math.ts';
import type { Random } from '../random.ts';

/** A distant lamp. Directions point from the scene to the lamp, camera axes (y down, z away). */
export interface Lamp {
  readonly direction: Vec3;
  readonly colour: Vec3;
}

/** Light of a room, fixed in camera space. Only the first lamp casts shadows. */
export interface Light {
  /** Diffuse light from above and from below, linear RGB. */
  readonly sky: Vec3;
  readonly ground: Vec3;
  readonly lamps: readonly Lamp[];
  readonly exposure: number;
  readonly whiteBalance: Vec3;
}

/** The wall behind a person. */
export interface Room {
  readonly wallDistanceMm: number;
  readonly colour: Vec3;
  readonly pattern: 'plain' | 'corner' | 'panels';
  readonly seed: number;
}

/** Direction to a lamp at an angle to the right of the camera and above it, radians. */
export function lampDirection(azimuth: number, elevation: number): Vec3 {
  return normalised([
    Math.sin(azimuth) * Math.cos(elevation),
    -Math.sin(elevation),
    -Math.cos(azimuth) * Math.cos(elevation),
  ]);
}

/** Warm (1) to cold (−1) light of a strength. */
const tinted = (warmth: number, strength: number): Vec3 => [
  strength * (1 + 0.14 * warmth),
  strength,
  strength * (1 - 0.18 * warmth),
];

/** Soft room light with a window to one side, used to bake the cast. */
export const STUDIO_LIGHT: Light = {
  sky: [0.52, 0.53, 0.55],
  ground: [0.31, 0.29, 0.27],
  lamps: [
    { direction: lampDirection(-0.55, 0.55), colour: [0.74, 0.71, 0.67] },
    { direction: lampDirection(0.9, 0.25), colour: [0.2, 0.21, 0.23] },
  ],
  exposure: 1,
  whiteBalance: [1, 1, 1],
};

/** A random room light: ambient, one or two lamps, white balance and exposure errors. */
export function sampleLight(random: Random): Light {
  const warmth = random.range(-1, 1);
  const ambient = random.range(0.35, 0.65);
  const key: Lamp = {
    direction: lampDirection(random.range(-1.1, 1.1), random.range(0.1, 1)),
    colour: tinted(warmth, random.range(0.45, 0.95)),
  };
  const fill: Lamp = {
    direction: lampDirection(random.range(-1.6, 1.6), random.range(-0.1, 0.7)),
    colour: tinted(random.range(-1, 1), random.range(0.1, 0.45)),
  };
  return {
    sky: tinted(0.5 * warmth, ambient),
    ground: tinted(0.5 * warmth + 0.4, 0.5 * ambient),
    lamps: random.chance(0.6) ? [key, fill] : [key],
    exposure: random.range(0.85, 1.2),
    whiteBalance: [random.range(0.95, 1.05), 1, random.range(0.93, 1.07)],
  };
}

export function sampleRoom(random: Random): Room {
  const grey = random.range(0.15, 0.7);
  return {
    wallDistanceMm: random.range(1500, 3000),
    colour: [grey * random.range(0.85, 1.1), grey, grey * random.range(0.8, 1.15)],
    pattern: random.weighted([
      ['plain', 1],
      ['corner', 1],
      ['panels', 1],
    ] as const),
    seed: random.below(1_000_000),
  };
}

/** Diffuse light on a surface whose normal has the given y (−1 faces up). */
export const ambientOf = (light: Light, normalY: number, channel: 0 | 1 | 2): number =>
  mix(light.ground[channel], light.sky[channel], 0.5 - 0.5 * normalY);

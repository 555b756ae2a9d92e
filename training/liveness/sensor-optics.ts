import { SURFACE } from '../../electron/engine/camera/virtual/atlas/atlas.ts';
import type { CleanFrame } from '../../electron/engine/camera/virtual/noise/clean-frame.ts';
import type { Random } from '../synthesis/people/random.ts';

/** What a time-of-flight or structured-light camera does to depth before noise, the same for a whole picture. */
export interface SensorOptics {
  /** Deviation of the spread of a pixel, pixels. */
  readonly spread: number;
  /** Amplitude of the smooth error of light that took several ways, mm, and its grain, pixels. */
  readonly wander: number;
  readonly grain: number;
  /** Error on dark surfaces, which send little back, mm: eyes, and hair with brows and beard. */
  readonly eyes: number;
  readonly hair: number;
}

type Depth = Pick<CleanFrame, 'width' | 'height' | 'depth' | 'surface'>;

/** A pixel of a Kinect v2 sees about 1.6 pixels around itself (Fankhauser et al., ICAR 2015, §V). */
const WIDEST_SPREAD = 1.6;
/** Readings further apart than this lie on different surfaces, between which the sensor's noise mixes, mm. */
const SAME_SURFACE_MM = 30;

export function sampleOptics(random: Random): SensorOptics {
  return {
    spread: random.range(0, WIDEST_SPREAD),
    wander: random.chance(0.6) ? random.range(0, 2) : 0,
    grain: random.range(3, 9),
    eyes: 2 * random.normal(),
    hair: 3 * random.normal(),
  };
}

/**
 * Depth as the optics spread and shift it.
 * @param darkness share of the light that each pixel's print swallows, 0 to 1; null: bare surfaces
 */
export function throughOptics(
  { width, height, depth, surface }: Depth,
  optics: SensorOptics,
  darkness: Float32Array | null,
  random: Random,
): Float32Array {
  const spread = spreadDepth(depth, width, height, optics.spread);
  const columns = Math.ceil(width / optics.grain) + 2;
  const rows = Math.ceil(height / optics.grain) + 2;
  const knots = Float32Array.from(
    { length: optics.wander > 0 ? columns * rows : 0 },
    () => optics.wander * random.normal(),
  );
  for (let i = 0; i < spread.length; i++) {
    const kind = surface[i] ?? SURFACE.none;
    if (kind === SURFACE.none) continue;
    let error = (darkness?.[i] ?? 0) * optics.eyes;
    if (kind === SURFACE.eye) error += optics.eyes;
    if (kind === SURFACE.hair) error += optics.hair;
    if (knots.length > 0) {
      const row = Math.floor(i / width);
      error += between(knots, columns, (i - row * width) / optics.grain, row / optics.grain);
    }
    spread[i] = (spread[i] ?? 0) + error;
  }
  return spread;
}

/** Gaussian mean over the readings around a pixel that lie on its surface. */
function spreadDepth(
  depth: Float32Array,
  width: number,
  height: number,
  deviation: number,
): Float32Array {
  const out = depth.slice();
  if (deviation < 0.2) return out;
  const reach = Math.ceil(2 * deviation);
  const weights = Array.from({ length: 2 * reach + 1 }, (_, k) =>
    Math.exp(-((k - reach) ** 2) / (2 * deviation ** 2)),
  );
  for (let y = reach; y < height - reach; y++) {
    for (let x = reach; x < width - reach; x++) {
      const i = y * width + x;
      const z = depth[i] ?? 0;
      if (z <= 0) continue;
      let sum = 0;
      let total = 0;
      for (let v = -reach; v <= reach; v++) {
        const down = weights[v + reach] ?? 0;
        for (let u = -reach; u <= reach; u++) {
          const other = depth[i + v * width + u] ?? 0;
          if (Math.abs(other - z) > SAME_SURFACE_MM) continue;
          const weight = down * (weights[u + reach] ?? 0);
          sum += weight * other;
          total += weight;
        }
      }
      out[i] = sum / total;
    }
  }
  return out;
}

/** Bilinear between the knots of a grid. */
function between(knots: Float32Array, columns: number, u: number, v: number): number {
  const [left, top] = [Math.floor(u), Math.floor(v)];
  const [right, down] = [u - left, v - top];
  const at = (row: number, column: number) => knots[row * columns + column] ?? 0;
  const upper = at(top, left) * (1 - right) + at(top, left + 1) * right;
  const lower = at(top + 1, left) * (1 - right) + at(top + 1, left + 1) * right;
  return upper * (1 - down) + lower * down;
}

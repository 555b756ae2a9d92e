import { clamp, mix, smoothstep } from '../render/math.ts';
import type { BeardKind, BrowTraits } from '../person.ts';

/** The curve of one brow on the neutral face, for |x| in cm. */
export interface BrowBand {
  /** 0 at the nose, 1 at the tail. */
  readonly along: number;
  /** Height of the middle of the brow, cm. */
  readonly centre: number;
  /** Half its height, cm. */
  readonly half: number;
}

/** The brow at |x|, or undefined beside it. */
export function browBand(brow: BrowTraits, side: number): BrowBand | undefined {
  const inner = 1.1 + brow.gap;
  const outer = 5.9 + brow.tail;
  const along = (side - inner) / (outer - inner);
  if (along < -0.06 || along > 1.04) return undefined;
  const bow = (0.75 + brow.arch) * Math.sin(Math.PI * clamp(along * 0.86 + 0.1));
  const taper =
    along < 0.25
      ? mix(0.75, 1, smoothstep(-0.05, 0.25, along))
      : mix(1, 0.2, smoothstep(0.3, 1.02, along));
  return {
    along,
    centre: 5.5 + brow.rise + bow - 0.75 * along * along,
    half: 0.36 * brow.thickness * taper,
  };
}

/** Density of a brow, 0 to 1, with soft edges. */
export function browDensity(brow: BrowTraits, x: number, y: number): number {
  const band = browBand(brow, Math.abs(x));
  if (band === undefined) return 0;
  const across = Math.abs(y - band.centre) / band.half;
  const ends = smoothstep(-0.06, 0.16, band.along) * smoothstep(1.04, 0.85, band.along);
  return smoothstep(1.35, 0.45, across) * ends * brow.density;
}

/** Density of beard roots of a kind at a point of the neutral face, 0 to 1, graded at every border. */
export function beardDensity(kind: BeardKind, x: number, y: number, z: number): number {
  if (kind === 'none' || y > 1.6 || z < 0.8) return 0;
  const side = Math.abs(x);
  const moustache =
    smoothstep(3.6, 2.2, side + 0.25 * (y + 3)) *
    smoothstep(-1.15, -1.9, y) *
    smoothstep(-4.8, -3.6, y) *
    smoothstep(8, 9, z) *
    // The philtrum grows thinner.
    (1 - 0.45 * Math.exp(-(side * side) / 0.08));
  const chin =
    smoothstep(3.4, 1.8, side) *
    smoothstep(-4.5, -5.6, y) *
    smoothstep(-10.4, -8, y) *
    smoothstep(4.5, 6.5, z);
  const corners =
    smoothstep(4.0, 2.9, side) *
    smoothstep(2.0, 2.8, side) *
    smoothstep(-6.6, -5.4, y) *
    smoothstep(-2.2, -3.2, y);
  if (kind === 'moustache') return moustache;
  if (kind === 'goatee') return Math.max(moustache, chin, 0.8 * corners);
  const cheekLine = mix(1.0, -2.6, smoothstep(2.2, 8.2, z));
  const bareBelowLip = smoothstep(2.6, 1.2, Math.abs(side - 1.4) + 1.2 * Math.abs(y + 4.9));
  const jaw =
    smoothstep(0.9, -1.3, y - cheekLine) *
    smoothstep(-10.8, -7.6, y) *
    smoothstep(1.0, 3.2, z) *
    (1 - bareBelowLip * (kind === 'full' ? 0.35 : 0.6));
  return Math.max(jaw, 0.95 * moustache, chin);
}

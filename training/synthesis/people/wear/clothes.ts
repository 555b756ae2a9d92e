import { mix, piecewise, smoothstep } from '../render/math.ts';
import { valueNoise } from '../skin/noise.ts';

/** A surface of triangles in person space, cm. */
export interface Mesh {
  readonly points: Float32Array;
  readonly triangles: Int32Array;
}

/** A body under a crew-neck top, given by horizontal sections. */
export interface Torso {
  readonly collar: number;
  readonly shoulders: number;
}

/** Middle of every section along z, cm. */
export const TORSO_CENTRE_Z = -1.6;

const AROUND = 72;

/** Half the width and depth (cm) of the section at height y below the collar: sloping trapezius, round shoulders. */
export function torsoSection(
  { collar, shoulders }: Torso,
  y: number,
): { halfWidth: number; halfDepth: number } {
  const below = collar - y;
  const halfWidth = piecewise(
    [
      [0, 6.7],
      [0.6, 7.3],
      [1.5, 8.8],
      [3, 11.6],
      [4.5, 0.72 * shoulders],
      [6, 0.86 * shoulders],
      [7.5, 0.945 * shoulders],
      [9.5, 0.99 * shoulders],
      [13, shoulders + 0.5],
      [30, shoulders + 1.5],
    ],
    below,
  );
  const halfDepth = piecewise(
    [
      [0, 6.4],
      [1, 6.9],
      [3, 7.4],
      [6, 8.4],
      [12, 10.2],
      [24, 11.2],
    ],
    below,
  );
  return { halfWidth, halfDepth };
}

/** Lofts the top from the collar down; the first rows fold inward, so that the collar has a rim. */
export function torsoMesh(torso: Torso, seed: number): Mesh {
  const heights = sectionHeights(torso.collar);
  const points: number[] = [];
  const triangles: number[] = [];
  for (const [row, y] of heights.entries()) {
    const { halfWidth, halfDepth } = torsoSection(torso, y);
    const inward = row === 0 ? 0.75 : row === 1 ? 0.93 : 1;
    const settled = smoothstep(0, 8, torso.collar - y);
    for (let i = 0; i <= AROUND; i++) {
      const angle = (2 * Math.PI * i) / AROUND;
      const [s, c] = [Math.sin(angle), Math.cos(angle)];
      const fold = settled * foldHeight(s, c, y, seed);
      // The collar dips in front and rises at the nape.
      const tilt = (1 - settled) * mix(0, -1.3 * c, smoothstep(9, 0, torso.collar - y));
      points.push(
        (halfWidth * inward + fold) * s,
        y + tilt,
        TORSO_CENTRE_Z + (halfDepth * inward + 1.6 * fold) * c,
      );
    }
  }
  for (let row = 0; row + 1 < heights.length; row++) {
    for (let i = 0; i < AROUND; i++) {
      const a = row * (AROUND + 1) + i;
      const below = a + AROUND + 1;
      triangles.push(a, below, a + 1, a + 1, below, below + 1);
    }
  }
  return { points: Float32Array.from(points), triangles: Int32Array.from(triangles) };
}

function sectionHeights(collar: number): number[] {
  const heights = [collar - 0.9, collar, collar - 0.25];
  for (let below = 0.6; below < 14; below += 0.6) heights.push(collar - below);
  for (let below = 15; below < 52; below += 2) heights.push(collar - below);
  return heights;
}

/** Folds of cloth: broad hanging waves and finer ones that fan out from the armpits. */
function foldHeight(s: number, c: number, y: number, seed: number): number {
  const broad = valueNoise(s * 2.4, y * 0.1, c * 2.4, seed + 90);
  const fan = valueNoise(s * 5 + 0.22 * y, y * 0.16, c * 5, seed + 91);
  return 0.3 * broad + 0.16 * fan;
}

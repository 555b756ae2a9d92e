import {
  LANDMARKS_68,
  LEFT_EYE,
  RIGHT_EYE,
} from '../../electron/engine/vision/landmarks/landmark-indices.ts';
import type { Random } from '../synthesis/people/random.ts';

/** Errors of FaceMesh as shares of the distance between the outer eye corners: of a point, and of all together. */
const POINT_ERROR = 0.018;
const COMMON_ERROR = 0.025;
/** How far FaceMesh's points reach up the forehead: a share of bridge to chin, above the bridge. */
const FOREHEAD = 0.6;
const [BRIDGE, CHIN, OUTER_RIGHT, OUTER_LEFT] = [27, 8, 36, 45];

/**
 * FaceMesh's points as it would find them, from the 68 true ones: with its errors, and those that the 68 do not name on
 * the bridge of the nose.
 * @param pixels u, v of the 68 landmarks
 * @returns 468 × (x, y, z), z 0
 */
export function facePoints(
  pixels: readonly (readonly [number, number])[],
  random: Random,
): Float32Array {
  const at = (i: number) => pixels[i] ?? [0, 0];
  const [right, left] = [at(OUTER_RIGHT), at(OUTER_LEFT)];
  const size = Math.max(8, Math.hypot(left[0] - right[0], left[1] - right[1]));
  const common = [COMMON_ERROR * size * random.normal(), COMMON_ERROR * size * random.normal()];
  const seen = pixels.map(([u, v]): [number, number] => [
    u + (common[0] ?? 0) + POINT_ERROR * size * random.normal(),
    v + (common[1] ?? 0) + POINT_ERROR * size * random.normal(),
  ]);
  const points = new Float32Array(3 * 468);
  const place = (index: number, [u, v]: readonly [number, number]) => {
    points[3 * index] = u;
    points[3 * index + 1] = v;
  };
  const bridge = seen[BRIDGE] ?? [0, 0];
  for (let i = 0; i < 468; i++) place(i, bridge);
  LANDMARKS_68.forEach((index, i) => {
    place(index, seen[i] ?? bridge);
  });
  const between = (a: number, b: number): [number, number] => {
    const [p, q] = [seen[a] ?? bridge, seen[b] ?? bridge];
    return [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2];
  };
  for (const index of RIGHT_EYE.slice(2)) place(index, between(36, 39));
  for (const index of LEFT_EYE.slice(2)) place(index, between(42, 45));
  const chin = seen[CHIN] ?? bridge;
  // Point 10 is the top of the forehead.
  place(10, [
    bridge[0] - FOREHEAD * (chin[0] - bridge[0]),
    bridge[1] - FOREHEAD * (chin[1] - bridge[1]),
  ]);
  return points;
}

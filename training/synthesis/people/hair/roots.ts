import { at, cross, difference, length, normalised, vectorAt } from '../render/math.ts';
import type { Vec3 } from '../render/math.ts';
import { headModel, PART } from '../render/mesh.ts';
import type { Random } from '../random.ts';

/** Where a strand leaves the skin. */
export interface Root {
  /** Person space, cm. */
  readonly position: Vec3;
  /** The same place on the neutral head, cm. */
  readonly rest: Vec3;
  /** Unit normal of the skin. */
  readonly normal: Vec3;
  readonly vertex: number;
}

/**
 * Draws about `count` roots over the skin, uniformly by area and then kept with probability `density(rest)`. `count` is
 * the number before thinning, for the area where any corner of a triangle has a density above 0.
 */
export function scatterRoots(
  shape: Float32Array,
  count: number,
  density: (x: number, y: number, z: number) => number,
  random: Random,
): Root[] {
  const { triangles, part, neutral } = headModel();
  const isBare = (vertex: number): boolean =>
    !(
      density(
        neutral[3 * vertex] ?? 0,
        neutral[3 * vertex + 1] ?? 0,
        neutral[3 * vertex + 2] ?? 0,
      ) > 0
    );
  const candidates: { triangle: number; cumulative: number }[] = [];
  let area = 0;
  for (let t = 0; t < part.length; t++) {
    if (part[t] !== PART.face && part[t] !== PART.headAndNeck) continue;
    if (
      isBare(triangles[3 * t] ?? 0) &&
      isBare(triangles[3 * t + 1] ?? 0) &&
      isBare(triangles[3 * t + 2] ?? 0)
    ) {
      continue;
    }
    const [a, b, c] = cornersOf(shape, triangles, t);
    area += length(cross(difference(b, a), difference(c, a)));
    candidates.push({ triangle: t, cumulative: area });
  }
  const roots: Root[] = [];
  for (let i = 0; i < count; i++) {
    const triangle = pickByArea(candidates, random.unit() * area);
    const u = Math.sqrt(random.unit());
    const v = random.unit();
    const weights: Vec3 = [1 - u, u * (1 - v), u * v];
    const rest = weighted(cornersOf(neutral, triangles, triangle), weights);
    if (random.unit() >= density(...rest)) continue;
    const corners = cornersOf(shape, triangles, triangle);
    roots.push({
      position: weighted(corners, weights),
      rest,
      normal: normalised(
        cross(difference(corners[1], corners[0]), difference(corners[2], corners[0])),
      ),
      vertex: at(triangles, 3 * triangle),
    });
  }
  return roots;
}

type Corners = readonly [Vec3, Vec3, Vec3];

const cornersOf = (positions: Float32Array, triangles: Int32Array, t: number): Corners => [
  vectorAt(positions, at(triangles, 3 * t)),
  vectorAt(positions, at(triangles, 3 * t + 1)),
  vectorAt(positions, at(triangles, 3 * t + 2)),
];

function weighted(corners: Corners, weights: Vec3): Vec3 {
  const component = (axis: 0 | 1 | 2): number =>
    weights[0] * corners[0][axis] + weights[1] * corners[1][axis] + weights[2] * corners[2][axis];
  return [component(0), component(1), component(2)];
}

function pickByArea(
  candidates: readonly { triangle: number; cumulative: number }[],
  target: number,
): number {
  let [low, high] = [0, candidates.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((candidates[middle]?.cumulative ?? 0) < target) low = middle + 1;
    else high = middle;
  }
  return candidates[low]?.triangle ?? 0;
}

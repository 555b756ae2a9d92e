import { HEAD_GRID, type MeanHead } from './mean-head.ts';
import {
  multiply,
  rotate,
  rotationFromVector,
  solveSymmetric,
  type RigidTransform,
} from '../geometry/rigid.ts';
import type { FaceSurface } from './face-surface.ts';

const ITERATIONS = 12;
/** Iterations with a wide reach, while the start may still be off. */
const WIDE_ITERATIONS = 3;
/** Enough points for a stable fit; more only cost time. */
const POINT_BUDGET = 1600;
/** A fit to fewer matched points is luck. */
const FEWEST_POINTS = 50;

export interface HeadAlignment {
  /** Camera space → the frame of the mean head. */
  readonly transform: RigidTransform;
  /** Weighted root mean square distance of the surface to the mean head, mm. */
  readonly residualMm: number;
  /** Points that found a partner on the mean head, and their share of all that were looked at. */
  readonly matched: number;
  readonly share: number;
}

/**
 * Refines a rough alignment by iterated closest points, point to plane (Chen and Medioni, "Object modelling by
 * registration of multiple range images", Image and Vision Computing 10, 1992), with partners looked up on the
 * frontal grid and Cauchy weights against hair, glasses and noise.
 *
 * @param start camera space → mean head, right to about 20° and 25 mm
 * @returns null when too little of the surface meets the mean head
 */
export function alignToMeanHead(
  surface: FaceSurface,
  start: RigidTransform,
  head: MeanHead,
): HeadAlignment | null {
  const cells = surface.width * surface.height;
  const stride = Math.max(1, Math.round(Math.sqrt(cells / POINT_BUDGET)));
  let current: RigidTransform = start;
  let residualMm = NaN;
  let matched = 0;
  let share = 0;
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const reach = iteration < WIDE_ITERATIONS ? 25 : 12;
    const step = pointToPlaneStep(surface, stride, current, head, reach);
    if (step === null) return null;
    const rotation = multiply(step.rotation, current.rotation);
    const [x, y, z] = rotate(step.rotation, ...current.translation);
    const [tx, ty, tz] = step.translation;
    current = { rotation, translation: [x + tx, y + ty, z + tz] };
    residualMm = step.residualMm;
    matched = step.matched;
    share = step.matched / step.readings;
    // The reach narrows after WIDE_ITERATIONS, so an early standstill is not yet the end.
    if (iteration > WIDE_ITERATIONS && isStandstill(step)) break;
  }
  return { transform: current, residualMm, matched, share };
}

/** Less than a hundredth of a degree and of a millimetre further. */
function isStandstill({ rotation, translation }: RigidTransform): boolean {
  const turn = Math.hypot(rotation[7], rotation[2], rotation[3]);
  return turn < 2e-4 && Math.hypot(...translation) < 0.03;
}

interface Step extends RigidTransform {
  readonly residualMm: number;
  readonly matched: number;
  readonly readings: number;
}

function pointToPlaneStep(
  surface: FaceSurface,
  stride: number,
  { rotation: r, translation: t }: RigidTransform,
  head: MeanHead,
  reach: number,
): Step | null {
  const { size, millimetresPerPixel } = HEAD_GRID;
  const normal = new Float64Array(36);
  const right = new Float64Array(6);
  const jacobian = new Float64Array(6);
  let weightSum = 0;
  let squareSum = 0;
  let matched = 0;
  let readings = 0;
  for (let v = 0; v < surface.height; v += stride) {
    for (let u = 0; u < surface.width; u += stride) {
      const k = 3 * (v * surface.width + u);
      const pz = surface.points[k + 2] ?? 0;
      if (pz === 0) continue;
      readings++;
      const px = surface.points[k] ?? 0;
      const py = surface.points[k + 1] ?? 0;
      const x = r[0] * px + r[1] * py + r[2] * pz + t[0];
      const y = r[3] * px + r[4] * py + r[5] * pz + t[1];
      const z = r[6] * px + r[7] * py + r[8] * pz + t[2];
      const column = Math.round(x / millimetresPerPixel + size / 2);
      const row = Math.round(y / millimetresPerPixel + size / 2);
      if (column < 0 || column >= size || row < 0 || row >= size) continue;
      const cell = row * size + column;
      if (head.stable[cell] !== 1) continue;
      const nx = head.normals[3 * cell] ?? 0;
      const ny = head.normals[3 * cell + 1] ?? 0;
      const nz = head.normals[3 * cell + 2] ?? 0;
      const qx = (column - size / 2) * millimetresPerPixel;
      const qy = (row - size / 2) * millimetresPerPixel;
      const qz = head.relief[cell] ?? 0;
      const error = (qx - x) * nx + (qy - y) * ny + (qz - z) * nz;
      if (!(Math.abs(error) < reach)) continue;
      const weight = 1 / (1 + (error / 5) ** 2);
      jacobian[0] = y * nz - z * ny;
      jacobian[1] = z * nx - x * nz;
      jacobian[2] = x * ny - y * nx;
      jacobian[3] = nx;
      jacobian[4] = ny;
      jacobian[5] = nz;
      for (let i = 0; i < 6; i++) {
        const wi = weight * (jacobian[i] ?? 0);
        right[i] = (right[i] ?? 0) + wi * error;
        for (let j = 0; j <= i; j++) {
          normal[6 * i + j] = (normal[6 * i + j] ?? 0) + wi * (jacobian[j] ?? 0);
        }
      }
      weightSum += weight;
      squareSum += weight * error * error;
      matched++;
    }
  }
  if (weightSum < FEWEST_POINTS) return null;
  for (let i = 0; i < 6; i++) {
    // Damping: what the surface leaves open stays where the landmarks put it.
    normal[7 * i] = (normal[7 * i] ?? 0) + (i < 3 ? 3e3 : 0.1);
    for (let j = 0; j < i; j++) normal[6 * j + i] = normal[6 * i + j] ?? 0;
  }
  if (!solveSymmetric(normal, right)) return null;
  const [a = 0, b = 0, c = 0, x = 0, y = 0, z = 0] = right;
  return {
    rotation: rotationFromVector([a, b, c]),
    translation: [x, y, z],
    residualMm: Math.sqrt(squareSum / weightSum),
    matched,
    readings,
  };
}

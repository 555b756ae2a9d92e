import { HEAD_GRID, type MeanHead } from './mean-head.ts';
import { EquationsOfSix } from '../../geometry/least-squares.ts';
import { multiply, rotate, rotationFromVector, type RigidTransform } from '../../geometry/rigid.ts';
import type { FaceSurface } from './face-surface.ts';

const ITERATIONS = 12;
/** Iterations with a wide reach, while the start may still be off. */
const WIDE_ITERATIONS = 3;
/** Enough points for a stable fit; more only cost time. */
const POINT_BUDGET = 1600;
/** A fit to fewer matched points is luck. */
const FEWEST_POINTS = 50;
/**
 * Damping of a step's three turns and shifts: what the surface leaves undetermined stays where the landmarks put it.
 */
const DAMPING = [3e3, 3e3, 3e3, 0.1, 0.1, 0.1];

export interface HeadAlignment {
  /** Camera space → the frame of the mean head. */
  readonly transform: RigidTransform;
  /** Weighted root mean square distance of the surface to the mean head, mm. */
  readonly residualMm: number;
  /** Points that found a partner on the mean head, and their share of all points considered. */
  readonly matched: number;
  readonly share: number;
}

/** On rendered heads in poses up to 82°, nine in ten fit so well; chairs, hands and shoulders fit worse. */
const SURE = { residualMm: 3.2, share: 0.35 } as const;

/** Whether the surface fits the mean head well, over a good part of what was measured. */
export function isSurelyAligned({ residualMm, share }: HeadAlignment): boolean {
  return residualMm <= SURE.residualMm && share >= SURE.share;
}

interface Step extends RigidTransform {
  readonly residualMm: number;
  readonly matched: number;
}

/** Aligns surfaces to the mean head. */
export class HeadAligner {
  readonly #head: MeanHead;
  /** The sampled points, 3 numbers each. */
  #samples = new Float32Array(0);
  #count = 0;
  readonly #equations = new EquationsOfSix();

  constructor(head: MeanHead) {
    this.#head = head;
  }

  /**
   * Refines a rough alignment by iterated closest points, point to plane (Chen and Medioni, "Object modelling by
   * registration of multiple range images", Image and Vision Computing 10, 1992), with partners looked up on the
   * frontal grid and Cauchy weights against hair, glasses and noise.
   *
   * @param start camera space → mean head, right to about 20° and 25 mm
   * @returns null when too little of the surface meets the mean head
   */
  align(surface: FaceSurface, start: RigidTransform): HeadAlignment | null {
    this.#sample(surface);
    let transform = start;
    let last: Step | null = null;
    for (let iteration = 0; iteration < ITERATIONS; iteration++) {
      const reach = iteration < WIDE_ITERATIONS ? 25 : 12;
      const step = this.#pointToPlaneStep(transform, reach);
      if (step === null) return null;
      transform = compose(step, transform);
      last = step;
      // The reach narrows after WIDE_ITERATIONS, so an early standstill is not yet the end.
      if (iteration > WIDE_ITERATIONS && isStandstill(step)) break;
    }
    if (last === null) return null;
    const { residualMm, matched } = last;
    return { transform, residualMm, matched, share: matched / this.#count };
  }

  #sample({ width, height, points }: FaceSurface): void {
    const stride = Math.max(1, Math.round(Math.sqrt((width * height) / POINT_BUDGET)));
    const most = 3 * Math.ceil(width / stride) * Math.ceil(height / stride);
    if (this.#samples.length < most) this.#samples = new Float32Array(most);
    const samples = this.#samples;
    let end = 0;
    for (let v = 0; v < height; v += stride) {
      for (let u = 0; u < width; u += stride) {
        const k = 3 * (v * width + u);
        const z = points[k + 2] ?? 0;
        if (z === 0) continue;
        samples[end] = points[k] ?? 0;
        samples[end + 1] = points[k + 1] ?? 0;
        samples[end + 2] = z;
        end += 3;
      }
    }
    this.#count = end / 3;
  }

  /** The small motion that best carries the transformed points onto the planes of their partners. */
  #pointToPlaneStep({ rotation, translation }: RigidTransform, reach: number): Step | null {
    const { size, millimetresPerPixel } = HEAD_GRID;
    const samples = this.#samples;
    const equations = this.#equations;
    const { stable, normals, relief } = this.#head;
    const [xx, xy, xz, yx, yy, yz, zx, zy, zz] = rotation;
    const [tx, ty, tz] = translation;
    equations.clear();
    let weightSum = 0;
    let squareSum = 0;
    for (let k = 0; k < 3 * this.#count; k += 3) {
      const px = samples[k] ?? 0;
      const py = samples[k + 1] ?? 0;
      const pz = samples[k + 2] ?? 0;
      const x = xx * px + xy * py + xz * pz + tx;
      const y = yx * px + yy * py + yz * pz + ty;
      const u = x / millimetresPerPixel + size / 2 + 0.5;
      const v = y / millimetresPerPixel + size / 2 + 0.5;
      if (!(u >= 0 && v >= 0 && u < size && v < size)) continue;
      const column = Math.trunc(u);
      const row = Math.trunc(v);
      const cell = row * size + column;
      if (stable[cell] !== 1) continue;
      const z = zx * px + zy * py + zz * pz + tz;
      const nx = normals[3 * cell] ?? 0;
      const ny = normals[3 * cell + 1] ?? 0;
      const nz = normals[3 * cell + 2] ?? 0;
      const qx = (column - size / 2) * millimetresPerPixel;
      const qy = (row - size / 2) * millimetresPerPixel;
      const qz = relief[cell] ?? 0;
      const error = (qx - x) * nx + (qy - y) * ny + (qz - z) * nz;
      if (!(Math.abs(error) < reach)) continue;
      const weight = 1 / (1 + (error / 5) ** 2);
      equations.add(y * nz - z * ny, z * nx - x * nz, x * ny - y * nx, nx, ny, nz, error, weight);
      weightSum += weight;
      squareSum += weight * error * error;
    }
    if (weightSum < FEWEST_POINTS) return null;
    const solution = equations.solve(DAMPING);
    if (solution === null) return null;
    const [a = 0, b = 0, c = 0, x = 0, y = 0, z = 0] = solution;
    return {
      rotation: rotationFromVector([a, b, c]),
      translation: [x, y, z],
      residualMm: Math.sqrt(squareSum / weightSum),
      matched: equations.count,
    };
  }
}

/** First `before`, then `step`. */
function compose(step: RigidTransform, before: RigidTransform): RigidTransform {
  const [x, y, z] = rotate(step.rotation, ...before.translation);
  const [tx, ty, tz] = step.translation;
  return {
    rotation: multiply(step.rotation, before.rotation),
    translation: [x + tx, y + ty, z + tz],
  };
}

/** Whether a step moves less than a hundredth of a degree and of a millimetre. */
function isStandstill({ rotation, translation }: RigidTransform): boolean {
  const turn = Math.hypot(rotation[7], rotation[2], rotation[3]);
  return turn < 2e-4 && Math.hypot(...translation) < 0.03;
}

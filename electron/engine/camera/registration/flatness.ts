/** How flat a wall is in a registered frame. */
import type { RgbdFrame } from '../../../contract/frame.ts';

export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Residual {
  /** Distance along the line of sight from the plane, mm, never negative. */
  readonly residualMm: number;
  /** The reading, mm. */
  readonly z: number;
}

/**
 * Distance of each reading in `area` from the least-squares plane through all of them. In a pinhole camera the inverse
 * depth of a plane is linear in the pixel: 1/z = a·u + b·v + c. Empty with fewer than three readings.
 */
export function planeResiduals(frame: RgbdFrame, area: Rectangle): Residual[] {
  const points = pointsIn(frame, area);
  if (points.length < 3) return [];
  const plane = fitPlane(points);
  return points.map(({ u, v, z }) => ({
    residualMm: Math.abs(z - 1 / (plane[0] * u + plane[1] * v + plane[2])),
    z,
  }));
}

interface Point {
  readonly u: number;
  readonly v: number;
  readonly z: number;
}

/** Pixels are counted from the middle of the area to keep the sums well conditioned. */
function pointsIn({ depth, width: columns }: RgbdFrame, area: Rectangle): Point[] {
  const points: Point[] = [];
  for (let y = area.top; y < area.top + area.height; y++) {
    for (let x = area.left; x < area.left + area.width; x++) {
      const z = depth[y * columns + x] ?? 0;
      if (z === 0) continue;
      points.push({ u: x - area.left - area.width / 2, v: y - area.top - area.height / 2, z });
    }
  }
  return points;
}

/** Solves the normal equations by Cramer's rule; z² weighs residuals in mm instead of in 1/mm. */
function fitPlane(points: readonly Point[]): readonly [number, number, number] {
  let uu = 0;
  let uv = 0;
  let vv = 0;
  let u1 = 0;
  let v1 = 0;
  let one = 0;
  let uz = 0;
  let vz = 0;
  let z1 = 0;
  for (const { u, v, z } of points) {
    const weight = z ** 4;
    const inverse = 1 / z;
    uu += weight * u * u;
    uv += weight * u * v;
    vv += weight * v * v;
    u1 += weight * u;
    v1 += weight * v;
    one += weight;
    uz += weight * u * inverse;
    vz += weight * v * inverse;
    z1 += weight * inverse;
  }
  const whole = determinant([uu, uv, u1], [uv, vv, v1], [u1, v1, one]);
  return [
    determinant([uz, uv, u1], [vz, vv, v1], [z1, v1, one]) / whole,
    determinant([uu, uz, u1], [uv, vz, v1], [u1, z1, one]) / whole,
    determinant([uu, uv, uz], [uv, vv, vz], [u1, v1, z1]) / whole,
  ];
}

type Row = readonly [number, number, number];

const determinant = (a: Row, b: Row, c: Row): number =>
  a[0] * (b[1] * c[2] - b[2] * c[1]) -
  a[1] * (b[0] * c[2] - b[2] * c[0]) +
  a[2] * (b[0] * c[1] - b[1] * c[0]);

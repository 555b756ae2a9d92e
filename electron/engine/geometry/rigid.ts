/** Rotations and rigid transforms in 3-D, as plain arrays: a rotation is 9 numbers, row by row. */

export type Vector3 = readonly [number, number, number];
export type Rotation = readonly [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];

/** x' = rotation · x + translation. */
export interface RigidTransform {
  readonly rotation: Rotation;
  readonly translation: Vector3;
}

export const IDENTITY: Rotation = [1, 0, 0, 0, 1, 0, 0, 0, 1];

export function rotate(r: Rotation, x: number, y: number, z: number): Vector3 {
  return [
    r[0] * x + r[1] * y + r[2] * z,
    r[3] * x + r[4] * y + r[5] * z,
    r[6] * x + r[7] * y + r[8] * z,
  ];
}

export function transform(t: RigidTransform, [x, y, z]: Vector3): Vector3 {
  const [rx, ry, rz] = rotate(t.rotation, x, y, z);
  return [rx + t.translation[0], ry + t.translation[1], rz + t.translation[2]];
}

export function multiply(a: Rotation, b: Rotation): Rotation {
  const [x0, y0, z0] = rotate(a, b[0], b[3], b[6]);
  const [x1, y1, z1] = rotate(a, b[1], b[4], b[7]);
  const [x2, y2, z2] = rotate(a, b[2], b[5], b[8]);
  return [x0, x1, x2, y0, y1, y2, z0, z1, z2];
}

export function transpose(r: Rotation): Rotation {
  return [r[0], r[3], r[6], r[1], r[4], r[7], r[2], r[5], r[8]];
}

/** Inverse of `t`. */
export function invert(t: RigidTransform): RigidTransform {
  const rotation = transpose(t.rotation);
  const [x, y, z] = rotate(rotation, ...t.translation);
  return { rotation, translation: [-x, -y, -z] };
}

/** Rotation about `axis` by its length in radians (Rodrigues' formula). */
export function rotationFromVector([x, y, z]: Vector3): Rotation {
  const angle = Math.hypot(x, y, z);
  if (angle < 1e-12) return IDENTITY;
  const [u, v, w] = [x / angle, y / angle, z / angle];
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  const d = 1 - c;
  return [
    c + d * u * u,
    d * u * v - s * w,
    d * u * w + s * v,
    d * u * v + s * w,
    c + d * v * v,
    d * v * w - s * u,
    d * u * w - s * v,
    d * v * w + s * u,
    c + d * w * w,
  ];
}

/**
 * The rigid transform that carries `from` onto `to` with the least weighted squared distance, by the unit
 * quaternion of B. K. P. Horn, "Closed-form solution of absolute orientation using unit quaternions",
 * J. Opt. Soc. Am. A 4 (1987), section 4.
 *
 * @param from 3 numbers a point
 * @param to 3 numbers a point, as many as `from`
 * @param weights one non-negative number a point
 * @returns null when fewer than three points carry weight
 */
export function fitRigid(
  from: ArrayLike<number>,
  to: ArrayLike<number>,
  weights: ArrayLike<number>,
): RigidTransform | null {
  const count = weights.length;
  let total = 0;
  let used = 0;
  const a = [0, 0, 0];
  const b = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const w = weights[i] ?? 0;
    if (w <= 0) continue;
    used++;
    total += w;
    for (let j = 0; j < 3; j++) {
      a[j] = (a[j] ?? 0) + w * (from[3 * i + j] ?? 0);
      b[j] = (b[j] ?? 0) + w * (to[3 * i + j] ?? 0);
    }
  }
  if (used < 3) return null;
  const from0: Vector3 = [(a[0] ?? 0) / total, (a[1] ?? 0) / total, (a[2] ?? 0) / total];
  const to0: Vector3 = [(b[0] ?? 0) / total, (b[1] ?? 0) / total, (b[2] ?? 0) / total];
  const m = new Float64Array(9);
  for (let i = 0; i < count; i++) {
    const w = weights[i] ?? 0;
    if (w <= 0) continue;
    for (let j = 0; j < 3; j++) {
      const p = w * ((from[3 * i + j] ?? 0) - (from0[j] ?? 0));
      for (let k = 0; k < 3; k++) {
        m[3 * j + k] = (m[3 * j + k] ?? 0) + p * ((to[3 * i + k] ?? 0) - (to0[k] ?? 0));
      }
    }
  }
  const rotation = rotationFromQuaternion(largestEigenvector(hornMatrix(m)));
  const [x, y, z] = rotate(rotation, ...from0);
  return { rotation, translation: [to0[0] - x, to0[1] - y, to0[2] - z] };
}

function hornMatrix(m: Float64Array): Float64Array {
  const [xx = 0, xy = 0, xz = 0, yx = 0, yy = 0, yz = 0, zx = 0, zy = 0, zz = 0] = m;
  return Float64Array.of(
    xx + yy + zz,
    yz - zy,
    zx - xz,
    xy - yx,
    yz - zy,
    xx - yy - zz,
    xy + yx,
    zx + xz,
    zx - xz,
    xy + yx,
    -xx + yy - zz,
    yz + zy,
    xy - yx,
    zx + xz,
    yz + zy,
    -xx - yy + zz,
  );
}

/** Eigenvector of the largest eigenvalue of a symmetric 4×4 matrix, by cyclic Jacobi rotations. */
function largestEigenvector(matrix: Float64Array): readonly number[] {
  const n = 4;
  const a = Float64Array.from(matrix);
  const v = new Float64Array(n * n);
  for (let i = 0; i < n; i++) v[n * i + i] = 1;
  for (let sweep = 0; sweep < 30; sweep++) {
    let off = 0;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) off += (a[n * p + q] ?? 0) ** 2;
    if (off < 1e-22) break;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) jacobiRotation(a, v, n, p, q);
    }
  }
  let best = 0;
  for (let i = 1; i < n; i++) if ((a[n * i + i] ?? 0) > (a[n * best + best] ?? 0)) best = i;
  return [0, 1, 2, 3].map((i) => v[n * i + best] ?? 0);
}

function jacobiRotation(a: Float64Array, v: Float64Array, n: number, p: number, q: number): void {
  const apq = a[n * p + q] ?? 0;
  if (Math.abs(apq) < 1e-300) return;
  const theta = ((a[n * q + q] ?? 0) - (a[n * p + p] ?? 0)) / (2 * apq);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < n; k++) {
    const kp = a[n * k + p] ?? 0;
    const kq = a[n * k + q] ?? 0;
    a[n * k + p] = c * kp - s * kq;
    a[n * k + q] = s * kp + c * kq;
  }
  for (let k = 0; k < n; k++) {
    const pk = a[n * p + k] ?? 0;
    const qk = a[n * q + k] ?? 0;
    a[n * p + k] = c * pk - s * qk;
    a[n * q + k] = s * pk + c * qk;
    const vp = v[n * k + p] ?? 0;
    const vq = v[n * k + q] ?? 0;
    v[n * k + p] = c * vp - s * vq;
    v[n * k + q] = s * vp + c * vq;
  }
}

function rotationFromQuaternion(q: readonly number[]): Rotation {
  const length = Math.hypot(...q) || 1;
  const [w = 1, x = 0, y = 0, z = 0] = q.map((c) => c / length);
  return [
    1 - 2 * (y * y + z * z),
    2 * (x * y - w * z),
    2 * (x * z + w * y),
    2 * (x * y + w * z),
    1 - 2 * (x * x + z * z),
    2 * (y * z - w * x),
    2 * (x * z - w * y),
    2 * (y * z + w * x),
    1 - 2 * (x * x + y * y),
  ];
}

/**
 * Solves A x = b for a symmetric positive definite A by Cholesky's decomposition.
 *
 * @param a n×n, row by row; overwritten
 * @param b n numbers; overwritten with x
 * @returns false when A is not positive definite
 */
export function solveSymmetric(a: Float64Array, b: Float64Array): boolean {
  const n = b.length;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[n * i + j] ?? 0;
      for (let k = 0; k < j; k++) sum -= (a[n * i + k] ?? 0) * (a[n * j + k] ?? 0);
      if (i === j) {
        if (!(sum > 0)) return false;
        a[n * i + i] = Math.sqrt(sum);
      } else {
        a[n * i + j] = sum / (a[n * j + j] ?? 1);
      }
    }
  }
  for (let i = 0; i < n; i++) {
    let sum = b[i] ?? 0;
    for (let k = 0; k < i; k++) sum -= (a[n * i + k] ?? 0) * (b[k] ?? 0);
    b[i] = sum / (a[n * i + i] ?? 1);
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = b[i] ?? 0;
    for (let k = i + 1; k < n; k++) sum -= (a[n * k + i] ?? 0) * (b[k] ?? 0);
    b[i] = sum / (a[n * i + i] ?? 1);
  }
  return true;
}

/** A point or direction; in person space centimetres (x image right, y up, z to the camera). */
export type Vec3 = readonly [number, number, number];

/** Array read: 0 outside the array. Hot loops write `a[i] ?? 0`, which engines specialise for the kind of array. */
export const at = (values: ArrayLike<number>, index: number): number => values[index] ?? 0;

export const vectorAt = (values: ArrayLike<number>, index: number): Vec3 => [
  values[3 * index] ?? 0,
  values[3 * index + 1] ?? 0,
  values[3 * index + 2] ?? 0,
];

export const clamp = (x: number, low = 0, high = 1): number =>
  x < low ? low : x > high ? high : x;

export const mix = (a: number, b: number, t: number): number => a + (b - a) * t;

/** 0 at `from`, 1 at `to` (which may be smaller), smooth in between: 3t² − 2t³. */
export function smoothstep(from: number, to: number, x: number): number {
  const t = clamp((x - from) / (to - from));
  return t * t * (3 - 2 * t);
}

/** Gaussian hill of height 1 at (cx, cy) that falls to 1/e at the radii. */
export function hill(x: number, y: number, cx: number, cy: number, rx: number, ry: number): number {
  const a = (x - cx) / rx;
  const b = (y - cy) / ry;
  return Math.exp(-(a * a + b * b));
}

export const dot = (a: Vec3, b: Vec3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

export const sum = (a: Vec3, b: Vec3): Vec3 => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];

export const difference = (a: Vec3, b: Vec3): Vec3 => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];

export const scaled = (a: Vec3, k: number): Vec3 => [a[0] * k, a[1] * k, a[2] * k];

export const mixed = (a: Vec3, b: Vec3, t: number): Vec3 => [
  mix(a[0], b[0], t),
  mix(a[1], b[1], t),
  mix(a[2], b[2], t),
];

export const cross = (a: Vec3, b: Vec3): Vec3 => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

export const length = (a: Vec3): number => Math.sqrt(dot(a, a));

/** Unit vector; the zero vector stays zero. */
export const normalised = (a: Vec3): Vec3 => scaled(a, 1 / (length(a) || 1));

/** Piecewise linear function through (x, y) knots of ascending x, constant outside. */
export function piecewise(knots: readonly (readonly [number, number])[], x: number): number {
  let previous = knots[0] ?? [0, 0];
  if (x <= previous[0]) return previous[1];
  for (let i = 0; i < knots.length; i++) {
    const knot = knots[i] ?? previous;
    if (x <= knot[0]) {
      return mix(previous[1], knot[1], (x - previous[0]) / (knot[0] - previous[0] || 1));
    }
    previous = knot;
  }
  return previous[1];
}

/** Component `axis` of a vertex attribute inside a triangle, from the weights of its second and third corner. */
export function blendCorners(
  values: ArrayLike<number>,
  channels: number,
  axis: number,
  corners: Vec3,
  second: number,
  third: number,
): number {
  return (
    (1 - second - third) * (values[channels * corners[0] + axis] ?? 0) +
    second * (values[channels * corners[1] + axis] ?? 0) +
    third * (values[channels * corners[2] + axis] ?? 0)
  );
}

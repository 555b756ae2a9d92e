/**
 * Kinect v2: colour onto the grid of the depth camera, with lens distortion removed. The model is the device's own, as
 * in libfreenect2 (src/registration.cpp); the arithmetic is in single precision like there, so that both agree to the
 * pixel.
 */
import type { KinectV2Calibration } from '../sensor-frame.ts';
import { COLOR_HEIGHT, COLOR_WIDTH, DEPTH_HEIGHT, DEPTH_WIDTH } from './kinect-v2-model.ts';

export interface RegisteredKinectV2 {
  /** Millimetres, 0 = no reading. */
  readonly depth: Uint16Array;
  /** RGBA; (0, 0, 0, 0) where depth has no reading, or one that the colour camera cannot see. */
  readonly color: Uint8Array;
  readonly infrared?: Uint16Array;
}

/**
 * @param depth 512×424 mm, 0 = no reading
 * @param color 1920×1080 RGBA
 * @param infrared 512×424
 */
export type RegisterKinectV2 = (
  depth: Uint16Array,
  color: Uint8Array,
  infrared?: Uint16Array,
) => RegisteredKinectV2;

/** Where colour shows the point that depth, without its lens's distortion, sees at (x, y) `distanceMm` away; pixels. */
export type PointInColor = (
  x: number,
  y: number,
  distanceMm: number,
) => { readonly x: number; readonly y: number };

const PIXELS = DEPTH_WIDTH * DEPTH_HEIGHT;
/** Scale of the polynomials: depth pixels and colour pixels to their units. Fixed in the device's software. */
const DEPTH_UNIT = Math.fround(0.01);
const COLOR_UNIT = Math.fround(0.002199);
/** Readings that are farther by no more than this share belong to the same surface. */
const SAME_SURFACE = Math.fround(0.01);
/** Farther than every reading. */
const NOTHING = 65_535;
const { fround } = Math;

/**
 * Creates the registration of one device; its tables are computed once and kept for its next start. The result has its
 * own arrays.
 */
export function kinectV2Registration(calibration: KinectV2Calibration): RegisterKinectV2 {
  const { source, column, row } = tablesOf(calibration);
  const landing = landingOf(calibration, column, row);
  // Both are reused: where each reading lands in colour, and the nearest reading that lands around a colour pixel of
  // its row.
  const target = new Int32Array(PIXELS);
  const nearest = new Uint16Array(COLOR_WIDTH * (COLOR_HEIGHT + 2));

  return (depth, color, infrared) => {
    const straight = take(depth, source);
    landing(straight, target);
    hide(straight, target, nearest);
    return {
      depth: straight,
      color: visibleColor(straight, wordsOf(color), target, nearest),
      ...(infrared === undefined ? {} : { infrared: take(infrared, source) }),
    };
  };
}

/**
 * The same mapping for single points, which may lie outside both pictures: points outside depth are those of its border.
 */
export function kinectV2PointInColor(calibration: KinectV2Calibration): PointInColor {
  const { column, row } = tablesOf(calibration);
  const { fx, cx, shiftM } = calibration.color;
  return (x, y, distanceMm) => {
    const i = onGrid(y, DEPTH_HEIGHT) * DEPTH_WIDTH + onGrid(x, DEPTH_WIDTH);
    const mirrored = ((column[i] ?? 0) + shiftM / distanceMm) * fx + cx;
    return { x: COLOR_WIDTH - 1 - mirrored, y: row[i] ?? 0 };
  };
}

const onGrid = (place: number, size: number): number =>
  Math.min(size - 1, Math.max(0, Math.round(place)));

/** Writes into `target` which pixel of colour sees each reading; −1 for none. */
function landingOf({ color }: KinectV2Calibration, column: Float32Array, row: Int32Array) {
  const focal = fround(color.fx);
  const shift = fround(color.shiftM);
  // Adds half a pixel: the conversion to an integer truncates.
  const centre = fround(fround(color.cx) + 0.5);
  return (depth: Uint16Array, target: Int32Array): void => {
    for (let i = 0; i < PIXELS; i++) {
      const z = depth[i] ?? 0;
      const y = row[i] ?? -1;
      target[i] = -1;
      if (z === 0 || y < 0 || y >= COLOR_HEIGHT) continue;
      const parallax = fround((column[i] ?? 0) + fround(shift / z));
      const mirrored = Math.trunc(fround(fround(parallax * focal) + centre));
      if (mirrored < 0 || mirrored >= COLOR_WIDTH) continue;
      target[i] = y * COLOR_WIDTH + COLOR_WIDTH - 1 - mirrored;
    }
  };
}

/**
 * Keeps, for each pixel of colour, the nearest reading that lands in its row within two pixels. There is one more row
 * above and one below than in colour.
 */
function hide(depth: Uint16Array, target: Int32Array, nearest: Uint16Array): void {
  nearest.fill(NOTHING);
  for (let i = 0; i < PIXELS; i++) {
    const at = target[i] ?? -1;
    if (at < 0) continue;
    const z = depth[i] ?? 0;
    const last = at + COLOR_WIDTH + 2;
    for (let near = last - 4; near <= last; near++) {
      if (z < (nearest[near] ?? 0)) nearest[near] = z;
    }
  }
}

/** The colour of each reading that is not hidden: nothing nearer lands in its row or an adjacent one. */
function visibleColor(
  depth: Uint16Array,
  color: Int32Array,
  target: Int32Array,
  nearest: Uint16Array,
): Uint8Array {
  const visible = new Int32Array(PIXELS);
  for (let i = 0; i < PIXELS; i++) {
    const at = target[i] ?? -1;
    if (at < 0) continue;
    const z = depth[i] ?? 0;
    const above = nearest[at] ?? 0;
    const beside = nearest[at + COLOR_WIDTH] ?? 0;
    const below = nearest[at + 2 * COLOR_WIDTH] ?? 0;
    const first = above < beside ? above : beside;
    const before = z - (first < below ? first : below);
    if (before > 0 && fround(before / z) > SAME_SURFACE) continue;
    visible[i] = color[at] ?? 0;
  }
  return new Uint8Array(visible.buffer);
}

/** `image` without lens distortion; 0 outside it. */
function take(image: Uint16Array, source: Int32Array): Uint16Array {
  const straight = new Uint16Array(PIXELS);
  for (let i = 0; i < PIXELS; i++) {
    const from = source[i] ?? -1;
    if (from >= 0) straight[i] = image[from] ?? 0;
  }
  return straight;
}

/** Four bytes each: one pixel. */
function wordsOf(color: Uint8Array): Int32Array {
  const { buffer, byteOffset, length } = color;
  if (byteOffset % 4 === 0) return new Int32Array(buffer, byteOffset, length / 4);
  return new Int32Array(Uint8Array.from(color).buffer);
}

interface Tables {
  /** Index in the distorted picture of an undistorted pixel; −1 outside it. */
  readonly source: Int32Array;
  /** Column in colour of what is infinitely far, from the principal point and in focal lengths; mirrored. */
  readonly column: Float32Array;
  readonly row: Int32Array;
}

/** Tables of the last device: usually the same one is started again. */
let known: { readonly calibration: string; readonly tables: Tables } | null = null;

function tablesOf(calibration: KinectV2Calibration): Tables {
  const text = JSON.stringify(calibration);
  if (known?.calibration !== text) {
    known = { calibration: text, tables: computeTables(calibration) };
  }
  return known.tables;
}

function computeTables({ depth, color }: KinectV2Calibration): Tables {
  const source = new Int32Array(PIXELS);
  const column = new Float32Array(PIXELS);
  const row = new Int32Array(PIXELS);
  const mapX = polynomial(color.mx);
  const mapY = polynomial(color.my);
  const focal = fround(fround(color.fx) * COLOR_UNIT);
  const parallax = fround(fround(color.shiftM) / fround(color.shiftD));
  const distort = lensOf(depth);
  for (let y = 0, i = 0; y < DEPTH_HEIGHT; y++) {
    for (let x = 0; x < DEPTH_WIDTH; x++, i++) {
      const mirrored = DEPTH_WIDTH - 1 - x;
      const [lensX, lensY] = distort(mirrored, y);
      const sourceX = Math.trunc(fround(lensX + 0.5));
      const sourceY = Math.trunc(fround(lensY + 0.5));
      const inside =
        sourceX >= 0 && sourceX < DEPTH_WIDTH && sourceY >= 0 && sourceY < DEPTH_HEIGHT;
      source[i] = inside ? sourceY * DEPTH_WIDTH + DEPTH_WIDTH - 1 - sourceX : -1;
      const u = fround(fround(mirrored - fround(depth.cx)) * DEPTH_UNIT);
      const v = fround(fround(y - fround(depth.cy)) * DEPTH_UNIT);
      column[i] = fround(fround(mapX(u, v) / focal) - parallax);
      row[i] = Math.trunc(fround(fround(fround(mapY(u, v) / COLOR_UNIT) + fround(color.cy)) + 0.5));
    }
  }
  return { source, column, row };
}

/** Where the lens puts the pixel that a pinhole would see at (x, y); Brown's model. */
function lensOf(camera: KinectV2Calibration['depth']) {
  const pinhole = { fx: fround(camera.fx), fy: fround(camera.fy) };
  const { cx, cy } = { cx: fround(camera.cx), cy: fround(camera.cy) };
  const radial = { k1: fround(camera.k1), k2: fround(camera.k2), k3: fround(camera.k3) };
  const tangential = { p1: fround(camera.p1), p2: fround(camera.p2) };
  return (x: number, y: number): readonly [number, number] => {
    const dx = fround(fround(x - cx) / pinhole.fx);
    const dy = fround(fround(y - cy) / pinhole.fy);
    const dx2 = fround(dx * dx);
    const dy2 = fround(dy * dy);
    const r2 = fround(dx2 + dy2);
    const dxdy2 = fround(fround(2 * dx) * dy);
    const inner = fround(fround(fround(radial.k3 * r2) + radial.k2) * r2);
    const stretch = fround(1 + fround(fround(inner + radial.k1) * r2));
    const bend = (d: number, d2: number, along: number, across: number) => {
      const main = fround(fround(d * stretch) + fround(along * fround(r2 + fround(2 * d2))));
      return fround(main + fround(across * dxdy2));
    };
    return [
      fround(fround(pinhole.fx * bend(dx, dx2, tangential.p2, tangential.p1)) + cx),
      fround(fround(pinhole.fy * bend(dy, dy2, tangential.p1, tangential.p2)) + cy),
    ];
  };
}

/** Cubic polynomial, in single precision and in the order of libfreenect2. */
function polynomial(factors: readonly number[]): (u: number, v: number) => number {
  const of = (power: number) => fround(factors[power] ?? 0);
  const [xxx, yyy, xxy, xyy] = [of(0), of(1), of(2), of(3)];
  const [xx, yy, xy, x, y, one] = [of(4), of(5), of(6), of(7), of(8), of(9)];
  return (u, v) => {
    const uu = fround(u * u);
    const vv = fround(v * v);
    let sum = fround(fround(uu * u) * xxx);
    sum = fround(sum + fround(fround(vv * v) * yyy));
    sum = fround(sum + fround(fround(uu * v) * xxy));
    sum = fround(sum + fround(fround(vv * u) * xyy));
    sum = fround(sum + fround(uu * xx));
    sum = fround(sum + fround(vv * yy));
    sum = fround(sum + fround(fround(u * v) * xy));
    sum = fround(sum + fround(u * x));
    sum = fround(sum + fround(v * y));
    return fround(sum + one);
  };
}

/** Frames of the mean head itself in a known pose: ground truth for tests of everything that measures heads. */
import type { RgbdFrame } from '../../../contract/frame.ts';
import { rotationFromAngles } from '../../geometry/euler.ts';
import { LANDMARKS_68, LEFT_EYE, RIGHT_EYE } from '../landmarks/landmark-indices.ts';
import { HEAD_GRID, type MeanHead } from './mean-head.ts';
import { transform, type RigidTransform, type Vector3 } from '../../geometry/rigid.ts';

export interface PosedHead {
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
  readonly distanceMm: number;
}

const SIZE = { width: 320, height: 320 };
const INTRINSICS = { fx: 365.5, fy: 365.5, cx: 160, cy: 160 };

/** Draws the surface `z(x, y)` of HEAD_GRID in the given pose; default: the surface of the mean head. */
export function drawHead(
  mean: MeanHead,
  { yaw, pitch, roll, distanceMm }: PosedHead,
  surface: (x: number, y: number, z: number) => number = (_x, _y, z) => z,
): { readonly frame: RgbdFrame; readonly landmarks: Float32Array } {
  const toCamera: RigidTransform = {
    rotation: rotationFromAngles(yaw, pitch, roll),
    translation: [0, 0, distanceMm],
  };
  const { width, height } = SIZE;
  const depth = new Uint16Array(width * height);
  const { size, millimetresPerPixel } = HEAD_GRID;
  const fine = 4;
  for (let v = 0; v < (size - 1) * fine; v++) {
    for (let u = 0; u < (size - 1) * fine; u++) {
      const z = bilinear(mean.relief, u / fine, v / fine);
      if (Number.isNaN(z)) continue;
      const x = (u / fine - size / 2) * millimetresPerPixel;
      const y = (v / fine - size / 2) * millimetresPerPixel;
      const point = transform(toCamera, [x, y, surface(x, y, z)]);
      const [column, row] = project(point).map(Math.round);
      if (column === undefined || row === undefined) continue;
      if (column < 0 || row < 0 || column >= width || row >= height) continue;
      const cell = row * width + column;
      const before = depth[cell] ?? 0;
      if (before === 0 || point[2] < before) depth[cell] = Math.round(point[2]);
    }
  }
  return { frame: frameOf(depth), landmarks: landmarksOf(mean, toCamera, surface) };
}

function landmarksOf(
  mean: MeanHead,
  toCamera: RigidTransform,
  surface: (x: number, y: number, z: number) => number,
): Float32Array {
  const landmarks = new Float32Array(468 * 3).fill(NaN);
  const place = (index: number, [x, y, z]: Vector3) => {
    const [column = 0, row = 0] = project(transform(toCamera, [x, y, surface(x, y, z)]));
    landmarks.set([column, row, 0], 3 * index);
  };
  const at = (i: number): Vector3 => [
    mean.landmarks[3 * i] ?? 0,
    mean.landmarks[3 * i + 1] ?? 0,
    mean.landmarks[3 * i + 2] ?? 0,
  ];
  LANDMARKS_68.forEach((index, i) => {
    place(index, at(i));
  });
  // The lids lie between the corners; the fixture needs no more than that.
  const between = (a: number, b: number): Vector3 => {
    const [p, q] = [at(a), at(b)];
    return [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2, (p[2] + q[2]) / 2];
  };
  for (const index of RIGHT_EYE.slice(2)) place(index, between(36, 39));
  for (const index of LEFT_EYE.slice(2)) place(index, between(42, 45));
  const centre = landmarks.filter((value) => !Number.isNaN(value));
  const [x, y] = [centre[0] ?? 0, centre[1] ?? 0];
  // Points that the mean head does not name are placed on one that it does, so that bounding boxes stay right.
  for (let i = 0; i < landmarks.length; i += 3) {
    if (Number.isNaN(landmarks[i])) landmarks.set([x, y, 0], i);
  }
  return landmarks;
}

const project = ([x, y, z]: Vector3): readonly number[] => [
  (INTRINSICS.fx * x) / z + INTRINSICS.cx,
  (INTRINSICS.fy * y) / z + INTRINSICS.cy,
];

function bilinear(map: Float32Array, x: number, y: number): number {
  const u = Math.floor(x);
  const v = Math.floor(y);
  const [a, b] = [x - u, y - v];
  const at = (i: number, j: number) => map[(v + j) * HEAD_GRID.size + u + i] ?? NaN;
  return (1 - b) * ((1 - a) * at(0, 0) + a * at(1, 0)) + b * ((1 - a) * at(0, 1) + a * at(1, 1));
}

function frameOf(depth: Uint16Array): RgbdFrame {
  const { width, height } = SIZE;
  const color = new Uint8Array(4 * width * height);
  for (let i = 0; i < width * height; i++) color.set([i % 256, (i >> 8) % 256, 128, 255], 4 * i);
  return {
    sequence: 0,
    timeMs: 0,
    width,
    height,
    color,
    depth,
    camera: { name: 'fixture', serial: '', intrinsics: INTRINSICS, trust: 'virtual' },
  };
}

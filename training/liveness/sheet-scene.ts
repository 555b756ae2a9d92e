import type { RgbdFrame } from '../../electron/contract/frame.ts';
import { SENSOR_GRIDS } from '../../electron/engine/camera/virtual/virtual-sensor.ts';
import { rotationFromAngles } from '../../electron/engine/geometry/euler.ts';
import {
  rotate,
  transform,
  type RigidTransform,
  type Vector3,
} from '../../electron/engine/geometry/rigid.ts';
import { HEAD_GRID, type MeanHead } from '../../electron/engine/vision/head/mean-head.ts';
import type { Random } from '../synthesis/people/random.ts';
import type { Sensor } from '../synthesis/population/views/view-plan.ts';
import { DepthCanvas, type SurfaceGrid } from './depth-canvas.ts';
import type { DepthSensors } from '../synthesis/population/views/depth-sensors.ts';
import { sampleOptics, throughOptics } from './sensor-optics.ts';
import {
  sampleSheet,
  SMOOTHINGS_MM,
  type PrintedFace,
  type SheetForm,
  type SheetShape,
} from './sheet-shape.ts';
import { blurredRelief } from './blurred-relief.ts';

/** A photographed sheet and where the 68 landmarks of the face on it lie. */
export interface SheetPicture {
  readonly frame: RgbdFrame;
  readonly pixels: [number, number][];
  readonly shape: SheetShape;
}

const SHEET_STEP_MM = 3;
const SHEET_HALF_MM = 180;
const FARTHEST_MM = 1400;
/** The front of the mean head's nose, before which a sheet is held: mm from its origin. */
const NOSE_MM = 30;
/** Print is dark around brows, eyes and mouth, so far about each landmark, mm. */
const INK_MM = 5;
const [BROWS, MOUTH] = [17, 48];

/** Photographs sheets in the hands of people as a depth camera would. */
export class SheetScene {
  readonly #mean: MeanHead;
  readonly #smooth: ReadonlyMap<number, Float32Array>;

  constructor(mean: MeanHead) {
    this.#mean = mean;
    this.#smooth = new Map(SMOOTHINGS_MM.map((mm) => [mm, blurredRelief(mean, mm)]));
  }

  photograph(form: SheetForm, sensors: DepthSensors, timeMs: number, random: Random): SheetPicture {
    const sensor: Sensor = random.chance(0.7) ? 'kinect-v2' : 'kinect-v1';
    const isOnFace = form === 'worn' || form === 'half-mask';
    const printed = this.#printFace(isOnFace ? 1 : random.range(0.85, 1.15), random);
    const face = faceOn(printed, isOnFace ? 1 : scaleOf(printed, this.#mean));
    const worn = (across: number, down: number, smoothing: number): number =>
      reliefAt(this.#smooth.get(smoothing), across, down);
    const shape = sampleSheet(form, face, worn, random);
    const distance = random.range(sensor === 'kinect-v1' ? 500 : 400, FARTHEST_MM);
    const toCamera = sampleHold(distance, random);
    const { fx, fy, cx, cy } = SENSOR_GRIDS[sensor].camera.intrinsics;
    const [x, y, z] = toCamera.translation;
    const half = Math.ceil((fx * 230) / distance);
    const left = Math.round((fx * x) / z + cx) - half;
    const top = Math.round((fy * y) / z + cy) - half;
    const intrinsics = { fx, fy, cx: cx - left, cy: cy - top };
    const wallMm = distance + random.range(300, 1800);
    const canvas = new DepthCanvas(2 * half, 2 * half, intrinsics, wallMm);
    const steps = Math.floor((2 * SHEET_HALF_MM) / SHEET_STEP_MM) + 1;
    canvas.draw(
      {
        columns: steps,
        rows: steps,
        at: (column, row) =>
          shape.at(column * SHEET_STEP_MM - SHEET_HALF_MM, row * SHEET_STEP_MM - SHEET_HALF_MM),
      },
      toCamera,
    );
    if (isOnFace || shape.holes || random.chance(0.5)) {
      this.#drawHolder(canvas, toCamera, shape, random);
    }
    const pixels = printed.map(([s, t]): [number, number] => {
      const [px, py, pz] = transform(toCamera, shape.solidAt(s, t));
      return [(fx * px) / pz + intrinsics.cx, (fy * py) / pz + intrinsics.cy];
    });
    const ink = inkOf(pixels, canvas, (INK_MM * fx) / distance);
    const depth = throughOptics(canvas, sampleOptics(random), ink, random);
    if (form === 'tablet') hideInGlare(depth, canvas.width, random);
    const coarse = sensor === 'kinect-v2' && random.chance(0.5);
    const { width, height, surface } = canvas;
    const clean = { width, height, surface, intrinsics, depth };
    return { frame: sensors.measure(clean, sensor, coarse, timeMs), pixels, shape };
  }

  /** The 68 landmarks of a photographed face on the paper, mm. */
  #printFace(scale: number, random: Random): [number, number][] {
    const rotation = rotationFromAngles(10 * random.normal(), 7 * random.normal(), 0);
    const wide = scale * (1 + 0.05 * random.normal());
    const high = scale * (1 + 0.05 * random.normal());
    return Array.from({ length: 68 }, (_, i): [number, number] => {
      const [a = 0, b = 0, c = 0] = this.#mean.landmarks.subarray(3 * i, 3 * i + 3);
      const [x, y] = rotate(rotation, a, b, c);
      return [wide * x + 1.5 * random.normal(), high * y + 1.5 * random.normal()];
    });
  }

  /** Whoever holds or wears the sheet: their head right behind it, behind its holes, or farther back. */
  #drawHolder(
    canvas: DepthCanvas,
    toCamera: RigidTransform,
    { form, holes }: SheetShape,
    random: Random,
  ): void {
    const { size, millimetresPerPixel } = HEAD_GRID;
    const { relief } = this.#mean;
    const behind = placeBehind(form, holes, random);
    const stretch = 1 + 0.06 * random.normal();
    const head: SurfaceGrid = {
      columns: size,
      rows: size,
      at: (column, row) => {
        const z = relief[row * size + column] ?? NaN;
        const [x, y] = [
          (column - size / 2) * millimetresPerPixel,
          (row - size / 2) * millimetresPerPixel,
        ];
        return Number.isNaN(z)
          ? null
          : [stretch * x + behind[0], stretch * y + behind[1], z + behind[2]];
      },
    };
    canvas.draw(head, toCamera);
  }
}

function placeBehind(form: SheetForm, holes: boolean, random: Random): Vector3 {
  const beside: [number, number] = [2 * random.normal(), 3 * random.normal()];
  if (form === 'worn') return [...beside, random.range(3, 15)];
  if (form === 'half-mask') return [...beside, NOSE_MM + random.range(-12, 15)];
  return holes
    ? [5 * random.normal(), 6 * random.normal(), random.range(14, 60)]
    : [60 * random.normal(), random.range(-120, 60), random.range(40, 250)];
}

const sampleHold = (distance: number, random: Random): RigidTransform => ({
  rotation: rotationFromAngles(
    within(18 * random.normal(), 45),
    within(13 * random.normal(), 35),
    within(7 * random.normal(), 20),
  ),
  translation: [random.range(-0.1, 0.1) * distance, random.range(-0.1, 0.1) * distance, distance],
});

/** Share of the lamp's light that ink swallows in each pixel, 0 to 1. */
function inkOf(
  pixels: readonly (readonly [number, number])[],
  { width, height }: DepthCanvas,
  radius: number,
): Float32Array {
  const ink = new Float32Array(width * height);
  pixels.forEach(([u, v], i) => {
    const isDark = i >= BROWS && (i < 27 || (i >= 36 && i < MOUTH));
    const share = isDark ? 1 : i >= MOUTH ? 0.4 : 0;
    if (share === 0) return;
    for (let y = Math.max(0, Math.floor(v - radius)); y <= Math.min(height - 1, v + radius); y++) {
      for (let x = Math.max(0, Math.floor(u - radius)); x <= Math.min(width - 1, u + radius); x++) {
        if (Math.hypot(x - u, y - v) > radius) continue;
        ink[y * width + x] = Math.max(ink[y * width + x] ?? 0, share);
      }
    }
  });
  return ink;
}

/** Takes depth away in spots where a screen mirrors the lamp. */
function hideInGlare(depth: Float32Array, width: number, random: Random): void {
  const spots = Array.from({ length: random.below(4) }, () => ({
    u: width * random.range(0.25, 0.75),
    v: width * random.range(0.25, 0.75),
    radius: width * random.range(0.02, 0.15),
  }));
  for (let i = 0; i < depth.length; i++) {
    const y = Math.floor(i / width);
    const x = i - y * width;
    if (spots.some(({ u, v, radius }) => Math.hypot(x - u, y - v) < radius)) depth[i] = 0;
  }
}

/** Nearest cell of a relief; beyond the head the height of its edge falls away steadily. */
function reliefAt(relief: Float32Array | undefined, across: number, down: number): number {
  const { size, millimetresPerPixel } = HEAD_GRID;
  const hold = (mm: number) =>
    Math.max(0, Math.min(size - 1, Math.round(mm / millimetresPerPixel + size / 2)));
  return relief?.[hold(down) * size + hold(across)] ?? 0;
}

const within = (value: number, limit: number): number => Math.max(-limit, Math.min(limit, value));

/** Size of a printed face over that of the mean head, by the distance of its outer eye corners. */
function scaleOf(points: readonly (readonly [number, number])[], mean: MeanHead): number {
  const [right, left] = [points[36] ?? [0, 0], points[45] ?? [0, 0]];
  const own = (mean.landmarks[3 * 45] ?? 0) - (mean.landmarks[3 * 36] ?? 0);
  return Math.hypot(left[0] - right[0], left[1] - right[1]) / own;
}

function faceOn(points: readonly (readonly [number, number])[], scale: number): PrintedFace {
  const middleOf = (from: number): readonly [number, number] => {
    const six = points.slice(from, from + 6);
    return [
      six.reduce((sum, [x]) => sum + x, 0) / six.length,
      six.reduce((sum, [, y]) => sum + y, 0) / six.length,
    ];
  };
  const at = (i: number): readonly [number, number] => points[i] ?? [0, 0];
  return { eyes: [middleOf(36), middleOf(42)], nose: { bridge: at(27), tip: at(30) }, scale };
}

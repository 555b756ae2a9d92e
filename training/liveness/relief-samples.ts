import type { RgbdFrame } from '../../electron/contract/frame.ts';
import { SENSOR_GRIDS } from '../../electron/engine/camera/virtual/virtual-sensor.ts';
import { rotationFromAngles } from '../../electron/engine/geometry/euler.ts';
import {
  rotate,
  transform,
  type RigidTransform,
  type Vector3,
} from '../../electron/engine/geometry/rigid.ts';
import { HeadMeter } from '../../electron/engine/vision/head/head-pose.ts';
import { HEAD_GRID, type MeanHead } from '../../electron/engine/vision/head/mean-head.ts';
import { FACE_CELLS, ReliefCells } from '../../electron/engine/vision/liveness/relief-cells.ts';
import { sampleIdentity } from '../synthesis/people/person.ts';
import { seededRandom, type Random } from '../synthesis/people/random.ts';
import { render } from '../synthesis/people/render/render.ts';
import { identitySeed, type IdentitySet } from '../synthesis/population/identity-sets.ts';
import { cropGrid, headArea } from '../synthesis/population/views/picture-crop.ts';
import { DepthSensors } from '../synthesis/population/views/depth-sensors.ts';
import { planViews, type Sensor, type ViewPlan } from '../synthesis/population/views/view-plan.ts';
import { wardrobe } from '../synthesis/population/views/wardrobe.ts';
import { DepthCanvas, type SurfaceGrid } from './depth-canvas.ts';
import { facePoints } from './printed-landmarks.ts';
import { sampleSheet, SHEET_FORMS, type PrintedFace, type SheetShape } from './sheet-shape.ts';

/** One relief as the engine measured it. */
export interface ReliefSample {
  readonly kind: 'head' | 'sheet';
  /** What is shown: `head`, `head with glasses`, `bent, nose` …, for tables. */
  readonly species: string;
  /** FACE_CELLS numbers as of `ReliefCells`; NaN where nothing was measured. */
  readonly differences: Float32Array;
}

const HEAD_STREAM = 90_001;
const SHEET_STREAM = 70_003;
const REACH_MM = { side: 240, up: 240, down: 240 } as const;
/** Children's heads are smaller; a head of another size farther away gives the same picture. */
const SIZES = { share: 0.2, least: 0.82, most: 1.06 } as const;
const SHEET_STEP_MM = 3;
const SHEET_HALF_MM = 180;

/** Measures rendered depth through the engine's own path. */
export class ReliefSampler {
  readonly #mean: MeanHead;
  readonly #meter: HeadMeter;
  readonly #cells: ReliefCells;

  constructor(mean: MeanHead) {
    this.#mean = mean;
    this.#meter = new HeadMeter(mean);
    this.#cells = new ReliefCells(mean);
  }

  /** Reliefs of one rendered person: any pose, expression, hair, beard, glasses, hand. Deterministic. */
  *heads(set: IdentitySet, index: number, count: number): Generator<ReliefSample> {
    const seed = identitySeed(set, index);
    const identity = sampleIdentity(seed);
    const random = seededRandom(seed * 17 + HEAD_STREAM);
    const plans = planViews('training', count, random);
    const dress = wardrobe(identity, random);
    const sensors = new DepthSensors(seed);
    for (const [view, plan] of plans.entries()) {
      const size = random.chance(SIZES.share) ? random.range(SIZES.least, SIZES.most) : 1;
      const { width, height, camera } = SENSOR_GRIDS[plan.sensor];
      const full = { width, height, intrinsics: camera.intrinsics };
      const crop = cropGrid(full, headArea(full, plan.pose, REACH_MM));
      const { pose, light, expression } = plan;
      const drawn = render(dress(plan, view), {
        ...{ camera: crop, pose, light, expression },
        ...{ supersampling: 1, depthOnly: true },
      });
      const depth = drawn.depth.map((z) => (z === 0 ? plan.room.wallDistanceMm : size * z));
      const clean = { ...drawn, depth, intrinsics: crop.intrinsics };
      const frame = sensors.measure(clean, plan.sensor, plan.coarseDepth, 10_000 * view);
      const pixels = Array.from({ length: 68 }, (_, i): [number, number] => [
        drawn.landmarks[3 * i] ?? 0,
        drawn.landmarks[3 * i + 1] ?? 0,
      ]);
      const differences = this.#measure(frame, facePoints(pixels, random));
      if (differences !== null) yield { kind: 'head', species: speciesOf(plan, size), differences };
    }
  }

  /** Reliefs of random sheets with a face printed on them. Deterministic. */
  *sheets(set: IdentitySet, index: number, count: number): Generator<ReliefSample> {
    const seed = identitySeed(set, index);
    const random = seededRandom(seed * 13 + SHEET_STREAM);
    const sensors = new DepthSensors(seed ^ 0x2545f);
    for (let k = 0; k < count; k++) {
      const form = SHEET_FORMS[(index * count + k) % SHEET_FORMS.length] ?? 'flat';
      const { frame, pixels, shape } = this.#photographSheet(form, sensors, 10_000 * k, random);
      const differences = this.#measure(frame, facePoints(pixels, random));
      if (differences !== null) yield { kind: 'sheet', species: nameOf(shape), differences };
    }
  }

  #measure(frame: RgbdFrame, landmarks: Float32Array): Float32Array | null {
    const measured = this.#meter.measure(frame, landmarks);
    if (measured.kind !== 'pose') return null;
    const { surface, alignment } = measured.head;
    this.#cells.measure(surface, alignment.transform);
    const { differences, counts } = this.#cells;
    const sample = new Float32Array(FACE_CELLS).fill(NaN);
    for (let i = 0; i < FACE_CELLS; i++) if ((counts[i] ?? 0) > 0) sample[i] = differences[i] ?? 0;
    return sample;
  }

  #photographSheet(
    form: SheetShape['form'],
    sensors: DepthSensors,
    timeMs: number,
    random: Random,
  ): {
    readonly frame: RgbdFrame;
    readonly pixels: [number, number][];
    readonly shape: SheetShape;
  } {
    const sensor: Sensor = random.chance(0.7) ? 'kinect-v2' : 'kinect-v1';
    const printed = this.#printFace(random);
    const shape = sampleSheet(form, faceOn(printed.points, printed.scale), random);
    const distance = random.range(sensor === 'kinect-v1' ? 500 : 400, 1400);
    const toCamera: RigidTransform = {
      rotation: rotationFromAngles(
        within(18 * random.normal(), 45),
        within(13 * random.normal(), 35),
        within(7 * random.normal(), 20),
      ),
      translation: [
        random.range(-0.1, 0.1) * distance,
        random.range(-0.1, 0.1) * distance,
        distance,
      ],
    };
    const { fx, fy, cx, cy } = SENSOR_GRIDS[sensor].camera.intrinsics;
    const [x, y, z] = toCamera.translation;
    const half = Math.ceil((fx * 230) / distance);
    const [left, top] = [
      Math.round((fx * x) / z + cx) - half,
      Math.round((fy * y) / z + cy) - half,
    ];
    const intrinsics = { fx, fy, cx: cx - left, cy: cy - top };
    const canvas = new DepthCanvas(
      2 * half,
      2 * half,
      intrinsics,
      distance + random.range(300, 1800),
    );
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
    if (shape.holes || random.chance(0.5)) {
      this.#drawHolder(canvas, toCamera, shape.holes, random);
    }
    const coarse = sensor === 'kinect-v2' && random.chance(0.5);
    const frame = sensors.measure(canvas, sensor, coarse, timeMs);
    const pixels = printed.points.map(([s, t]): [number, number] => {
      const [px, py, pz] = transform(toCamera, shape.solidAt(s, t));
      return [(fx * px) / pz + intrinsics.cx, (fy * py) / pz + intrinsics.cy];
    });
    return { frame, pixels, shape };
  }

  /** The 68 landmarks of a photographed face on the paper, mm. */
  #printFace(random: Random): { readonly points: [number, number][]; readonly scale: number } {
    const rotation = rotationFromAngles(10 * random.normal(), 7 * random.normal(), 0);
    const scale = random.range(0.85, 1.15);
    const wide = scale * (1 + 0.05 * random.normal());
    const high = scale * (1 + 0.05 * random.normal());
    const points = Array.from({ length: 68 }, (_, i): [number, number] => {
      const [a = 0, b = 0, c = 0] = this.#mean.landmarks.subarray(3 * i, 3 * i + 3);
      const [x, y] = rotate(rotation, a, b, c);
      return [wide * x + 1.5 * random.normal(), high * y + 1.5 * random.normal()];
    });
    return { points, scale };
  }

  /** Whoever holds the sheet: their head close behind its holes, or farther back. */
  #drawHolder(
    canvas: DepthCanvas,
    toCamera: RigidTransform,
    behindHoles: boolean,
    random: Random,
  ): void {
    const { size, millimetresPerPixel } = HEAD_GRID;
    const { relief } = this.#mean;
    const behind: Vector3 = behindHoles
      ? [5 * random.normal(), 6 * random.normal(), random.range(14, 60)]
      : [60 * random.normal(), random.range(-120, 60), random.range(40, 250)];
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

const within = (value: number, limit: number): number => Math.max(-limit, Math.min(limit, value));

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

function speciesOf({ glasses, hat, hand, pose }: ViewPlan, size: number): string {
  const worn = glasses ? ' with glasses' : hat ? ' with hat' : hand ? ' with hand' : '';
  const turned = Math.abs(pose.yaw) > 35 || Math.abs(pose.pitch) > 25 ? ', turned far' : '';
  return `head${worn}${size < 0.9 ? ', small' : ''}${turned}`;
}

const nameOf = ({ form, nose, holes, crumpled }: SheetShape): string =>
  form + (nose ? ', nose' : '') + (holes ? ', holes' : '') + (crumpled ? ', crumpled' : '');

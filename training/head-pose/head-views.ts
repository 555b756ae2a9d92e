import { SENSOR_GRIDS } from '../../electron/engine/camera/virtual/virtual-sensor.ts';
import { SensorNoise } from '../../electron/engine/camera/virtual/noise/sensor-noise.ts';
import type { CleanFrame } from '../../electron/engine/camera/virtual/noise/clean-frame.ts';
import type { CameraModel } from '../../electron/contract/frame.ts';
import { rotationFromAngles } from '../../electron/engine/geometry/euler.ts';
import { rotate, type Rotation, type Vector3 } from '../../electron/engine/geometry/rigid.ts';
import type { MeanHead } from '../../electron/engine/vision/head/mean-head.ts';
import { sampleIdentity } from '../synthesis/people/person.ts';
import { seededRandom, type Random } from '../synthesis/people/random.ts';
import { render, type Rendering } from '../synthesis/people/render/render.ts';
import { identitySeed, type IdentitySet } from '../synthesis/population/identity-sets.ts';
import { cropGrid, headArea } from '../synthesis/population/views/picture-crop.ts';
import { planViews, type Sensor, type ViewPlan } from '../synthesis/population/views/view-plan.ts';
import { wardrobe } from '../synthesis/population/views/wardrobe.ts';

/** Depth of a rendered head as a Kinect would measure it, and its true pose. */
export interface HeadView {
  readonly width: number;
  readonly height: number;
  /** Millimetres, 0 = no reading. */
  readonly depth: Uint16Array;
  readonly camera: CameraModel;
  /** Mean head → camera. */
  readonly rotation: Rotation;
  /** Origin of the mean head, camera space, mm. */
  readonly origin: Vector3;
}

const STREAM = 52_021;
/** Farther than anybody turns who still looks at something near the camera, degrees. */
const WIDEST = { yaw: 82, up: 50, down: 58, roll: 35 } as const;
const REACH_MM = { side: 240, up: 240, down: 240 } as const;
/** Brows, nose, eyes and mouth (Multi-PIE order): the landmarks that locate the mean head. */
const INNER = Array.from({ length: 51 }, (_, i) => i + 17);

/** Depth pictures of one rendered person in every pose. Deterministic. */
export function* headViews(
  set: IdentitySet,
  index: number,
  count: number,
  mean: MeanHead,
): Generator<HeadView> {
  const seed = identitySeed(set, index);
  const identity = sampleIdentity(seed);
  const random = seededRandom(seed * 31 + STREAM);
  const plans = planViews('training', count, random);
  const dress = wardrobe(identity, random);
  const noises: Record<Sensor, SensorNoise> = {
    'kinect-v1': new SensorNoise('kinect-v1', seed),
    'kinect-v2': new SensorNoise('kinect-v2', seed),
  };
  for (const [view, planned] of plans.entries()) {
    const plan = { ...planned, pose: { ...planned.pose, ...sampleTurn(random) } };
    // Dropouts drift with time: views of different seconds share none.
    yield measure(plan, render(dress(plan, view), drawing(plan)), noises, 10_000 * view, mean);
  }
}

function sampleTurn(random: Random) {
  const roll = Math.max(-WIDEST.roll, Math.min(WIDEST.roll, 9 * random.normal()));
  const kind = random.unit();
  const anyYaw = random.range(-WIDEST.yaw, WIDEST.yaw);
  const anyPitch = random.range(-WIDEST.up, WIDEST.down);
  if (kind < 0.3) return { yaw: 20 * random.normal(), pitch: 14 * random.normal(), roll };
  if (kind < 0.6) return { yaw: anyYaw, pitch: 12 * random.normal(), roll };
  if (kind < 0.85) return { yaw: 14 * random.normal(), pitch: anyPitch, roll };
  return { yaw: 0.7 * anyYaw, pitch: 0.7 * anyPitch, roll };
}

function drawing({ sensor, pose, light, expression }: ViewPlan) {
  const { width, height, camera } = SENSOR_GRIDS[sensor];
  const full = { width, height, intrinsics: camera.intrinsics };
  const crop = cropGrid(full, headArea(full, pose, REACH_MM));
  return { camera: crop, pose, light, expression, supersampling: 1, depthOnly: true };
}

function measure(
  plan: ViewPlan,
  { width, height, depth, surface, landmarks }: Rendering,
  noises: Record<Sensor, SensorNoise>,
  timeMs: number,
  mean: MeanHead,
): HeadView {
  const { camera } = SENSOR_GRIDS[plan.sensor];
  const { intrinsics } = drawing(plan).camera;
  for (let i = 0; i < depth.length; i++) {
    if (depth[i] === 0) depth[i] = plan.room.wallDistanceMm;
  }
  const clean: CleanFrame = {
    width,
    height,
    intrinsics,
    color: new Uint8Array(4 * width * height),
    depth,
    surface,
    subject: { left: 0, top: 0, right: width - 1, bottom: height - 1 },
  };
  const noisy = noises[plan.sensor].apply(clean, timeMs);
  const { yaw, pitch, roll } = plan.pose;
  const rotation = rotationFromAngles(yaw, pitch, roll);
  const { fx, fy, cx, cy } = intrinsics;
  const origin = [0, 0, 0];
  for (const i of INNER) {
    const [u = 0, v = 0, z = 0] = landmarks.subarray(3 * i, 3 * i + 3);
    const [a = 0, b = 0, c = 0] = mean.landmarks.subarray(3 * i, 3 * i + 3);
    const turned = rotate(rotation, a, b, c);
    [((u - cx) * z) / fx, ((v - cy) * z) / fy, z].forEach((place, axis) => {
      origin[axis] = (origin[axis] ?? 0) + (place - (turned[axis] ?? 0)) / INNER.length;
    });
  }
  const [x = 0, y = 0, z = 0] = origin;
  return {
    width,
    height,
    depth: noisy.depth,
    camera: { ...camera, intrinsics },
    rotation,
    origin: [x, y, z],
  };
}

import type { Expression } from '../synthesis/people/face-shape.ts';
import type { Pose } from '../synthesis/people/pose.ts';
import type { Random } from '../synthesis/people/random.ts';
import type { IdentitySet } from '../synthesis/population/identity-sets.ts';
import { planViews, type Sensor, type ViewPlan } from '../synthesis/population/views/view-plan.ts';

/** One time that a person is before a camera: hair, glasses, sensor and distance stay, pose and expression change. */
export interface Sitting {
  readonly name: 'enrolment' | 'any' | 'near' | 'far';
  readonly sensor: Sensor;
  /** Depth in steps of 4 mm below and 8 mm above 1024 mm. */
  readonly coarse: boolean;
  readonly poses: readonly SittingPose[];
  /** Frames of each pose, each with fresh noise. */
  readonly frames: number;
}

export interface SittingPose {
  /** How the person is dressed, and the room. */
  readonly view: ViewPlan;
  readonly pose: Pose;
  readonly expression: Expression;
}

/** Looks of an enrolment lie on a ring about straight ahead, degrees. */
const RING_DEGREES = { least: 8, most: 24 } as const;
/** An attempt takes half a second: the head hardly moves, degrees. */
const STIR_DEGREES = 2;

/**
 * For training an enrolment and three sittings of any kind; for the other sets a whole enrolment and attempts of 15
 * looks at 0.65 m and at 1.1 to 1.4 m with every sensor.
 */
export function planSittings(set: IdentitySet, random: Random): Sitting[] {
  const wears = random.chance(0.35);
  const sensor = sensorOf(random);
  if (set === 'training') {
    return [
      enrolment(random, sensor, wears, { poses: 8, frames: 2 }),
      ...[0, 1, 2].map(() => anySitting(random, wears)),
    ];
  }
  const attempt = (name: 'near' | 'far', own: Sensor, coarse: boolean): Sitting => {
    const view = planOf(random, wears);
    const distanceMm = name === 'near' ? random.range(600, 700) : random.range(1100, 1400);
    const ahead = { ...view.pose, ...facing(random), ...placeAt(distanceMm, random) };
    const poses = [0, 1, 2].map(() => ({
      view,
      pose: stirred(ahead, random),
      expression: view.expression,
    }));
    return { name, sensor: own, coarse, poses, frames: 5 };
  };
  return [
    enrolment(random, sensor, wears, { poses: 28, frames: 1 }),
    attempt('near', 'kinect-v2', false),
    attempt('near', 'kinect-v1', false),
    attempt('far', 'kinect-v2', false),
    attempt('far', 'kinect-v2', true),
    attempt('far', 'kinect-v1', false),
  ];
}

const sensorOf = (random: Random): Sensor => (random.chance(0.7) ? 'kinect-v2' : 'kinect-v1');

/** One plan of the usual kind, with glasses as its owner wears them. */
function planOf(random: Random, wears: boolean): ViewPlan {
  const [, plan] = planViews('training', 2, random);
  if (plan === undefined) throw new RangeError('No view was planned.');
  return { ...plan, glasses: random.chance(wears ? 0.7 : 0.04) };
}

function placeAt(distanceMm: number, random: Random): Pick<Pose, 'distanceMm' | 'x' | 'y'> {
  const aside = distanceMm / 8;
  return {
    distanceMm,
    x: random.range(-aside, aside),
    y: random.range(-aside / 2, aside),
  };
}

const facing = (random: Random): Pick<Pose, 'yaw' | 'pitch' | 'roll'> => ({
  yaw: 7 * random.normal(),
  pitch: 6 * random.normal(),
  roll: 3 * random.normal(),
});

const stirred = (pose: Pose, random: Random): Pose => ({
  ...pose,
  yaw: pose.yaw + STIR_DEGREES * random.normal(),
  pitch: pose.pitch + STIR_DEGREES * random.normal(),
  roll: pose.roll + 0.5 * STIR_DEGREES * random.normal(),
});

function enrolment(
  random: Random,
  sensor: Sensor,
  wears: boolean,
  { poses, frames }: { readonly poses: number; readonly frames: number },
): Sitting {
  const view = { ...planOf(random, wears), look: 0, hat: false, hand: false };
  const place = placeAt(random.range(550, 850), random);
  const ring = Array.from({ length: poses }, (_, k) => {
    const isAhead = k % 7 === 0;
    const angle = (2 * Math.PI * k) / poses;
    const turn = isAhead ? 0 : random.range(RING_DEGREES.least, RING_DEGREES.most);
    const [yaw, pitch] = [turn * Math.cos(angle), 0.8 * turn * Math.sin(angle)];
    const { roll } = facing(random);
    return {
      view,
      pose: stirred({ ...view.pose, yaw, pitch, roll, ...place }, random),
      // Enrolling people mostly keep their face; now and then they smile or talk.
      expression: random.chance(0.3) ? planOf(random, false).expression : {},
    };
  });
  return { name: 'enrolment', sensor, coarse: isCoarse(sensor, random), poses: ring, frames };
}

const isCoarse = (sensor: Sensor, random: Random): boolean =>
  sensor === 'kinect-v2' && random.chance(0.5);

function anySitting(random: Random, wears: boolean): Sitting {
  const view = planOf(random, wears);
  const sensor = sensorOf(random);
  const nearest = sensor === 'kinect-v1' ? 500 : 400;
  const place = placeAt(random.range(nearest, 1400), random);
  const poses = [0, 1, 2].map((k) => {
    const other = k === 0 ? view : planOf(random, wears);
    const turn = random.chance(0.6) ? facing(random) : other.pose;
    const { yaw, pitch, roll } = turn;
    return {
      view,
      pose: {
        ...view.pose,
        ...place,
        ...{ yaw: within(yaw, 35), pitch: within(pitch, 25), roll: within(roll, 15) },
      },
      expression: other.expression,
    };
  });
  return { name: 'any', sensor, coarse: isCoarse(sensor, random), poses, frames: 2 };
}

const within = (value: number, limit: number): number => Math.max(-limit, Math.min(limit, value));

import type { Expression } from '../../people/face-shape.ts';
import { lampDirection, sampleLight, sampleRoom } from '../../people/render/light.ts';
import type { Light, Room } from '../../people/render/light.ts';
import type { Gaze } from '../../people/eye.ts';
import type { Pose } from '../../people/pose.ts';
import type { Random } from '../../people/random.ts';
import type { IdentitySet } from '../identity-sets.ts';

export type Sensor = 'kinect-v1' | 'kinect-v2';

/** One picture to take of a person: everything but the person. */
export interface ViewPlan {
  readonly sensor: Sensor;
  /** Which of the person's looks (hair, beard, clothes, make-up): 0 or 1. */
  readonly look: number;
  readonly glasses: boolean;
  readonly hat: boolean;
  /** A hand at the chin or the cheek. */
  readonly hand: boolean;
  readonly pose: Pose;
  readonly expression: Expression;
  /** Default: at the camera. */
  readonly gaze?: Gaze;
  readonly light: Light;
  readonly room: Room;
  /** Offset of colour from depth, pixels. */
  readonly misregistration: readonly [number, number];
  /** Passes of a 3 × 3 binomial blur over the colour, 0 to 2. */
  readonly blur: number;
  /** Depth in steps of 4 mm below and 8 mm above 1024 mm. */
  readonly coarseDepth: boolean;
  /** Only the person is left in the picture, which ends close around the head. */
  readonly cutOut: boolean;
}

export const VIEW_LIMITS = { yaw: 50, pitch: 30, roll: 15, nearMm: 400, farMm: 1400 } as const;

/** People glance and lean; only some of the time do they really turn away. */
const FRONTAL_SHARE = 0.45;
/** The distance at which unseen people are evaluated, and how often the reported set keeps it. */
const REPORTED_MM = { least: 550, most: 650, share: 0.6 } as const;

/** Draws the views of one person. The first is like the start of an enrolment: nearly frontal, nothing in the way. */
export function planViews(set: IdentitySet, count: number, random: Random): ViewPlan[] {
  const wearsGlasses = random.chance(0.35);
  return Array.from({ length: count }, (_, view) =>
    view === 0
      ? planEnrolment(set, random, wearsGlasses)
      : planView(set, random, wearsGlasses ? 0.6 : 0.08),
  );
}

function planEnrolment(set: IdentitySet, random: Random, wearsGlasses: boolean): ViewPlan {
  const plan = planView(set, random, wearsGlasses ? 0.7 : 0);
  const pose = {
    ...plan.pose,
    yaw: normalWithin(random, 4, 10),
    pitch: normalWithin(random, 4, 10),
    roll: normalWithin(random, 2, 6),
  };
  return { ...plan, look: 0, hat: false, hand: false, pose };
}

function planView(set: IdentitySet, random: Random, glasses: number): ViewPlan {
  const sensor: Sensor = random.chance(0.7) ? 'kinect-v2' : 'kinect-v1';
  const distanceMm = sampleDistance(set, sensor, random);
  const aside = distanceMm / 8;
  return {
    sensor,
    look: random.below(2),
    glasses: random.chance(glasses),
    hat: random.chance(0.08),
    hand: random.chance(0.06),
    pose: {
      ...sampleTurn(random),
      distanceMm,
      x: random.range(-aside, aside),
      y: random.range(-aside / 2, aside),
    },
    expression: sampleExpression(random),
    light: sampleWideLight(random),
    room: sampleRoom(random),
    misregistration: sampleMisregistration(random),
    blur: random.weighted([
      [0, 6],
      [1, 2],
      [2, 1],
    ] as const),
    coarseDepth: sensor === 'kinect-v2' && random.chance(0.5),
    cutOut: sensor === 'kinect-v2' && random.chance(0.5),
  };
}

function sampleTurn(random: Random): Pick<Pose, 'yaw' | 'pitch' | 'roll'> {
  const { yaw, pitch, roll } = VIEW_LIMITS;
  if (random.chance(FRONTAL_SHARE)) {
    return {
      yaw: normalWithin(random, 10, yaw),
      pitch: normalWithin(random, 8, pitch),
      roll: normalWithin(random, 4, roll),
    };
  }
  return {
    yaw: random.range(-yaw, yaw),
    pitch: random.chance(0.5) ? normalWithin(random, 9, pitch) : random.range(-pitch, pitch),
    roll: normalWithin(random, 7, roll),
  };
}

function sampleDistance(set: IdentitySet, sensor: Sensor, random: Random): number {
  const { least, most, share } = REPORTED_MM;
  if (set === 'reported' && random.chance(share)) return random.range(least, most);
  // A Kinect v1 has no readings nearer than half a metre.
  const nearest = sensor === 'kinect-v1' ? 500 : VIEW_LIMITS.nearMm;
  return random.chance(0.5) ? random.range(nearest, 1000) : random.range(900, VIEW_LIMITS.farMm);
}

function sampleExpression(random: Random): Expression {
  const mood = random.weighted([
    ['neutral', 4],
    ['smile', 3],
    ['talk', 2],
    ['frown', 1],
    ['blink', 0.6],
  ] as const);
  switch (mood) {
    case 'neutral':
      return {};
    case 'smile': {
      const smile = random.range(0.15, 0.9);
      const uneven = random.range(0.85, 1.1);
      return { mouthSmile_L: smile, mouthSmile_R: smile * uneven, cheekSquint_L: 0.4 * smile };
    }
    case 'talk':
      return { jawOpen: random.range(0.05, 0.4), mouthFunnel: random.range(0, 0.4) };
    case 'frown':
      return {
        browDown_L: random.range(0.2, 0.9),
        browDown_R: random.range(0.2, 0.9),
        mouthFrown_L: random.range(0, 0.5),
        mouthFrown_R: random.range(0, 0.5),
      };
    case 'blink': {
      const lids = random.range(0.15, 0.6);
      return { eyeBlink_L: lids, eyeBlink_R: lids };
    }
  }
}

/** Room light, sometimes from the side, too dark or too bright. */
function sampleWideLight(random: Random): Light {
  const light = sampleLight(random);
  const exposure = random.chance(0.4) ? random.range(0.45, 1.6) : light.exposure;
  const whiteBalance: Light['whiteBalance'] = [
    light.whiteBalance[0] * random.range(0.92, 1.08),
    1,
    light.whiteBalance[2] * random.range(0.9, 1.1),
  ];
  if (!random.chance(0.25)) return { ...light, exposure, whiteBalance };
  const side = random.chance(0.5) ? 1 : -1;
  const direction = lampDirection(side * random.range(0.9, 1.5), random.range(-0.2, 0.8));
  const [key, ...rest] = light.lamps;
  const lamps = key === undefined ? rest : [{ ...key, direction }, ...rest];
  const dim = random.range(0.35, 0.8);
  const dimmed = ([r, g, b]: Light['sky']): Light['sky'] => [dim * r, dim * g, dim * b];
  return {
    ...light,
    lamps,
    sky: dimmed(light.sky),
    ground: dimmed(light.ground),
    exposure,
    whiteBalance,
  };
}

/** Half of all sensors are registered to the pixel, the others are 1 to 3 pixels off. */
function sampleMisregistration(random: Random): readonly [number, number] {
  const distance = random.chance(0.5) ? 0 : random.range(1, 3);
  const angle = random.range(0, 2 * Math.PI);
  return [Math.round(distance * Math.cos(angle)), Math.round(distance * Math.sin(angle))];
}

const normalWithin = (random: Random, deviation: number, limit: number): number =>
  Math.max(-limit, Math.min(limit, deviation * random.normal()));

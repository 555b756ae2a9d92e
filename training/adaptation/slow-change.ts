/** People who change slowly, as a camera sees them week after week: beards grow, the year's light turns. */
import type { FaceEmbedding } from '../../electron/contract/face-embedding.ts';
import type { Reference } from '../../electron/contract/engine/engine-messages.ts';
import { SensorNoise } from '../../electron/engine/camera/virtual/noise/sensor-noise.ts';
import type { Vision } from '../../electron/engine/vision/pipeline.ts';
import { newStream } from '../../electron/engine/vision/stream.ts';
import { buildBody, dressBody } from '../synthesis/people/atlas/virtual-person.ts';
import {
  sampleAppearance,
  sampleIdentity,
  type Appearance,
  type Identity,
} from '../synthesis/people/person.ts';
import { seededRandom, type Random } from '../synthesis/people/random.ts';
import {
  lampDirection,
  sampleRoom,
  STUDIO_LIGHT,
  type Light,
} from '../synthesis/people/render/light.ts';
import { SMALL_FACE_DETAIL } from '../synthesis/people/skin/detail.ts';
import { identitySeed, type IdentitySet } from '../synthesis/population/identity-sets.ts';
import { photograph } from '../synthesis/population/views/photograph.ts';
import type { ViewPlan } from '../synthesis/population/views/view-plan.ts';

const WEEKS = 20;
/** Looks of each week; a person comes back on as many days. */
const LOOKS_A_WEEK = 3;
/** Looks of an enrolment: ahead, and around the ring. */
const RING = { looks: 8, degrees: 16 } as const;
const STREAM = 50_021;

export interface ChangingPerson {
  readonly person: number;
  /** Whether a beard grows. */
  readonly hasBeard: boolean;
  readonly enrolled: readonly Reference[];
  /** By week, 0 is that of the enrolment; null: no face was found. */
  readonly weeks: readonly (readonly (Reference | null)[])[];
}

/** The `index`-th person of a set through `WEEKS` weeks. Deterministic. */
export async function watchPerson(
  set: IdentitySet,
  index: number,
  vision: Vision,
): Promise<ChangingPerson> {
  const seed = identitySeed(set, index);
  const identity = sampleIdentity(seed);
  const random = seededRandom(seed * 23 + STREAM);
  const body = buildBody(identity);
  const shaven = { ...sampleAppearance(identity, random.below(1000)), glasses: undefined };
  const noise = new SensorNoise('kinect-v2', seed);
  const turn = random.range(0, 2 * Math.PI);
  const room = sampleRoom(random);
  let pictures = 0;
  const look = async (week: number, yaw: number, pitch: number): Promise<Reference | null> => {
    const person = dressBody(body, withBeard(shaven, identity, week), SMALL_FACE_DETAIL);
    const pose = { yaw, pitch, roll: 2 * random.normal(), x: 0, y: 0 };
    const plan: ViewPlan = {
      ...{ sensor: 'kinect-v2', look: 0, glasses: false, hat: false, hand: false, room },
      pose: { ...pose, distanceMm: random.range(600, 750) },
      expression: random.chance(0.3) ? { mouthSmile_L: 0.4, mouthSmile_R: 0.4 } : {},
      light: lightOfYear(week, turn, random),
      ...{ misregistration: [0, 0], blur: 0, coarseDepth: false, cutOut: false },
    };
    const frame = photograph(person, plan, noise, 10_000 * pictures++);
    const options = { embed: true, stream: newStream() } as const;
    return referenceOf((await vision.process(frame, options)).embedding, yaw, pitch);
  };
  const ring = Array.from({ length: RING.looks }, (_, k) => {
    const angle = (2 * Math.PI * k) / RING.looks;
    return [RING.degrees * Math.cos(angle), 0.7 * RING.degrees * Math.sin(angle)] as const;
  });
  const enrolled: Reference[] = [];
  for (const [yaw, pitch] of [[0, 0] as const, ...ring]) {
    const reference = await look(0, yaw, pitch);
    if (reference !== null) enrolled.push(reference);
  }
  const weeks: (Reference | null)[][] = [];
  for (let week = 0; week <= WEEKS; week++) {
    const looks: (Reference | null)[] = [];
    for (let k = 0; k < LOOKS_A_WEEK; k++) {
      looks.push(await look(week, 5 * random.normal(), 4 * random.normal()));
    }
    weeks.push(looks);
  }
  return { person: index, hasBeard: identity.masculine, enrolled, weeks };
}

function referenceOf(
  embedding: FaceEmbedding | null,
  yaw: number,
  pitch: number,
): Reference | null {
  return embedding === null
    ? null
    : { embedding: embedding.vector, yaw, pitch, spectrum: 'colour' };
}

/** Shaven at the enrolment; after a fortnight of stubble the beard grows by four millimetres a month. */
function withBeard(shaven: Appearance, { masculine }: Identity, week: number): Appearance {
  const none = { kind: 'none', density: 0, length: 0 } as const;
  if (!masculine || week === 0) return { ...shaven, beard: none };
  if (week <= 2) {
    return { ...shaven, beard: { kind: 'stubble', density: 0.3 * week, length: 0.3 } };
  }
  const length = Math.min(1.5, 0.1 * week);
  return { ...shaven, beard: { kind: 'full', density: Math.min(1, 0.6 + 0.04 * week), length } };
}

/** The window's light moves along the wall and grows warmer and weaker, a little every week; no two days are alike. */
function lightOfYear(week: number, turn: number, random: Random): Light {
  const season = week / WEEKS;
  const azimuth = 0.9 * Math.sin(turn + 2.2 * season) + 0.1 * random.normal();
  const strength = (1 - 0.45 * season) * random.range(0.9, 1.1);
  const [, fill] = STUDIO_LIGHT.lamps;
  const key = {
    direction: lampDirection(azimuth, 0.5 - 0.3 * season),
    colour: [0.8 * strength, 0.74 * strength, (0.7 - 0.15 * season) * strength] as const,
  };
  return {
    ...STUDIO_LIGHT,
    lamps: fill === undefined ? [key] : [key, fill],
    exposure: random.range(0.9, 1.1),
    whiteBalance: [1 + 0.04 * season, 1, 1 - 0.06 * season],
  };
}

import type { RgbdFrame } from '../../../electron/contract/frame.ts';
import type { VirtualMotion } from '../../../electron/contract/camera.ts';
import { SeededRandom } from '../../../electron/base/seeded-random.ts';
import { intendedPose } from '../../../electron/engine/camera/virtual/motion.ts';
import type { Props } from '../../../electron/engine/camera/virtual/presentations/present.ts';
import type { VirtualPerson } from '../../../electron/engine/camera/virtual/virtual-person.ts';
import { VirtualSensor } from '../../../electron/engine/camera/virtual/virtual-sensor.ts';
import { FRAME_TIMES, TURN_TIMES } from './frame-times.ts';
import { orThrow } from '../../../electron/contract/result-fixture.ts';
import type { Subject } from '../cast/subject.ts';
import { turnAfter, type TurnDirection } from './turn.ts';
import type { Visit } from './visit.ts';

const IDLE: VirtualMotion = { kind: 'script', script: 'idle' };
const CIRCLE: VirtualMotion = { kind: 'script', script: 'head-circle' };
/** Two rounds of the head and the way there and back. */
const ENROLMENT = { seconds: 15.4, perSecond: 7.5, distanceMm: 650 } as const;
/** Nobody holds the head quite as before, degrees and mm. */
const LEAN = { yaw: 5, pitch: 4, roll: 3, aside: 25, distance: 25 } as const;

/** The frames of one attempt of a visit, or of the turn of the head that was asked for in it. Deterministic. */
export async function* visitFrames(
  visit: Visit,
  subject: Subject,
  props: Props | undefined,
  seed: number,
  turn: TurnDirection | null = null,
): AsyncGenerator<RgbdFrame> {
  const person = await (visit.day === 'enrolled' ? subject.enrolled() : subject.another());
  const random = new SeededRandom(seed);
  const around = (reach: number): number => reach * (2 * random.next() - 1);
  const lean = { yaw: around(LEAN.yaw), pitch: around(LEAN.pitch), roll: around(LEAN.roll) };
  const aside = { x: around(LEAN.aside), y: around(LEAN.aside) };
  const distanceMm = visit.distanceMm + around(LEAN.distance);
  const startMs = Math.floor(60_000 * random.next());
  const sensor = await sensorFor(subject, visit, person, props, random.nextInteger());
  const times = turn === null ? FRAME_TIMES : TURN_TIMES;
  for (const [k, timeMs] of times.entries()) {
    const pose = intendedPose(IDLE, (startMs + timeMs) / 1000, distanceMm);
    const turned = turn === null ? { yaw: 0, pitch: 0 } : turnAfter(turn, timeMs / 1000);
    const shown = {
      ...pose,
      yaw: pose.yaw + lean.yaw + turned.yaw,
      pitch: pose.pitch + lean.pitch + turned.pitch,
      roll: pose.roll + lean.roll,
      ...{ x: pose.x + aside.x, y: pose.y + aside.y },
    };
    const taken = orThrow(await sensor.capture(shown, k, startMs + timeMs, visit.light));
    yield { ...taken.frame, timeMs };
  }
}

/** The frames of an enrolment: the head goes round twice. */
export async function* enrolmentFrames(subject: Subject, seed: number): AsyncGenerator<RgbdFrame> {
  const person = await subject.enrolled();
  const scene = { presentation: 'person' } as const;
  const sensor = await sensorFor(subject, scene, person, undefined, seed);
  const { seconds, perSecond, distanceMm } = ENROLMENT;
  for (let k = 0; k < seconds * perSecond; k++) {
    const pose = intendedPose(CIRCLE, k / perSecond, distanceMm);
    const timeMs = (1000 * k) / perSecond;
    yield orThrow(await sensor.capture(pose, k, timeMs)).frame;
  }
}

const sensorFor = async (
  { sensor }: Subject,
  { presentation }: Pick<Visit, 'presentation'>,
  person: VirtualPerson,
  props: Props | undefined,
  seed: number,
): Promise<VirtualSensor> =>
  orThrow(await VirtualSensor.create({ sensor, presentation }, person, seed, props));

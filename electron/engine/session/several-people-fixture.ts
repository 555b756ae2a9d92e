/** Pictures of several people, prints and screens before one virtual sensor. */
import { join } from 'node:path';
import type { VirtualScene } from '../../contract/camera.ts';
import type { RgbdFrame } from '../../contract/frame.ts';
import { orThrow } from '../../contract/result-fixture.ts';
import { openVirtualPerson } from '../camera/virtual/atlas/people.ts';
import { STILL, type VirtualPose } from '../camera/virtual/motion.ts';
import { VirtualPerson } from '../camera/virtual/virtual-person.ts';
import { VirtualSensor } from '../camera/virtual/virtual-sensor.ts';

export const ASSETS = join(import.meta.dirname, '../../../assets');

export interface Shown extends Partial<VirtualPose> {
  readonly id: string;
  /**
   * `photo`: a print in real size; `poster`: one on the far wall, as large as it is near by its pose; `screen`: a print
   * that depth cannot measure. Default: the person.
   */
  readonly as?: 'person' | 'print-flat' | 'poster' | 'screen';
}

/** Farther away than this lies the room, mm. */
const ROOM_MM = 1900;
const POSTER_MM = 2500;
/** Stands for a screen while pictures are laid over one another: it hides what is behind and gives no depth. */
const SCREEN_MM = 1;

const sensors = new Map<string, Promise<VirtualSensor>>();

async function createSensor(
  sensor: VirtualScene['sensor'],
  id: string,
  presentation: VirtualScene['presentation'],
): Promise<VirtualSensor> {
  const person = orThrow(await VirtualPerson.create(orThrow(await openVirtualPerson(ASSETS, id))));
  return orThrow(await VirtualSensor.create({ sensor, presentation }, person, 11));
}

/** Pictures that were drawn before: the tests show the same people again and again. */
const drawn = new Map<string, Promise<RgbdFrame>>();

async function draw(
  sensor: VirtualScene['sensor'],
  { id, as = 'person', ...pose }: Shown,
): Promise<RgbdFrame> {
  const presentation = as === 'person' ? 'person' : 'print-flat';
  const key = `${sensor} ${id} ${presentation}`;
  const camera = sensors.get(key) ?? createSensor(sensor, id, presentation);
  sensors.set(key, camera);
  const { frame } = orThrow(await (await camera).capture({ ...STILL, ...pose }, 0, 0));
  return as === 'person' || as === 'print-flat' ? frame : withDepth(frame, as);
}

/** One frame that shows all of them at once; what is nearer hides what is behind. */
export async function photographAll(
  sensor: VirtualScene['sensor'],
  shown: readonly Shown[],
  sequence: number,
): Promise<RgbdFrame> {
  const frames: RgbdFrame[] = [];
  for (const one of shown) {
    const key = JSON.stringify([sensor, one]);
    const frame = drawn.get(key) ?? draw(sensor, one);
    drawn.set(key, frame);
    frames.push(await frame);
  }
  const [first, ...others] = frames;
  if (first === undefined) throw new Error('Nobody is shown.');
  const all = others.reduce(inFrontOf, copyOf(first));
  const depth = all.depth.map((z) => (z === SCREEN_MM ? 0 : z));
  return { ...all, depth, sequence, timeMs: (sequence * 1000) / 30 };
}

/** Vision may take the arrays away. */
function copyOf(frame: RgbdFrame): RgbdFrame {
  const { color, depth, infrared } = frame;
  const images = { color: color.slice(), depth: depth.slice() };
  return infrared === undefined
    ? { ...frame, ...images }
    : { ...frame, ...images, infrared: infrared.slice() };
}

/** Its subject on the far wall, or without depth. */
function withDepth(frame: RgbdFrame, as: 'poster' | 'screen'): RgbdFrame {
  const depth = frame.depth.map((z) =>
    isSubject(z) ? (as === 'poster' ? POSTER_MM : SCREEN_MM) : z,
  );
  return { ...frame, depth };
}

const isSubject = (z: number): boolean => z > 0 && z < ROOM_MM;

function inFrontOf(one: RgbdFrame, other: RgbdFrame): RgbdFrame {
  const { color, depth, infrared } = one;
  for (let i = 0; i < depth.length; i++) {
    const [mine, its] = [depth[i] ?? 0, other.depth[i] ?? 0];
    const isIts = isSubject(its)
      ? !isSubject(mine) || its < mine
      : its === POSTER_MM && !isSubject(mine);
    if (!isIts) continue;
    depth[i] = its;
    color.set(other.color.subarray(4 * i, 4 * i + 4), 4 * i);
    if (infrared !== undefined) infrared[i] = other.infrared?.[i] ?? 0;
  }
  return one;
}

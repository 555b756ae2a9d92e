/** Small imitations of people's own RGB-D data sets, made with the virtual people. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { orThrow } from '../../../electron/contract/result-fixture.ts';
import type { Presentation } from '../../../electron/contract/camera.ts';
import type { RgbdFrame } from '../../../electron/contract/frame.ts';
import {
  KINECT_V1_WIDTH,
  USUAL_KINECT_V1,
} from '../../../electron/engine/camera/registration/kinect-v1-model.ts';
import { rawToMillimetres } from '../../../electron/engine/camera/registration/raw-depth.ts';
import { asSensorFrame } from '../../../electron/engine/camera/sensor-frame.ts';
import {
  listVirtualPeople,
  openVirtualPerson,
} from '../../../electron/engine/camera/virtual/atlas/people.ts';
import { STILL } from '../../../electron/engine/camera/virtual/motion.ts';
import { RawKinectV1 } from '../../../electron/engine/camera/virtual/raw-kinect-v1-fixture.ts';
import { VirtualPerson } from '../../../electron/engine/camera/virtual/virtual-person.ts';
import { VirtualSensor } from '../../../electron/engine/camera/virtual/virtual-sensor.ts';
import { createFrameSink } from '../../../electron/engine/exchange/create-frame-sink.ts';
import {
  writeColorPicture,
  writeDepthPicture,
} from '../../../electron/engine/exchange/pictures/pictures.ts';
import { encodeBmp } from '../../../electron/engine/exchange/vap/bmp-fixture.ts';

export const ASSETS = join(import.meta.dirname, '../../../assets');

/** Ids of the virtual people. */
export const VIRTUAL_PEOPLE: readonly string[] = orThrow(await listVirtualPeople(ASSETS)).map(
  ({ id }) => id,
);

const openPerson = async (id: string): Promise<VirtualPerson> =>
  orThrow(await VirtualPerson.create(orThrow(await openVirtualPerson(ASSETS, id))));

/** The n-th shot of somebody: the first looks ahead, the others about. */
const poseOf = (n: number) => ({
  ...STILL,
  yaw: n === 0 ? 0 : 18 * Math.sin(2 * n),
  pitch: n === 0 ? 0 : 8 * Math.cos(3 * n),
});

/** Frames of somebody, or of a photo of them, before a virtual Kinect v2. */
export async function photograph(
  id: string,
  shots: number,
  seed = 7,
  presentation: Presentation = 'person',
): Promise<RgbdFrame[]> {
  const scene = { sensor: 'kinect-v2', presentation } as const;
  const camera = orThrow(await VirtualSensor.create(scene, await openPerson(id), seed));
  const frames: RgbdFrame[] = [];
  for (let n = 0; n < shots; n++) {
    frames.push(orThrow(await camera.capture(poseOf(n), n, 33 * n)).frame);
  }
  return frames;
}

/**
 * Writes a folder dataset. The first shot of each is the gallery.
 * @param people number of shots by id of a virtual person
 */
export async function writePeople(
  folder: string,
  people: Readonly<Record<string, number>>,
): Promise<void> {
  let sink: Awaited<ReturnType<typeof open>> | null = null;
  for (const [person, shots] of Object.entries(people)) {
    for (const [n, frame] of (await photograph(person, shots)).entries()) {
      sink ??= await open(folder, frame);
      const role = n === 0 ? 'gallery' : 'probe';
      const label = { person, shot: `shot-${n}`, role } as const;
      orThrow(await sink.write({ ...asSensorFrame(frame), label }));
    }
  }
  if (sink !== null) orThrow(await sink.finish());
}

/**
 * Adds two species of attacks on each person to the dataset of `writePeople`: `print`, a flat photo of them, and
 * `copy`, themselves again, as a perfect copy of the head would look.
 */
export async function addAttacks(folder: string, people: readonly string[]): Promise<void> {
  const species = { print: 'print-flat', copy: 'person' } as const;
  const attacks: Record<string, Record<string, string[]>> = {};
  for (const [name, presentation] of Object.entries(species)) {
    const byOwner: Record<string, string[]> = {};
    for (const person of people) {
      for (const { color, depth, width, height } of await photograph(person, 1, 11, presentation)) {
        const file = join(folder, person, name);
        orThrow(await writeColorPicture(`${file}.color.png`, { width, height, data: color }));
        orThrow(await writeDepthPicture(`${file}.depth.png`, { width, height, data: depth }));
        byOwner[person] = [name];
      }
    }
    attacks[name] = byOwner;
  }
  const file = join(folder, 'dataset.json');
  const description = JSON.parse(await readFile(file, 'utf8')) as object;
  await writeFile(file, JSON.stringify({ ...description, attacks }));
}

const open = async (folder: string, frame: RgbdFrame) =>
  orThrow(await createFrameSink('dataset', folder, asSensorFrame(frame).sensor));

/** Writes shots as the VAP RGB-D Face Database has them, a folder a person. */
export async function writeVap(
  folder: string,
  people: readonly string[],
  shots: number,
): Promise<void> {
  const millimetres = rawToMillimetres(USUAL_KINECT_V1);
  for (const [place, id] of people.entries()) {
    const own = join(folder, `(2012-05-16)(1535${10 + place})`);
    await mkdir(own, { recursive: true });
    const camera = new RawKinectV1(await openPerson(id), 3);
    for (let n = 0; n < shots; n++) {
      const { depth, color } = orThrow(await camera.capture(poseOf(n), n, 33 * n));
      const lines: string[] = [];
      for (let from = 0; from < depth.data.length; from += KINECT_V1_WIDTH) {
        const row = depth.data.subarray(from, from + KINECT_V1_WIDTH);
        lines.push(Array.from(row, (raw) => millimetres[raw] ?? 0).join('\t'));
      }
      const stem = join(own, `${String(n + 1).padStart(3, '0')}_1`);
      await writeFile(`${stem}_d.dat`, `${lines.join('\n').replaceAll(/\b0\b/g, '-1')}\n`);
      const at = (x: number, y: number, c: number) =>
        color.data[4 * ((y >> 1) * KINECT_V1_WIDTH + (x >> 1)) + c] ?? 0;
      const picture = encodeBmp(1280, 960, (x, y) => [at(x, y, 0), at(x, y, 1), at(x, y, 2)]);
      await writeFile(`${stem}_c.bmp`, picture);
    }
  }
}

/**
 * `npx tsx training/ship/embed-virtual-people.ts` shows the eight virtual people to the shipped encoder, and writes what
 * it makes of them to `assets/models/virtual-people.{json,bin}`: what the explorer begins with. To be run whenever the
 * encoder or the virtual people change; a test holds both to the same version.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  packVirtualPeople,
  VIRTUAL_PEOPLE_CARD,
  VIRTUAL_PEOPLE_DATA,
} from '../../electron/base/virtual-people-file.ts';
import type { ExplorerPoint } from '../../electron/contract/explorer.ts';
import type { RgbdFrame } from '../../electron/contract/frame.ts';
import { orThrow } from '../../electron/contract/result-fixture.ts';
import {
  listVirtualPeople,
  openVirtualPerson,
} from '../../electron/engine/camera/virtual/atlas/people.ts';
import { VirtualPerson } from '../../electron/engine/camera/virtual/virtual-person.ts';
import { VirtualSensor } from '../../electron/engine/camera/virtual/virtual-sensor.ts';
import { createVision, type Vision } from '../../electron/engine/vision/pipeline.ts';
import { newStream } from '../../electron/engine/vision/stream.ts';
import { pictureOf } from './look-picture.ts';

const ASSETS = join(import.meta.dirname, '../../assets');

/** Degrees. With both visits 54 looks of each: enough impostor trials to claim a FAR of 1e-3. */
const YAWS = [-28, -21, -14, -7, 0, 7, 14, 21, 28];
const PITCHES = [-13, 0, 13];

/** Two kinds of Kinect, on two days: noise and distance differ. */
const VISITS = [
  { sensor: 'kinect-v1', distanceMm: 650, seed: 11 },
  { sensor: 'kinect-v2', distanceMm: 800, seed: 12 },
] as const;

const vision = orThrow(await createVision({ assets: ASSETS }));
const points: ExplorerPoint[] = [];
for (const { id, name } of orThrow(await listVirtualPeople(ASSETS))) {
  points.push(...(await looksOf(id, name, vision)));
  console.log(`${name}: ${points.filter(({ person }) => person === name).length} looks.`);
}
const { name, version } = vision.encoder;
await vision.dispose();
const { card, data } = packVirtualPeople({ encoder: { name, version }, points });
await writeFile(join(ASSETS, 'models', VIRTUAL_PEOPLE_CARD), card);
await writeFile(join(ASSETS, 'models', VIRTUAL_PEOPLE_DATA), data);
console.log(`${points.length} looks by ${name} ${version}, ${Math.ceil(data.length / 1024)} kB.`);

async function looksOf(id: string, person: string, vision: Vision): Promise<ExplorerPoint[]> {
  const found: ExplorerPoint[] = [];
  for (const { sensor, distanceMm, seed } of VISITS) {
    const someone = orThrow(
      await VirtualPerson.create(orThrow(await openVirtualPerson(ASSETS, id))),
    );
    const options = { sensor, presentation: 'person' } as const;
    const camera = orThrow(await VirtualSensor.create(options, someone, seed));
    let number = 0;
    for (const pitch of PITCHES) {
      for (const yaw of YAWS) {
        const pose = { yaw, pitch, roll: 0, x: 0, y: 0, distanceMm };
        const { frame } = orThrow(await camera.capture(pose, number, 33 * number++));
        const point = await look(frame, person, vision);
        if (point !== null) found.push(point);
      }
    }
  }
  return found;
}

async function look(
  frame: RgbdFrame,
  person: string,
  vision: Vision,
): Promise<ExplorerPoint | null> {
  // Vision takes the arrays away.
  const color = frame.color.slice();
  // Each by itself: a stream of its own remembers nothing.
  const stream = newStream();
  const { observation, embedding } = await vision.process(frame, { embed: true, stream });
  if (observation.kind !== 'face' || embedding === null) return null;
  const { yaw, pitch } = observation.pose;
  return {
    person,
    embedding: embedding.vector,
    handicap: rounded(embedding.handicap, 1e5),
    yaw: rounded(yaw, 10),
    pitch: rounded(pitch, 10),
    spectrum: 'colour',
    trust: 'virtual',
    timeIso: null,
    thumbnail: await pictureOf({ ...frame, color }, observation.box),
  };
}

function rounded(value: number, parts: number): number {
  return Math.round(value * parts) / parts;
}

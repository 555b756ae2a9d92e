/** Initial data of the app, created without it: people in its vault and recordings in its folder. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Reference } from '../electron/contract/engine/engine-messages.ts';
import type { FusedShape, OwnerShape } from '../electron/contract/head-shape.ts';
import type { Trust } from '../electron/contract/frame.ts';
import { orThrow } from '../electron/contract/result-fixture.ts';
import { asSensorFrame, type SensorFrame } from '../electron/engine/camera/sensor-frame.ts';
import { openVirtualPerson } from '../electron/engine/camera/virtual/atlas/people.ts';
import { VirtualPerson } from '../electron/engine/camera/virtual/virtual-person.ts';
import { VirtualSensor } from '../electron/engine/camera/virtual/virtual-sensor.ts';
import { fuseShape } from '../electron/engine/identity/shape/fuse-shape.ts';
import { ownerShapeOf } from '../electron/engine/identity/shape/shape-estimate.ts';
import { openRecordingWriter } from '../electron/engine/recording/mcap/write/open-recording-writer.ts';
import { openVault } from '../electron/engine/vault/open-vault.ts';
import { encoderName } from '../electron/engine/vision/encode/encoder-info.ts';
import { createVision } from '../electron/engine/vision/pipeline.ts';
import { newStream } from '../electron/engine/vision/stream.ts';
import { PROJECT } from './app.ts';

const ASSETS = path.join(PROJECT, 'assets');
export const PIN = '246824';

export interface Look {
  readonly frames: readonly SensorFrame[];
  /** The encoder's embeddings of them. */
  readonly references: readonly Reference[];
  /** The shape of the head by the same looks. */
  readonly shape: OwnerShape | null;
  readonly encoder: string;
}

/** A virtual person who looks at the camera, thirty frames a second, without waiting in real time. */
export async function lookOf(person: string, count: number): Promise<Look> {
  const someone = orThrow(
    await VirtualPerson.create(orThrow(await openVirtualPerson(ASSETS, person))),
  );
  const sensor = orThrow(
    await VirtualSensor.create({ sensor: 'kinect-v2', presentation: 'person' }, someone, 7),
  );
  const vision = orThrow(await createVision({ assets: ASSETS }));
  const stream = newStream();
  const frames: SensorFrame[] = [];
  const references: Reference[] = [];
  let fused: FusedShape | null = null;
  for (let number = 0; number < count; number += 1) {
    const sway = Math.sin(number / 12);
    const pose = { yaw: 4 * sway, pitch: 2 * sway, roll: 0, x: 0, y: 0, distanceMm: 650 };
    const { frame } = orThrow(await sensor.capture(pose, number, (number * 1000) / 30));
    // Copied first: vision transfers the arrays.
    frames.push(
      asSensorFrame({ ...frame, color: frame.color.slice(), depth: frame.depth.slice() }),
    );
    const { observation, embedding } = await vision.process(frame, { embed: true, stream });
    if (observation.kind !== 'face' || embedding === null) continue;
    if (embedding.shape !== null) fused = fuseShape(fused, embedding.shape);
    if (number % 5 !== 0) continue;
    const { yaw, pitch } = observation.pose;
    references.push({ embedding: embedding.vector, yaw, pitch, spectrum: observation.spectrum });
  }
  await vision.dispose();
  const statistics = vision.encoder.shape;
  const shape = statistics === undefined ? null : ownerShapeOf(fused, statistics);
  return { frames, references, shape, encoder: encoderName(vision.encoder) };
}

export interface Visit {
  /** Null: the room is empty. */
  readonly person: string | null;
  readonly seconds: number;
  readonly framesPerSecond: number;
}

/** Frames of people who come one after the other, without waiting in real time. */
export async function visits(all: readonly Visit[]): Promise<readonly SensorFrame[]> {
  const frames: SensorFrame[] = [];
  let timeMs = 0;
  for (const { person, seconds, framesPerSecond } of all) {
    const opened = person === null ? null : orThrow(await openVirtualPerson(ASSETS, person));
    const someone = opened === null ? null : orThrow(await VirtualPerson.create(opened));
    const scene = { sensor: 'kinect-v2', presentation: 'person' } as const;
    const sensor = orThrow(await VirtualSensor.create(scene, someone, 7));
    for (let k = 0; k < seconds * framesPerSecond; k += 1) {
      const sway = Math.sin(timeMs / 400);
      const pose = { yaw: 4 * sway, pitch: 2 * sway, roll: 0, x: 0, y: 0, distanceMm: 650 };
      const { frame } = orThrow(await sensor.capture(pose, frames.length, timeMs));
      frames.push(asSensorFrame(frame));
      timeMs += 1000 / framesPerSecond;
    }
  }
  return frames;
}

/** A person whom no camera will ever recognise: only the PIN opens. */
export const NOBODYS_LOOK: Pick<Look, 'references' | 'shape' | 'encoder'> = {
  shape: null,
  references: [
    {
      embedding: Float32Array.from({ length: 128 }, (_, i) => (i === 0 ? 1 : 0)),
      yaw: 0,
      pitch: 0,
      spectrum: 'colour',
    },
  ],
  encoder: 'none 0',
};

/**
 * Puts Ada into the vault of a data folder. Its key is not in the system's key storage, which only the app can access:
 * the vault stays closed until the PIN opens it.
 */
export async function enrolAda(
  home: string,
  trust: Trust,
  { references, shape, encoder }: Pick<Look, 'references' | 'shape' | 'encoder'>,
): Promise<{ readonly personId: string; readonly recoveryCode: string | null }> {
  const vault = orThrow(
    await openVault({
      folder: path.join(home, 'vault'),
      storage: null,
      anchor: null,
    }),
  );
  const added = orThrow(
    await vault.add({ name: 'Ada', pin: PIN, trust, references, shape, encoder }),
  );
  await vault.close();
  return added;
}

/** Writes a recording into the recordings folder of a data folder. */
export async function record(
  home: string,
  name: string,
  frames: readonly SensorFrame[],
): Promise<void> {
  const [first] = frames;
  if (first === undefined) throw new Error('A recording needs a frame.');
  await mkdir(path.join(home, 'recordings'), { recursive: true });
  const writer = orThrow(
    await openRecordingWriter(path.join(home, 'recordings', `${name}.mcap`), {
      app: 'test',
      encoder: '',
      sensor: first.sensor,
      color: 'jpeg',
    }),
  );
  for (const frame of frames) {
    await writer.ready();
    writer.offer(frame);
  }
  orThrow(await writer.close());
}

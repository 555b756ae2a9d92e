/** Somebody enrols in the light, the light goes out, and infrared opens: live, and from a recording alike. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { RoomLight, VirtualScene } from '../../contract/camera.ts';
import type { GalleryEntry } from '../../contract/engine/engine-messages.ts';
import type { RgbdFrame } from '../../contract/frame.ts';
import { orThrow } from '../../contract/result-fixture.ts';
import { RecordedFrames } from '../camera/recording/recorded-frames.ts';
import { asSensorFrame } from '../camera/sensor-frame.ts';
import { openVirtualPerson } from '../camera/virtual/atlas/people.ts';
import { VirtualPerson } from '../camera/virtual/virtual-person.ts';
import { VirtualSensor } from '../camera/virtual/virtual-sensor.ts';
import { openRecording } from '../recording/mcap/read/open-recording.ts';
import { openRecordingWriter } from '../recording/mcap/write/open-recording-writer.ts';
import { encoderName } from '../vision/encode/encoder-info.ts';
import { createVision } from '../vision/pipeline.ts';
import { Recognition, type RecognisedFrame } from './recognition.ts';

const ASSETS = join(import.meta.dirname, '../../../assets');
const MINUTES = 60_000;
const FRAME_MS = 1000 / 30;

const vision = orThrow(await createVision({ assets: ASSETS }));
const folder = await mkdtemp(join(tmpdir(), 'depthlock-dark-'));
afterAll(async () => {
  await vision.dispose();
  await rm(folder, { recursive: true, force: true });
});

/** Somebody who looks at the camera and sways a little, from a moment on. */
async function film(
  id: string,
  sensor: VirtualScene['sensor'],
  lights: readonly RoomLight[],
  fromMs = 0,
): Promise<RgbdFrame[]> {
  const person = orThrow(await VirtualPerson.create(orThrow(await openVirtualPerson(ASSETS, id))));
  const camera = orThrow(
    await VirtualSensor.create({ sensor, presentation: 'person' }, person, 5 + fromMs),
  );
  const frames: RgbdFrame[] = [];
  for (const [k, light] of lights.entries()) {
    const pose = { yaw: 3 * Math.sin(k / 9), pitch: 3, roll: 0, x: 0, y: 0, distanceMm: 650 };
    const captured = await camera.capture(pose, k, fromMs + k * FRAME_MS, light);
    frames.push(orThrow(captured).frame);
  }
  return frames;
}

const bytesOf = (image: Uint16Array | undefined) =>
  image === undefined
    ? Buffer.alloc(0)
    : Buffer.from(image.buffer, image.byteOffset, image.byteLength);

const during = (light: RoomLight, count: number) => Array.from({ length: count }, () => light);

async function watch(recognition: Recognition, frames: readonly RgbdFrame[]) {
  const seen: RecognisedFrame[] = [];
  // Vision may take the arrays away.
  for (const frame of frames) seen.push(await recognition.look(structuredClone(frame)));
  return seen;
}

async function enrol(id: string, frames: readonly RgbdFrame[]): Promise<GalleryEntry> {
  const recognition = new Recognition({ vision, gallery: [] });
  recognition.enrol({ kind: 'enrolment.start' });
  await watch(recognition, frames);
  recognition.enrol({ kind: 'recording-over' });
  const captured = recognition.captured ?? expect.fail('nothing was captured');
  return { personId: id, name: id, ...captured };
}

const spectraOf = ({ references }: GalleryEntry) => references.map(({ spectrum }) => spectrum);

describe('enrolment', () => {
  it('in the light keeps every look in colour and in infrared', { timeout: MINUTES }, async () => {
    const ada = await enrol('ada', await film('ada', 'kinect-v2', during('bright', 45)));
    const spectra = spectraOf(ada);
    expect(spectra.length).toBeGreaterThanOrEqual(6);
    expect(spectra.filter((s) => s === 'infrared')).toHaveLength(spectra.length / 2);
  });

  it('in the dark keeps infrared alone', { timeout: MINUTES }, async () => {
    const ada = await enrol('ada', await film('ada', 'kinect-v2', during('dark', 45)));
    expect(ada.references.length).toBeGreaterThanOrEqual(3);
    expect(new Set(spectraOf(ada))).toEqual(new Set(['infrared']));
  });

  it('without infrared keeps colour alone', { timeout: MINUTES }, async () => {
    const ada = await enrol('ada', await film('ada', 'kinect-v1', during('bright', 45)));
    expect(new Set(spectraOf(ada))).toEqual(new Set(['colour']));
  });
});

describe('the lock', () => {
  it('opens by infrared when the light has gone out', { timeout: MINUTES }, async () => {
    const light = await film('ada', 'kinect-v2', during('bright', 45));
    const gallery = [await enrol('ada', light)];
    const security = { level: 'convenient', asksEyes: true } as const;
    const recognition = new Recognition({ vision, gallery, security });
    const seen = await watch(recognition, await film('ada', 'kinect-v2', during('dark', 12), 9000));
    expect(new Set(seen.map(({ observation }) => observation.spectrum))).toEqual(
      new Set(['infrared']),
    );
    expect(seen.at(-1)?.decision).toMatchObject({ phase: 'unlocked', personId: 'ada' });
    expect(seen.map(({ observation }) => observation.hint)).not.toContain('more-light');
  });

  it('stays closed for somebody else in the dark', { timeout: MINUTES }, async () => {
    const gallery = [await enrol('ada', await film('ada', 'kinect-v2', during('bright', 45)))];
    const recognition = new Recognition({ vision, gallery });
    const other = await film('bruno', 'kinect-v2', during('dark', 20), 9000);
    const seen = await watch(recognition, other);
    expect(seen.map(({ decision }) => decision.phase)).not.toContain('unlocked');
    expect(seen.some(({ observation }) => observation.kind === 'face')).toBe(true);
  });

  it('asks for light where there is no infrared', { timeout: MINUTES }, async () => {
    const gallery = [await enrol('ada', await film('ada', 'kinect-v1', during('bright', 45)))];
    const recognition = new Recognition({ vision, gallery });
    const seen = await watch(recognition, await film('ada', 'kinect-v1', during('dark', 15), 9000));
    expect(seen.at(-1)?.decision).toMatchObject({ hint: 'more-light' });
    expect(new Set(seen.map(({ observation }) => observation.spectrum))).toEqual(
      new Set(['colour']),
    );
  });

  it('sees and decides alike in a recording', { timeout: 2 * MINUTES }, async () => {
    const gallery = [await enrol('ada', await film('ada', 'kinect-v2', during('bright', 45)))];
    const frames = await film(
      'ada',
      'kinect-v2',
      [...during('dark', 9), ...during('bright', 6), ...during('dark', 6)],
      9000,
    );
    const lived = await watch(new Recognition({ vision, gallery }), frames);
    const [first = expect.fail('no frames')] = frames.map(asSensorFrame);
    const file = join(folder, 'dark.mcap');
    const made = { app: '1', encoder: encoderName(vision.encoder), color: 'lossless' } as const;
    const writer = orThrow(await openRecordingWriter(file, { ...made, sensor: first.sensor }));
    for (const frame of frames) {
      await writer.ready();
      writer.offer(asSensorFrame(frame));
    }
    orThrow(await writer.close());

    const recording = orThrow(await openRecording(file));
    const recorded = new RecordedFrames(recording);
    const replayed: RgbdFrame[] = [];
    for (let k = 0; k < recorded.count; k++) replayed.push(orThrow(await recorded.at(k)));
    await recording.close();
    const isSame = ({ infrared }: RgbdFrame, k: number) =>
      Buffer.compare(bytesOf(infrared), bytesOf(frames[k]?.infrared)) === 0;
    expect(replayed.map(isSame)).toEqual(frames.map(() => true));
    const again = await watch(new Recognition({ vision, gallery, trust: 'virtual' }), replayed);
    const spectra = (all: readonly RecognisedFrame[]) =>
      all.map(({ observation }) => observation.spectrum);
    expect(new Set(spectra(lived))).toEqual(new Set(['colour', 'infrared']));
    expect(spectra(again)).toEqual(spectra(lived));
    expect(again.map(({ embedding }) => embedding)).toEqual(
      lived.map(({ embedding }) => embedding),
    );
    expect(again.map(({ decision }) => decision)).toEqual(lived.map(({ decision }) => decision));
  });
});

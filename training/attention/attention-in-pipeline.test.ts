/** Eyes of virtual people, open and with lids drawn over them, through the whole path. */
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { RgbdFrame } from '../../electron/contract/frame.ts';
import type { Attention } from '../../electron/contract/observation.ts';
import { orThrow } from '../../electron/contract/result-fixture.ts';
import { openVirtualPerson } from '../../electron/engine/camera/virtual/atlas/people.ts';
import { VirtualPerson } from '../../electron/engine/camera/virtual/virtual-person.ts';
import { VirtualSensor } from '../../electron/engine/camera/virtual/virtual-sensor.ts';
import { createFaceFinder } from '../../electron/engine/vision/detect/face-finder.ts';
import { createVision } from '../../electron/engine/vision/pipeline.ts';
import { newStream } from '../../electron/engine/vision/stream.ts';
import { lowerLids } from './lower-lids.ts';

const ASSETS = join(import.meta.dirname, '../../assets');
const PEOPLE = ['ada', 'bruno', 'chidi', 'emi'];
const MINUTE = 60_000;

const vision = orThrow(await createVision({ assets: ASSETS }));
const finder = orThrow(await createFaceFinder(ASSETS));
afterAll(async () => {
  await vision.dispose();
  await finder.dispose();
});

async function framesOf(sensor: 'kinect-v1' | 'kinect-v2', distanceMm: number) {
  const frames: RgbdFrame[] = [];
  for (const id of PEOPLE) {
    const archive = orThrow(await openVirtualPerson(ASSETS, id));
    const person = orThrow(await VirtualPerson.create(archive));
    const camera = orThrow(
      await VirtualSensor.create({ sensor, presentation: 'person' }, person, 7),
    );
    for (const yaw of [-8, 0, 9]) {
      const pose = { yaw, pitch: 2, roll: 0, x: 0, y: 0, distanceMm };
      frames.push(orThrow(await camera.capture(pose, 0, 33)).frame);
    }
  }
  return frames;
}

async function withClosedEyes(frame: RgbdFrame): Promise<RgbdFrame> {
  const { width, height, color: data } = frame;
  const found = await finder.find(frame);
  if (found.kind === 'none') throw new Error('No face was found.');
  const lids = { meet: 0.8, lashes: 0.5 };
  return { ...frame, color: lowerLids({ width, height, data }, found.face.landmarks, lids) };
}

async function attentionTo(frame: RgbdFrame): Promise<Attention | 'no-face'> {
  const { observation } = await vision.process(frame, { embed: false, stream: newStream() });
  return observation.kind === 'face' ? observation.attention : 'no-face';
}

describe('attention', () => {
  it.each([
    ['kinect-v2', 600],
    ['kinect-v1', 800],
  ] as const)(
    'tells open eyes from closed ones before a %s at %i mm',
    { timeout: 3 * MINUTE },
    async (sensor, distanceMm) => {
      const said = { open: [] as string[], closed: [] as string[] };
      for (const frame of await framesOf(sensor, distanceMm)) {
        said.open.push(await attentionTo(frame));
        said.closed.push(await attentionTo(await withClosedEyes(frame)));
      }
      const count = (list: readonly string[], one: Attention) =>
        list.filter((attention) => attention === one).length;
      console.log(`${sensor}: open ${said.open.join(' ')}; closed ${said.closed.join(' ')}`);
      expect(count(said.open, 'eyes-closed')).toBe(0);
      expect(count(said.open, 'looks-away')).toBe(0);
      expect(count(said.open, 'attentive')).toBeGreaterThanOrEqual(0.9 * said.open.length);
      expect(count(said.closed, 'attentive')).toBe(0);
      expect(count(said.closed, 'eyes-closed')).toBeGreaterThanOrEqual(0.8 * said.closed.length);
    },
  );

  it('says nothing of eyes that lie far away', { timeout: MINUTE }, async () => {
    for (const frame of (await framesOf('kinect-v2', 1600)).slice(0, 3)) {
      expect(['unknown', 'no-face']).toContain(await attentionTo(frame));
    }
  });
});

/** When the whole pipeline looks in infrared, and what it says where it cannot. */
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { RoomLight } from '../../../contract/camera.ts';
import type { RgbdFrame } from '../../../contract/frame.ts';
import { orThrow } from '../../../contract/result-fixture.ts';
import { openVirtualPerson } from '../../camera/virtual/atlas/people.ts';
import { VirtualPerson } from '../../camera/virtual/virtual-person.ts';
import { VirtualSensor } from '../../camera/virtual/virtual-sensor.ts';
import { createVision } from '../pipeline.ts';
import { newStream } from '../stream.ts';

const ASSETS = join(import.meta.dirname, '../../../../assets');
const MINUTES = 60_000;

const vision = orThrow(await createVision({ assets: ASSETS }));
afterAll(() => vision.dispose());

const person = orThrow(
  await VirtualPerson.create(orThrow(await openVirtualPerson(ASSETS, 'dorothea'))),
);
const camera = orThrow(
  await VirtualSensor.create({ sensor: 'kinect-v2', presentation: 'person' }, person, 7),
);
let captured = 0;

async function shot(light: RoomLight, changes: Partial<RgbdFrame> = {}): Promise<RgbdFrame> {
  const pose = { yaw: 4, pitch: 2, roll: 0, x: 0, y: 0, distanceMm: 650 };
  captured++;
  const { frame } = orThrow(await camera.capture(pose, captured, 33 * captured, light));
  return { ...frame, ...changes };
}

function without(frame: RgbdFrame): RgbdFrame {
  const { sequence, timeMs, width, height, color, depth, camera: model } = frame;
  return { sequence, timeMs, width, height, color, depth, camera: model };
}
const see = (frame: RgbdFrame, stream = newStream()) =>
  vision.process(structuredClone(frame), { embed: true, stream });

/** Distance between two embeddings. */
const apart = (a: Float32Array | undefined, b: Float32Array | undefined) =>
  Math.hypot(...(a ?? []).map((x, i) => x - (b?.[i] ?? NaN)));

describe('a look', () => {
  it('is taken in colour in good light, and says what it says without infrared', async () => {
    const frame = await shot('bright');
    const [alone, beside] = [await see(without(frame)), await see(frame)];
    const seen = beside.observation;
    // Infrared speaks for the face that colour shows.
    expect(seen).toMatchObject({ spectrum: 'colour', liveness: { kind: 'live' } });
    const liveness = 'liveness' in seen ? seen.liveness : null;
    expect(seen).toEqual({ ...alone.observation, times: seen.times, liveness });
    expect(beside.embedding).toEqual(alone.embedding);
  });

  it('is taken in infrared in the dark, of the same head', async () => {
    const { observation } = await see(await shot('bright'));
    const dark = await see(await shot('dark'));
    if (observation.kind !== 'face' || dark.observation.kind !== 'face') expect.fail('no face');
    expect(dark.observation).toMatchObject({ spectrum: 'infrared', hint: 'none' });
    expect(dark.observation.liveness.kind).toBe('live');
    for (const axis of ['yaw', 'pitch', 'roll'] as const) {
      expect(Math.abs(dark.observation.pose[axis] - observation.pose[axis])).toBeLessThan(4);
    }
    expect(dark.embedding).not.toBeNull();
  });

  it(
    'loses no frame to the change, and none to the change back',
    { timeout: MINUTES },
    async () => {
      const stream = newStream();
      const lights = ['bright', 'bright', 'dark', 'dark', 'bright', 'bright', 'bright'] as const;
      const spectra: string[] = [];
      for (const light of lights) {
        const { observation, embedding } = await see(await shot(light), stream);
        expect(observation).toMatchObject({ kind: 'face', hint: 'none' });
        expect(embedding).not.toBeNull();
        spectra.push(observation.spectrum);
      }
      expect(spectra.slice(0, 4)).toEqual(['colour', 'colour', 'infrared', 'infrared']);
      expect(spectra.slice(5)).toEqual(['colour', 'colour']);
    },
  );

  const black = (frame: RgbdFrame) => new Uint16Array(frame.depth.length);
  it.each([
    ['there is none', without],
    ['it is black', (frame: RgbdFrame) => ({ ...frame, infrared: black(frame) })],
    ['it is saturated', (frame: RgbdFrame) => ({ ...frame, infrared: black(frame).fill(65_535) })],
    [
      'much of the face is saturated',
      (frame: RgbdFrame) => ({
        ...frame,
        infrared: (frame.infrared ?? black(frame)).map((x) => Math.min(x, 12_000)),
      }),
    ],
    [
      'it has another size',
      (frame: RgbdFrame) => ({ ...frame, infrared: new Uint16Array(640 * 480) }),
    ],
  ])('asks for light in the dark where infrared does not serve: %s', async (_, spoil) => {
    const { observation } = await see(spoil(await shot('dark')));
    expect(observation).toMatchObject({ spectrum: 'colour', hint: 'more-light' });
  });

  it('comes back to colour, and asks for light, when infrared fails in between', async () => {
    const stream = newStream();
    expect((await see(await shot('dark'), stream)).observation.spectrum).toBe('infrared');
    const failed = await shot('dark', { infrared: new Uint16Array(512 * 424) });
    expect((await see(failed, stream)).observation).toMatchObject({
      spectrum: 'colour',
      hint: 'more-light',
    });
    expect((await see(await shot('dark'), stream)).observation).toMatchObject({
      kind: 'face',
      spectrum: 'infrared',
    });
  });

  it('can be asked for in either spectrum', async () => {
    const frame = await shot('bright');
    const of = (spectrum: 'colour' | 'infrared', seen = frame) =>
      vision.process(structuredClone(seen), { embed: true, stream: newStream(), spectrum });
    expect((await of('infrared')).observation).toMatchObject({
      kind: 'face',
      spectrum: 'infrared',
    });
    expect((await of('colour', await shot('dark'))).observation.spectrum).toBe('colour');
    const missing = await of('infrared', without(frame));
    expect(missing.observation).toMatchObject({ kind: 'no-face', spectrum: 'infrared' });
    expect(missing.embedding).toBeNull();
  });
});

describe('a face that was seen in colour', () => {
  it('is embedded in infrared as it will be seen in the dark', async () => {
    await see(await shot('bright'));
    const kept = await vision.embedInfrared();
    const { embedding: dark } = await see(await shot('dark'));
    const { embedding: bright } = await see(await shot('bright'));
    expect(apart(kept?.vector, dark?.vector)).toBeLessThan(0.4);
    expect(apart(kept?.vector, dark?.vector)).toBeLessThan(apart(bright?.vector, dark?.vector));
  });

  it('is not where there is no infrared, no face, or one that was seen in infrared', async () => {
    await see(without(await shot('bright')));
    expect(await vision.embedInfrared()).toBeNull();
    await see(await shot('dark'));
    expect(await vision.embedInfrared()).toBeNull();
    await see(await shot('bright', { depth: new Uint16Array(512 * 424) }));
    expect(await vision.embedInfrared()).toBeNull();
    await see(await shot('bright', { infrared: new Uint16Array(512 * 424) }));
    expect(await vision.embedInfrared()).toBeNull();
  });
});

describe('an empty dark room', () => {
  it('holds nobody, rather than too little light, where infrared would show them', async () => {
    const room = orThrow(
      await VirtualSensor.create({ sensor: 'kinect-v2', presentation: 'person' }, null, 3),
    );
    const pose = { yaw: 0, pitch: 0, roll: 0, x: 0, y: 0, distanceMm: 650 };
    const { frame } = orThrow(await room.capture(pose, 0, 0, 'dark'));
    expect((await see(frame)).observation).toMatchObject({ kind: 'no-face', hint: 'nobody' });
    const blind = without(frame);
    expect((await see(blind)).observation).toMatchObject({ kind: 'no-face', hint: 'more-light' });
  });
});

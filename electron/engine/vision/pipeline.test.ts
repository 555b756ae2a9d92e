/** The whole path on the virtual people, whose true pose is known. */
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { orThrow } from '../../contract/result-fixture.ts';
import type { RgbdFrame } from '../../contract/frame.ts';
import type { Presentation } from '../../contract/camera.ts';
import type { HeadPose } from '../../contract/head-pose.ts';
import { listVirtualPeople, openVirtualPerson } from '../camera/virtual/atlas/people.ts';
import { VirtualPerson } from '../camera/virtual/virtual-person.ts';
import { VirtualSensor } from '../camera/virtual/virtual-sensor.ts';
import { loadDetector } from './detect/detector.ts';
import { createVision } from './pipeline.ts';
import { newStream } from './stream.ts';

const ASSETS = join(import.meta.dirname, '../../../assets');
const MINUTES = 60_000;

const people = orThrow(await listVirtualPeople(ASSETS));
const vision = orThrow(await createVision({ assets: ASSETS }));
const detector = orThrow(await loadDetector(ASSETS));
afterAll(async () => {
  await vision.dispose();
  await detector.dispose();
});

/** As if no other frame had been seen. */
const alone = () => ({ embed: false, stream: newStream() });

interface Shot {
  readonly frame: RgbdFrame;
  readonly truth: HeadPose | undefined;
}

/** Frames of one person at every combination of angles, through the noise of a sensor. */
async function photograph(
  id: string,
  presentation: Presentation,
  sensor: 'kinect-v1' | 'kinect-v2',
  yaws: readonly number[],
  pitches: readonly number[],
): Promise<Shot[]> {
  const person = orThrow(await VirtualPerson.create(orThrow(await openVirtualPerson(ASSETS, id))));
  const camera = orThrow(await VirtualSensor.create({ sensor, presentation }, person, 7));
  const shots: Shot[] = [];
  for (const yaw of yaws) {
    for (const pitch of pitches) {
      const pose = { yaw, pitch, roll: 0, x: 0, y: 0, distanceMm: 650 };
      const { frame, truth } = orThrow(await camera.capture(pose, shots.length, 33 * shots.length));
      shots.push({ frame, truth });
    }
  }
  return shots;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;

describe('virtual people', () => {
  it('are at least six', () => {
    expect(people.length).toBeGreaterThanOrEqual(6);
  });

  it(
    'are found by BlazeFace in 99 % of frames with |yaw| ≤ 45°',
    { timeout: 3 * MINUTES },
    async () => {
      const missed: string[] = [];
      let frames = 0;
      for (const { id } of people) {
        const shots = await photograph(
          id,
          'person',
          'kinect-v2',
          [-44, -29, -13, 3, 18, 33, 45],
          [-22, -5, 17],
        );
        for (const { frame, truth } of shots) {
          frames++;
          const image = { width: frame.width, height: frame.height, data: frame.color };
          const [face] = await detector.detectFaces(image);
          if (face === undefined) missed.push(`${id} yaw ${truth?.yaw} pitch ${truth?.pitch}`);
        }
      }
      expect(missed.length / frames, missed.join('; ')).toBeLessThanOrEqual(0.01);
    },
  );

  it.each(['kinect-v1', 'kinect-v2'] as const)(
    'have their head pose measured to a median of 3° for |yaw| ≤ 40° on a %s',
    { timeout: 3 * MINUTES },
    async (sensor) => {
      const errors = { yaw: [] as number[], pitch: [] as number[], roll: [] as number[] };
      let unmeasured = 0;
      for (const { id } of people) {
        for (const { frame, truth } of await photograph(
          id,
          'person',
          sensor,
          [-40, -21, 0, 19, 38],
          [-15, 0, 15],
        )) {
          const { observation } = await vision.process(frame, alone());
          if (truth === undefined) throw new Error('The virtual sensor knows no truth.');
          if (observation.kind !== 'face') {
            unmeasured++;
            continue;
          }
          for (const axis of ['yaw', 'pitch', 'roll'] as const) {
            errors[axis].push(Math.abs(observation.pose[axis] - truth[axis]));
          }
        }
      }
      expect(unmeasured).toBeLessThanOrEqual(1);
      console.log(
        `${sensor}: median error yaw ${median(errors.yaw).toFixed(2)}°, pitch ${median(errors.pitch).toFixed(2)}°, roll ${median(errors.roll).toFixed(2)}° over ${errors.yaw.length} frames`,
      );
      expect(median(errors.yaw)).toBeLessThanOrEqual(3);
      expect(median(errors.pitch)).toBeLessThanOrEqual(3);
      expect(median(errors.roll)).toBeLessThanOrEqual(3);
    },
  );

  it('are live, and their photos are flat', { timeout: 3 * MINUTES }, async () => {
    for (const { id } of people) {
      for (const presentation of ['person', 'print-flat'] as const) {
        for (const { frame } of await photograph(
          id,
          presentation,
          'kinect-v2',
          [-10, 0, 10],
          [0],
        )) {
          const { observation } = await vision.process(frame, alone());
          if (observation.kind !== 'face') throw new Error(`${id} as ${presentation}: no face`);
          expect(observation.liveness.kind, `${id} as ${presentation}`).toBe(
            presentation === 'person' ? 'live' : 'not-live',
          );
        }
      }
    }
  });
});

describe('an empty room', () => {
  const pose = { yaw: 0, pitch: 0, roll: 0, x: 0, y: 0, distanceMm: 650 };

  it(
    'is searched now and then only, although a face were painted on its wall, and at once when somebody comes',
    { timeout: MINUTES },
    async () => {
      const id = people[0]?.id ?? '';
      const [shot] = await photograph(id, 'person', 'kinect-v2', [0], [0]);
      const room = orThrow(
        await VirtualSensor.create({ sensor: 'kinect-v2', presentation: 'person' }, null, 3),
      );
      const { frame: empty } = orThrow(await room.capture(pose, 0, 0));
      if (shot === undefined) throw new Error('there is no shot');
      const painted = { ...empty, color: shot.frame.color };
      const searched: number[] = [];
      const stream = newStream();
      for (let k = 0; k < 70; k++) {
        const timeMs = 1000 + 33 * k;
        const { observation } = await vision.process(
          { ...painted, timeMs },
          { embed: false, stream },
        );
        expect(observation.kind).toBe('no-face');
        // Landmarks are looked for where the detector has run and found the face.
        if (observation.times.landmarks > 0) searched.push(timeMs);
      }
      expect(searched).toEqual([1000, 1000 + 33 * 46]);
      const comes = { ...shot.frame, timeMs: 1000 + 33 * 70 };
      const met = await vision.process(comes, { embed: false, stream });
      expect(met.observation.kind).toBe('face');
      const again = await vision.process({ ...painted, timeMs: 5 }, alone());
      expect(again.observation.times.landmarks).toBeGreaterThan(0);
    },
  );

  it.each(['kinect-v1', 'kinect-v2'] as const)(
    'holds no face once a person has left, on a %s',
    { timeout: MINUTES },
    async (sensor) => {
      const room = orThrow(await VirtualSensor.create({ sensor, presentation: 'person' }, null, 3));
      for (const { id } of people.slice(0, 3)) {
        const stream = newStream();
        for (const { frame } of await photograph(id, 'person', sensor, [0], [0])) {
          const { observation } = await vision.process(frame, { embed: false, stream });
          expect(observation.kind).toBe('face');
        }
        for (let i = 0; i < 12; i++) {
          const pose = { yaw: 0, pitch: 0, roll: 0, x: 0, y: 0, distanceMm: 650 };
          const { frame } = orThrow(await room.capture(pose, i, 33 * i));
          const { observation } = await vision.process(frame, { embed: false, stream });
          expect(observation).toMatchObject({ kind: 'no-face', hint: 'nobody' });
        }
      }
    },
  );
});

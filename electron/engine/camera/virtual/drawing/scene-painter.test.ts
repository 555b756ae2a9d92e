import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { orThrow } from '../../../../contract/result-fixture.ts';
import { fingerprintOf } from '../../kinect-v1/fakenect/frame-fingerprint.ts';
import type { CleanFrame } from '../noise/clean-frame.ts';
import { SURFACE } from '../atlas/atlas.ts';
import { archiveOf, atlasFixture } from '../atlas/atlas-fixture.ts';
import { STILL } from '../motion.ts';
import type { VirtualPose } from '../motion.ts';
import { ScenePainter } from './scene-painter.ts';
import { VirtualPerson } from '../virtual-person.ts';
import { SENSOR_GRIDS, VirtualSensor } from '../virtual-sensor.ts';

type Setting = Parameters<typeof VirtualSensor.create>[0];

const v2Person: Setting = { sensor: 'kinect-v2', presentation: 'person' };
const at = (yaw: number, pitch: number, more: Partial<VirtualPose> = {}): VirtualPose => ({
  ...STILL,
  yaw,
  pitch,
  ...more,
});

let person: VirtualPerson;
beforeAll(async () => {
  const created = await VirtualPerson.create(archiveOf(atlasFixture({ focalLength: 420 })));
  person = created.ok ? created.value : expect.fail(created.problem.message);
});

async function draw(pose: VirtualPose, setting: Setting = v2Person): Promise<CleanFrame> {
  const sensor = await VirtualSensor.create(setting, person, 1);
  const drawn = sensor.ok ? await sensor.value.draw(pose) : sensor;
  return drawn.ok ? drawn.value : expect.fail(drawn.problem.message);
}

/** Mean camera-space point of the pixels that `chosen` picks. */
function centroid(frame: CleanFrame, chosen: (i: number) => boolean) {
  const { fx, fy, cx, cy } = frame.intrinsics;
  const sum = { x: 0, y: 0, z: 0, count: 0 };
  for (let i = 0; i < frame.depth.length; i++) {
    if (chosen(i)) {
      const z = frame.depth[i] ?? 0;
      sum.x += (((i % frame.width) - cx) * z) / fx;
      sum.y += ((Math.floor(i / frame.width) - cy) * z) / fy;
      sum.z += z;
      sum.count++;
    }
  }
  return { x: sum.x / sum.count, y: sum.y / sum.count, z: sum.z / sum.count, count: sum.count };
}

/** The two eyes, left one in the image first. */
function eyes(frame: CleanFrame) {
  const isEye = (i: number): boolean => frame.surface[i] === SURFACE.eye;
  const middle = centroid(frame, isEye).x;
  const { fx, cx } = frame.intrinsics;
  const x = (i: number): number => (((i % frame.width) - cx) * (frame.depth[i] ?? 0)) / fx;
  return [
    centroid(frame, (i) => isEye(i) && x(i) < middle),
    centroid(frame, (i) => isEye(i) && x(i) >= middle),
  ] as const;
}

describe('a drawn person', () => {
  it.each([
    ['kinect-v1', 550],
    ['kinect-v2', 650],
    ['kinect-v2', 1000],
  ] as const)('stands before a %s at the distance asked for: %i mm', async (sensor, distanceMm) => {
    const frame = await draw(at(0, 0, { distanceMm }), { ...v2Person, sensor });
    // The fixture's nose ends 2 mm before its face.
    const nearest = frame.depth.reduce((least, z) => Math.min(least, z), Infinity);
    expect(Math.abs(nearest - (distanceMm - 2))).toBeLessThan(1);
  });

  it.each([
    [0, 0],
    [12, 0],
    [6, 5],
    [-17, 9],
    [20, -12],
  ])(
    'looks where it was asked to, on and between pictures: yaw %f, pitch %f',
    async (yaw, pitch) => {
      const [left, right] = eyes(await draw(at(yaw, pitch)));
      const across = { x: right.x - left.x, z: right.z - left.z };
      expect(Math.abs((Math.atan2(across.z, across.x) * 180) / Math.PI - yaw)).toBeLessThan(1.5);
      expect(Math.hypot(across.x, right.y - left.y, across.z)).toBeGreaterThan(60);
      expect(Math.hypot(across.x, right.y - left.y, across.z)).toBeLessThan(66);
    },
  );

  it('turns the nose to image right with yaw and down with pitch', async () => {
    const tip = (frame: CleanFrame) => {
      const nearest = frame.depth.reduce((least, z) => Math.min(least, z), Infinity);
      return centroid(frame, (i) => (frame.depth[i] ?? 0) < nearest + 3);
    };
    const straight = tip(await draw(at(0, 0)));
    expect(tip(await draw(at(20, 0))).x).toBeGreaterThan(straight.x + 20);
    expect(tip(await draw(at(0, 10))).y).toBeGreaterThan(straight.y + 10);
  });

  it('has no hole in the face at any pose', async () => {
    for (const [yaw, pitch] of [
      [0, 0],
      [5, 3],
      [-18, 11],
      [23, -6],
    ] as const) {
      const frame = await draw(at(yaw, pitch, { distanceMm: 550 }), {
        ...v2Person,
        sensor: 'kinect-v1',
      });
      const [left, right] = eyes(frame);
      const middle = { x: (left.x + right.x) / 2, y: left.y + 20, z: left.z };
      const { fx, cx, cy } = frame.intrinsics;
      const column = Math.round((middle.x * fx) / middle.z + cx);
      const row = Math.round((middle.y * fx) / middle.z + cy);
      const depths: number[] = [];
      for (let y = row - 40; y <= row + 20; y++) {
        const start = y * frame.width + column;
        depths.push(...frame.depth.subarray(start - 25, start + 25));
      }
      expect(Math.max(...depths)).toBeLessThan(700);
    }
  });

  it('does not jump when one picture takes over from the next', async () => {
    const sensor = await VirtualSensor.create(v2Person, person, 1);
    if (!sensor.ok) {
      expect.fail(sensor.problem.message);
    }
    let before: CleanFrame | undefined;
    const changes: number[] = [];
    for (let yaw = 0; yaw <= 12; yaw += 0.5) {
      const drawn = await sensor.value.draw(at(yaw, 6));
      const frame = drawn.ok ? drawn.value : expect.fail(drawn.problem.message);
      const color = frame.color.slice();
      if (before !== undefined) {
        const old = before.color;
        changes.push(color.reduce((sum, v, i) => sum + Math.abs(v - (old[i] ?? 0)), 0));
      }
      before = { ...frame, color };
    }
    const typical = changes.slice().sort((a, b) => a - b)[changes.length >> 1] ?? 0;
    expect(Math.max(...changes)).toBeLessThan(2 * typical);
  });

  it('is held to the poses of its pictures, and the truth says so', async () => {
    const sensor = await VirtualSensor.create(v2Person, person, 1);
    const captured = sensor.ok ? await sensor.value.capture(at(80, -50), 7, 100) : sensor;
    expect(captured).toMatchObject({
      ok: true,
      value: {
        frame: { sequence: 7, timeMs: 100, width: 512, height: 424, camera: { trust: 'virtual' } },
        truth: { yaw: 24, pitch: -12, roll: 0, distanceMm: 650, interOcularMm: 63 },
      },
    });
  });
});

describe('a picture drawn after others', () => {
  /** Poses so far apart that nothing is taken for unmoved. */
  const poses = fc.record({
    yaw: fc.integer({ min: -8, max: 8 }).map((n) => 3 * n),
    pitch: fc.integer({ min: -3, max: 3 }).map((n) => 4 * n),
    x: fc.integer({ min: -20, max: 20 }).map((n) => 10 * n),
    distanceMm: fc.integer({ min: 5, max: 9 }).map((n) => 100 * n),
  });

  it('is the one that is drawn first thing', async () => {
    const { width, height, camera } = SENSOR_GRIDS['kinect-v2'];
    const fresh = () => new ScenePainter(width, height, camera.intrinsics);
    await fc.assert(
      fc.asyncProperty(fc.array(poses, { minLength: 2, maxLength: 4 }), async (turns) => {
        const painter = fresh();
        for (const turn of turns) {
          const pose = { ...STILL, ...turn };
          const drawn = orThrow(await painter.drawFigure(person, pose));
          const expected = orThrow(await fresh().drawFigure(person, pose));
          expect(Buffer.compare(drawn.color, expected.color)).toBe(0);
          const bytes = Buffer.from(drawn.depth.buffer);
          expect(bytes.equals(Buffer.from(expected.depth.buffer))).toBe(true);
          expect(Buffer.compare(drawn.surface, expected.surface)).toBe(0);
        }
        const empty = painter.drawRoom();
        expect(Buffer.compare(empty.color, fresh().drawRoom().color)).toBe(0);
        expect(empty.depth.every((z) => z === 2000)).toBe(true);
      }),
      { numRuns: 8 },
    );
  }, 60_000);

  it('is drawn anew when the head has moved by a quarter of a pixel, and not before', async () => {
    const { width, height, camera } = SENSOR_GRIDS['kinect-v2'];
    const painter = new ScenePainter(width, height, camera.intrinsics);
    const pictures = new Set<string>();
    const steps = 50;
    const stepMm = 0.1;
    for (let step = 0; step < steps; step++) {
      const drawn = orThrow(await painter.drawFigure(person, { ...STILL, x: step * stepMm }));
      pictures.add(fingerprintOf(new Uint16Array(0), drawn.color));
    }
    const pixels = (steps * stepMm * camera.intrinsics.fx) / STILL.distanceMm;
    expect(pictures.size).toBeGreaterThan(pixels / 0.35);
    expect(pictures.size).toBeLessThan(pixels / 0.2);
  });
});

describe('a print', () => {
  const photo: Setting = { sensor: 'kinect-v2', presentation: 'print-flat' };

  it('shows the face at true size on a plane, and is no living head', async () => {
    const frame = await draw(at(0, 0), photo);
    const sheet = (i: number): boolean => frame.surface[i] === SURFACE.paper;
    const { z, count } = centroid(frame, sheet);
    const areaMm = (count * z * z) / (frame.intrinsics.fx * frame.intrinsics.fy);
    expect(Math.abs(z - 650)).toBeLessThan(5);
    expect(areaMm).toBeGreaterThan(150 * 200);
    const depths = Array.from(frame.depth).filter((_, i) => sheet(i));
    const relief = depths.reduce((m, v) => Math.max(m, v), 0) - Math.min(...depths.slice(0, 1000));
    expect(relief).toBeLessThan(30);
    const sensor = await VirtualSensor.create(photo, person, 1);
    const captured = sensor.ok ? await sensor.value.capture(at(0, 0), 0, 0) : sensor;
    expect(captured.ok && captured.value.truth).toBeUndefined();
  });
});

describe('an empty room', () => {
  it('is a wall at two metres', async () => {
    const sensor = await VirtualSensor.create(v2Person, null, 1);
    const drawn = sensor.ok ? await sensor.value.draw(STILL) : sensor;
    expect(drawn.ok && drawn.value.depth.every((z) => z === 2000)).toBe(true);
  });
});

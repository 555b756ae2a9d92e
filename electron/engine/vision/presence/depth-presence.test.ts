import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RgbdFrame } from '../../../contract/frame.ts';
import { orThrow } from '../../../contract/result-fixture.ts';
import { listVirtualPeople, openVirtualPerson } from '../../camera/virtual/atlas/people.ts';
import { VirtualPerson } from '../../camera/virtual/virtual-person.ts';
import { SeededRandom } from '../../../base/seeded-random.ts';
import { VirtualSensor } from '../../camera/virtual/virtual-sensor.ts';
import { DepthPresence, type Presence } from './depth-presence.ts';

const ASSETS = join(import.meta.dirname, '../../../../assets');
const MINUTES = 60_000;
const SENSORS = ['kinect-v1', 'kinect-v2'] as const;
const [WIDTH, HEIGHT] = [512, 424];
const FX = 365.5;

/** A frame of given depth at each pixel, millimetres; 0 for no reading. */
function frameOf(distance: (x: number, y: number) => number): RgbdFrame {
  return {
    sequence: 0,
    timeMs: 0,
    width: WIDTH,
    height: HEIGHT,
    color: new Uint8Array(4 * WIDTH * HEIGHT),
    depth: Uint16Array.from({ length: WIDTH * HEIGHT }, (_, i) =>
      Math.round(distance(i % WIDTH, Math.floor(i / WIDTH))),
    ),
    camera: {
      name: 'drawn',
      serial: '',
      intrinsics: { fx: FX, fy: FX, cx: WIDTH / 2, cy: HEIGHT / 2 },
      trust: 'recording',
    },
  };
}

interface Ball {
  /** Pixels. */
  readonly x: number;
  readonly y: number;
  /** Position of its middle, and its radius, mm. */
  readonly z: number;
  readonly radius: number;
}

/** Distance of the ball at a pixel; Infinity beside it. */
function ballAt({ x, y, z, radius }: Ball, u: number, v: number): number {
  const square = radius ** 2 - ((Math.hypot(u - x, v - y) * z) / FX) ** 2;
  return square < 0 ? Infinity : z - Math.sqrt(square);
}

const room = frameOf(() => 2200);

/** The verdict on a frame after nobody was found in another one. */
function after(seen: RgbdFrame, frame: RgbdFrame): Presence {
  const presence = new DepthPresence();
  presence.rememberRoom(seen);
  return presence.look(frame);
}

/** The same after the frame itself was searched in vain: nothing has moved since. */
const still = (frame: RgbdFrame): Presence => after(frame, frame);

const anyBall = fc.record({
  x: fc.integer({ min: 90, max: WIDTH - 90 }),
  y: fc.integer({ min: 80, max: HEIGHT - 80 }),
  z: fc.integer({ min: 500, max: 1500 }),
  radius: fc.integer({ min: 75, max: 110 }),
});

describe('DepthPresence', () => {
  it('asks for a search of the first frame, whatever it shows', () => {
    expect(new DepthPresence().look(room)).toBe('somebody');
  });

  it('asks for it again where another stream begins', () => {
    new DepthPresence().rememberRoom(room);
    expect(new DepthPresence().look(room)).toBe('somebody');
  });

  it.each([
    ['a wall', () => 1200],
    ['a far wall', () => 4500],
    ['a wall that is seen aslant', (x: number) => 900 + 2 * x],
    [
      'a floor and a wall',
      (_x: number, y: number) => Math.min(2400, 150_000 / Math.max(1, y - 150)),
    ],
    ['a shelf as wide as the room', (_x: number, y: number) => (y > 200 && y < 260 ? 1300 : 1600)],
    ['a pencil', (x: number) => (Math.abs(x - 200) < 8 ? 700 : 2200)],
    ['furniture in the distance', (x: number) => (x > 200 && x < 260 ? 2300 : 3600)],
  ])('sees nobody in %s', (_what, distance) => {
    expect(still(frameOf(distance))).toBe('nobody');
  });

  it('cannot say where depth shows nothing', () => {
    expect(still(frameOf(() => 0))).toBe('unknown');
    expect(still(frameOf((x, y) => (x < 50 && y < 50 ? 900 : 0)))).toBe('unknown');
  });

  it('sees anything of the size of a head that stands out, though it does not move', () => {
    fc.assert(
      fc.property(anyBall, (ball) => {
        expect(still(frameOf((x, y) => Math.min(2200, ballAt(ball, x, y))))).toBe('somebody');
      }),
      { numRuns: 20 },
    );
  });

  it('sees a head whose hair gives no readings, before a wall that gives none either', () => {
    const face: Ball = { x: 256, y: 220, z: 1000, radius: 90 };
    const drawn = frameOf((x, y) => {
      const z = ballAt(face, x, y);
      return z < Infinity && y > 205 ? z : y > 350 ? 2200 : 0;
    });
    expect(still(drawn)).toBe('somebody');
  });

  it('sees whatever comes, goes or moves, where something else stood out all the time or nothing did', () => {
    fc.assert(
      fc.property(anyBall, anyBall, (one, other) => {
        fc.pre(Math.hypot(one.x - other.x, one.y - other.y) > 100);
        const before = frameOf((x, y) => Math.min(2200, ballAt(one, x, y)));
        const later = frameOf((x, y) => Math.min(2200, ballAt(other, x, y)));
        expect(after(room, later)).toBe('somebody');
        expect(after(before, room)).toBe('somebody');
        expect(after(before, later)).toBe('somebody');
      }),
      { numRuns: 12 },
    );
  });

  it('sees somebody come of whom depth shows only a hole', () => {
    fc.assert(
      fc.property(anyBall, (ball) => {
        const hole = frameOf((x, y) => (ballAt(ball, x, y) < Infinity ? 0 : 2200));
        expect(after(room, hole)).toBe('somebody');
        expect(after(hole, room)).toBe('somebody');
      }),
      { numRuns: 12 },
    );
  });

  it('takes flicker for nobody: single readings, holes and the far end of the room', () => {
    for (let seed = 0; seed < 5; seed++) {
      const random = new SeededRandom(seed);
      const flickering = frameOf((x) => {
        const kind = 100 * random.next();
        if (kind < 12) return 0;
        if (kind < 14) return 700;
        if (x < 400) return 2200 + kind / 3;
        return kind < 50 ? 0 : 4000;
      });
      const calm = frameOf((x) => (x >= 400 ? 4000 : 2200));
      expect(after(calm, flickering)).toBe('nobody');
    }
  });

  it('takes a frame of another size for another room', () => {
    const small = { ...room, width: 128, height: 96, depth: room.depth.slice(0, 128 * 96) };
    expect(after(room, small)).toBe('somebody');
  });

  it('survives any depth, of any size', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 90 }),
        fc.integer({ min: 0, max: 70 }),
        fc.array(fc.integer({ min: 0, max: 65_535 }), { maxLength: 400 }),
        (width, height, readings) => {
          const depth = Uint16Array.from(
            { length: width * height },
            (_, i) => readings[i % Math.max(1, readings.length)] ?? 0,
          );
          const frame = { ...room, width, height, depth, color: new Uint8Array(4 * depth.length) };
          expect(['nobody', 'somebody', 'unknown']).toContain(still(frame));
        },
      ),
    );
  });
});

describe.skipIf(!existsSync(join(ASSETS, 'people/people.json')))('DepthPresence', () => {
  const pose = { yaw: 0, pitch: 0, roll: 0, x: 0, y: 0, distanceMm: 650 };
  /** Straight ahead and turned; how far aside as a share of the distance. */
  const POSES = [
    { yaw: 0, side: 0 },
    { yaw: -45, side: -1 / 4 },
    { yaw: 40, side: 1 / 3 },
  ];

  it.each(SENSORS)('sees nobody in the empty room of a %s, second after second', async (sensor) => {
    const camera = orThrow(await VirtualSensor.create({ sensor, presentation: 'person' }, null, 3));
    const presence = new DepthPresence();
    const said: Presence[] = [];
    for (let k = 0; k < 30; k++) {
      const { frame } = orThrow(await camera.capture(pose, k, 33 * k));
      said.push(presence.look(frame));
      if (k === 0) presence.rememberRoom(frame);
    }
    expect(new Set(said.slice(1))).toEqual(new Set(['nobody']));
  });

  it.each(SENSORS)(
    'sees every virtual person from 0.4 to 1.4 m by a %s, who comes and who stands still, and a photo held up',
    { timeout: 4 * MINUTES },
    async (sensor) => {
      const empty = orThrow(
        await VirtualSensor.create({ sensor, presentation: 'person' }, null, 3),
      );
      const { frame: before } = orThrow(await empty.capture(pose, 0, 0));
      const missed: string[] = [];
      for (const { id } of orThrow(await listVirtualPeople(ASSETS))) {
        const person = orThrow(
          await VirtualPerson.create(orThrow(await openVirtualPerson(ASSETS, id))),
        );
        for (const presentation of ['person', 'print-flat'] as const) {
          const camera = orThrow(await VirtualSensor.create({ sensor, presentation }, person, 5));
          const distances = presentation === 'person' ? [400, 650, 1000, 1400] : [400, 1000];
          for (const distanceMm of distances) {
            const poses = presentation === 'person' ? POSES : POSES.slice(0, 1);
            for (const { yaw, side } of poses) {
              const x = side * distanceMm;
              const { frame } = orThrow(
                await camera.capture({ ...pose, yaw, x, distanceMm }, 0, 0),
              );
              const what = `${id} as ${presentation}, ${distanceMm} mm, yaw ${yaw}`;
              if (after(before, frame) !== 'somebody') missed.push(`${what}, coming`);
              if (still(frame) !== 'somebody') missed.push(`${what}, standing still`);
            }
          }
        }
      }
      expect(missed).toEqual([]);
    },
  );
});

const data = process.env['DEPTHLOCK_DATA'] ?? '/nonexistent';
const ARCHIVES = ['rap3df-2019b.tar.xz', 'attacks-2019b.tar.xz'].map((name) => join(data, name));

describe.skipIf(!ARCHIVES.every((file) => existsSync(file)))('DepthPresence, of real heads', () => {
  it(
    'sees somebody in every shot of the data, and in every attack',
    { timeout: 4 * MINUTES },
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'depthlock-presence-'));
      try {
        for (const file of ARCHIVES) {
          expect(spawnSync('tar', ['-xJf', file, '-C', folder]).status).toBe(0);
        }
        const missed: string[] = [];
        let shots = 0;
        for (const name of await readdir(folder, { recursive: true })) {
          if (!name.endsWith('.depth.png')) continue;
          const picture = sharp(join(folder, name))
            .toColourspace('grey16')
            .raw({ depth: 'ushort' });
          const { data: bytes, info } = await picture.toBuffer({ resolveWithObject: true });
          const { width, height } = info;
          const depth = new Uint16Array(Uint8Array.from(bytes).buffer);
          const color = new Uint8Array(4 * depth.length);
          shots++;
          if (still({ ...room, width, height, depth, color }) !== 'somebody') missed.push(name);
        }
        expect(shots).toBeGreaterThanOrEqual(508 + 1000);
        expect(missed).toEqual([]);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  );
});

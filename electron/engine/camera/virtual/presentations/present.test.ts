import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { PRESENTATIONS, type Presentation } from '../../../../contract/camera.ts';
import { orThrow } from '../../../../contract/result-fixture.ts';
import { HEAD_GRID, loadMeanHead } from '../../../vision/head/mean-head.ts';
import { quantile } from '../../../../base/quantile.ts';
import { SURFACE } from '../atlas/atlas.ts';
import { openVirtualPerson } from '../atlas/people.ts';
import { STILL } from '../motion.ts';
import type { CleanFrame } from '../noise/clean-frame.ts';
import { VirtualPerson } from '../virtual-person.ts';
import { VirtualSensor } from '../virtual-sensor.ts';
import { loadGenericFace } from './generic-face.ts';
import { mapHead } from './head-map.ts';
import { needsProps, type Props } from './present.ts';
import { BEND_RADIUS_MM, FOLD } from './sheet-forms.ts';

const ASSETS = join(import.meta.dirname, '../../../../../assets');

let ada: VirtualPerson;
let props: Props;
beforeAll(async () => {
  const invite = async (id: string) =>
    orThrow(await VirtualPerson.create(orThrow(await openVirtualPerson(ASSETS, id))));
  ada = await invite('ada');
  const genericFace = orThrow(await loadGenericFace(ASSETS));
  props = { attacker: await invite('bruno'), genericFace };
});

const sensorOf = async (
  presentation: Presentation,
  sensor: 'kinect-v1' | 'kinect-v2' = 'kinect-v2',
) => orThrow(await VirtualSensor.create({ sensor, presentation }, ada, 5, props));

async function draw(presentation: Presentation, owner = ada): Promise<CleanFrame> {
  const setting = { sensor: 'kinect-v2', presentation } as const;
  const sensor = orThrow(await VirtualSensor.create(setting, owner, 5, props));
  const { width, height, intrinsics, subject, ...drawn } = orThrow(await sensor.draw(STILL));
  const planes = {
    color: drawn.color.slice(),
    depth: drawn.depth.slice(),
    surface: drawn.surface.slice(),
  };
  return { width, height, intrinsics, subject, ...planes };
}

interface Point {
  readonly i: number;
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** Camera-space points of the pixels that show a surface. */
function pointsOf(frame: CleanFrame, surface: number): Point[] {
  const { fx, fy, cx, cy } = frame.intrinsics;
  const points: Point[] = [];
  frame.surface.forEach((kind, i) => {
    if (kind !== surface) return;
    const z = frame.depth[i] ?? NaN;
    const [u, v] = [i % frame.width, Math.floor(i / frame.width)];
    points.push({ i, x: ((u - cx) * z) / fx, y: ((v - cy) * z) / fy, z });
  });
  return points;
}

/** Slopes of the plane through points by least squares, and the largest residual, mm. */
function planeOf(points: readonly Point[]) {
  const mean = (value: (p: Point) => number) =>
    points.reduce((sum, p) => sum + value(p), 0) / points.length;
  const [mx, my, mz] = [mean((p) => p.x), mean((p) => p.y), mean((p) => p.z)];
  const sum = (value: (x: number, y: number, z: number) => number) =>
    points.reduce((total, p) => total + value(p.x - mx, p.y - my, p.z - mz), 0);
  const [xx, xy, yy] = [sum((x) => x * x), sum((x, y) => x * y), sum((_, y) => y * y)];
  const [xz, yz] = [sum((x, _, z) => x * z), sum((_, y, z) => y * z)];
  const det = xx * yy - xy * xy;
  const [a, b] = [(xz * yy - yz * xy) / det, (yz * xx - xz * xy) / det];
  const off = points.map((p) => Math.abs(p.z - mz - a * (p.x - mx) - b * (p.y - my)));
  return { across: a, down: b, residual: quantile(off, 0.99) };
}

const inside = (points: readonly Point[]) =>
  points.filter(({ x, y }) => Math.abs(x) < 85 && Math.abs(y) < 120);

/** Quicker than a comparison that could say where. */
const isSame = (a: Float32Array | Uint8Array, b: Float32Array | Uint8Array): boolean =>
  Buffer.from(a.buffer).equals(Buffer.from(b.buffer));

describe('presentations before the virtual Kinect', () => {
  it.each(PRESENTATIONS)(
    'shows %s to both sensors, and says where a head is only of a living one',
    async (presentation) => {
      for (const kind of ['kinect-v1', 'kinect-v2'] as const) {
        const sensor = await sensorOf(presentation, kind);
        const { frame, truth } = orThrow(await sensor.capture(STILL, 0, 0));
        const near = frame.depth.filter((z) => z > 0 && z < 1000).length;
        expect(near).toBeGreaterThan(8000);
        expect(truth !== undefined).toBe(presentation === 'person' || presentation === 'asleep');
      }
    },
  );

  it('needs somebody who holds or wears all but the living and the copy', () => {
    const alone = PRESENTATIONS.filter((presentation) => !needsProps(presentation));
    expect(alone).toEqual(['person', 'asleep', 'head-copy']);
  });

  it('holds prints in hands that tremble, and leaves a person alone', async () => {
    const sensor = await sensorOf('print-flat');
    const depths = new Set<number>();
    for (let n = 0; n < 12; n++) {
      const { frame } = orThrow(await sensor.capture(STILL, n, 33 * n));
      const middle = [...frame.depth.subarray(512 * 205 + 250, 512 * 205 + 262)];
      depths.add(Math.round(quantile(middle, 0.5)));
    }
    expect(depths.size).toBeGreaterThan(2);
    const alive = await sensorOf('person');
    expect(orThrow(await alive.capture(STILL, 0, 500)).truth).toMatchObject({ yaw: 0, pitch: 0 });
  });
});

describe('prints', () => {
  it('are flat, and stay the size of the face', async () => {
    const points = pointsOf(await draw('print-flat'), SURFACE.paper);
    expect(planeOf(points).residual).toBeLessThan(0.5);
    const wide = Math.max(...points.map(({ x }) => x)) - Math.min(...points.map(({ x }) => x));
    expect(wide).toBeGreaterThan(215);
    expect(wide).toBeLessThan(250);
  });

  it('are bent round a cylinder', async () => {
    const rows = inside(pointsOf(await draw('print-bent'), SURFACE.paper)).filter(
      ({ y }) => Math.abs(y) < 4,
    );
    const front = Math.min(...rows.map(({ z }) => z));
    const aside = rows.filter(({ x }) => Math.abs(Math.abs(x) - 60) < 3).map(({ z }) => z - front);
    const sagitta = BEND_RADIUS_MM - Math.sqrt(BEND_RADIUS_MM ** 2 - 60 ** 2);
    expect(Math.abs(quantile(aside, 0.5) - sagitta)).toBeLessThan(5);
  });

  it('are folded once', async () => {
    const points = inside(pointsOf(await draw('print-folded'), SURFACE.paper));
    const left = planeOf(points.filter(({ x }) => x < -12));
    const right = planeOf(points.filter(({ x }) => x > 12));
    expect(left.residual).toBeLessThan(1);
    expect(right.residual).toBeLessThan(1);
    const opening = Math.atan(right.across) - Math.atan(left.across);
    expect(Math.abs(opening - 2 * FOLD)).toBeLessThan(0.05);
  });

  it('have the nose folded out of a flat sheet', async () => {
    const points = inside(pointsOf(await draw('print-nose'), SURFACE.paper));
    const plane = points.filter(({ x }) => Math.abs(x) > 30);
    expect(planeOf(plane).residual).toBeLessThan(0.5);
    const around = quantile(
      plane.map(({ z }) => z),
      0.5,
    );
    const out = around - Math.min(...points.filter(({ x }) => Math.abs(x) < 25).map(({ z }) => z));
    expect(out).toBeGreaterThan(15);
    expect(out).toBeLessThan(35);
  });

  it('let the eyes behind look through holes', async () => {
    const frame = await draw('print-eye-holes');
    const eyes = pointsOf(frame, SURFACE.eye);
    const paper = pointsOf(frame, SURFACE.paper);
    expect(eyes.length).toBeGreaterThan(60);
    const plane = quantile(
      paper.map(({ z }) => z),
      0.5,
    );
    expect(Math.min(...eyes.map(({ z }) => z))).toBeGreaterThan(plane + 5);
  });

  it('come nearer than the face behind them', async () => {
    const paper = pointsOf(await draw('print-near'), SURFACE.paper);
    const bare = pointsOf(await draw('person', props.attacker), SURFACE.skin);
    const gap =
      Math.min(...bare.map(({ z }) => z)) -
      quantile(
        paper.map(({ z }) => z),
        0.5,
      );
    expect(gap).toBeGreaterThan(80);
    expect(gap).toBeLessThan(100);
  });

  it('fade in infrared', async () => {
    const frame = orThrow(await (await sensorOf('print-flat')).capture(STILL, 0, 0)).frame;
    const clean = await draw('print-flat');
    const spread = (values: readonly number[]) => quantile(values, 0.1) / quantile(values, 0.9);
    const paper = inside(pointsOf(clean, SURFACE.paper)).map(({ i }) => i);
    const infrared = spread(paper.map((i) => frame.infrared?.[i] ?? 0));
    const colour = spread(paper.map((i) => clean.color[4 * i] ?? 0));
    expect(infrared).toBeGreaterThan(0.7);
    expect(colour).toBeLessThan(0.4);
  });
});

describe('a tablet', () => {
  it('shines in a dim room, is black in infrared, and has holes in depth', async () => {
    const clean = await draw('tablet');
    const screen = pointsOf(clean, SURFACE.screen).map(({ i }) => i);
    const sensor = await sensorOf('tablet');
    const shown = orThrow(await sensor.capture(STILL, 0, 0, 'dim')).frame;
    const still = screen.filter((i) => (clean.depth[i] ?? 0) > 0 && (shown.depth[i] ?? 0) > 0);
    const mean = (of: readonly number[], value: (i: number) => number) =>
      of.reduce((sum, i) => sum + value(i), 0) / of.length;
    const dimmed = mean(still, (i) => shown.color[4 * i + 1] ?? 0);
    expect(dimmed).toBeGreaterThan(0.9 * mean(still, (i) => clean.color[4 * i + 1] ?? 0));
    const person = orThrow(await (await sensorOf('person')).capture(STILL, 0, 0)).frame;
    const skin = pointsOf(await draw('person'), SURFACE.skin).map(({ i }) => i);
    const infrared = mean(screen, (i) => shown.infrared?.[i] ?? 0);
    expect(infrared).toBeLessThan(0.15 * mean(skin, (i) => person.infrared?.[i] ?? 0));
    const lost = screen.filter((i) => shown.depth[i] === 0).length / screen.length;
    expect(lost).toBeGreaterThan(0.04);
    expect(lost).toBeLessThan(0.3);
  });
});

describe('somebody asleep', () => {
  it('has lids over both eyes and a cushion behind the head', async () => {
    const [awake, frame] = [await draw('person'), await draw('asleep')];
    const open = pointsOf(awake, SURFACE.eye);
    expect(open.length).toBeGreaterThan(60);
    expect(pointsOf(frame, SURFACE.eye).length).toBeLessThan(0.1 * open.length);
    const darkest = (of: CleanFrame) =>
      quantile(
        open.map(({ i }) => of.color[4 * i + 1] ?? 0),
        0.1,
      );
    expect(darkest(frame)).toBeGreaterThan(1.5 * darkest(awake));
    const linen = pointsOf(frame, SURFACE.cloth).map(({ z }) => z);
    expect(quantile(linen, 0.05)).toBeGreaterThan(STILL.distanceMm);
    expect(quantile(linen, 0.95)).toBeLessThan(STILL.distanceMm + 260);
  });
});

describe('masks and other heads', () => {
  it('wears the mean head as a generic mask', async () => {
    const mean = orThrow(await loadMeanHead(ASSETS));
    const frame = await draw('generic-mask');
    const { marks } = orThrow(await mapHead(props.attacker));
    const generic = orThrow(await loadGenericFace(ASSETS));
    const { pivot, faceDistanceMm } = props.attacker.archive;
    const back = STILL.distanceMm - faceDistanceMm;
    const off = pointsOf(frame, SURFACE.paper).flatMap(({ x, y, z }) => {
      const column =
        (x - pivot[0] - marks.eyes[0] + generic.marks.eyes[0]) / HEAD_GRID.millimetresPerPixel;
      const row =
        (y - pivot[1] - marks.eyes[1] + generic.marks.eyes[1]) / HEAD_GRID.millimetresPerPixel;
      const half = HEAD_GRID.size / 2;
      const relief =
        mean.relief[Math.round(row + half) * HEAD_GRID.size + Math.round(column + half)];
      return relief === undefined || Number.isNaN(relief) ? [] : [z - pivot[2] - back - relief];
    });
    expect(off.length).toBeGreaterThan(2000);
    const shift = quantile(off, 0.5);
    expect(
      quantile(
        off.map((value) => Math.abs(value - shift)),
        0.9,
      ),
    ).toBeLessThan(2);
  });

  it('presses paper onto a face, which it follows no closer than paper does', async () => {
    const paper = pointsOf(await draw('paper-mask'), SURFACE.paper);
    const skin = pointsOf(await draw('person', props.attacker), SURFACE.skin);
    const noseOf = (points: readonly Point[]) => {
      const front = Math.min(...points.map(({ z }) => z));
      const tip = points.find(({ z }) => z === front) ?? expect.fail('nothing there');
      const beside = points.filter(
        ({ x, y }) => Math.abs(Math.abs(x - tip.x) - 22) < 3 && Math.abs(y - tip.y) < 5,
      );
      return (
        quantile(
          beside.map(({ z }) => z),
          0.5,
        ) - front
      );
    };
    expect(noseOf(paper)).toBeLessThan(0.75 * noseOf(skin));
    expect(Math.min(...paper.map(({ z }) => z))).toBeLessThan(Math.min(...skin.map(({ z }) => z)));
  });

  it('puts the owner’s colours on another head and leaves its relief', async () => {
    const bruno = await draw('person', props.attacker);
    const frame = await draw('colour-on-other-head');
    expect(isSame(frame.depth, bruno.depth)).toBe(true);
    const skin = pointsOf(bruno, SURFACE.skin).map(({ i }) => i);
    const changed = skin.filter(
      (i) => Math.abs((frame.color[4 * i + 1] ?? 0) - (bruno.color[4 * i + 1] ?? 0)) > 8,
    );
    expect(changed.length / skin.length).toBeGreaterThan(0.4);
  });

  it('copies the owner’s head to the millimetre, without what is special of hair and eyes', async () => {
    const [alive, copy] = [await draw('person'), await draw('head-copy')];
    expect(isSame(copy.depth, alive.depth)).toBe(true);
    expect(isSame(copy.color, alive.color)).toBe(true);
    expect(pointsOf(copy, SURFACE.hair)).toEqual([]);
    expect(pointsOf(copy, SURFACE.eye)).toEqual([]);
  });
});

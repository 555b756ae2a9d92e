import { quantile } from '../../electron/base/quantile.ts';
import { orThrow } from '../../electron/contract/result-fixture.ts';
import type { RgbdFrame } from '../../electron/contract/frame.ts';
import { openVirtualPerson } from '../../electron/engine/camera/virtual/atlas/people.ts';
import { VirtualPerson } from '../../electron/engine/camera/virtual/virtual-person.ts';
import { VirtualSensor } from '../../electron/engine/camera/virtual/virtual-sensor.ts';
import { createVision } from '../../electron/engine/vision/pipeline.ts';
import { newStream } from '../../electron/engine/vision/stream.ts';
import { ASSETS } from '../assets.ts';
import { processorMs, type Point, type ScaleCurve } from './curve.ts';

/** Side by side at a metre: millimetres to the right of the middle. */
const PLACES = [-90, 130, -310, 350];
const PEOPLE = ['ada', 'bruno', 'chidi', 'dorothea'];
const FRAMES = 45;
const WARM_UP = 10;

/** A frame with so many people in view, of whom the nearest is looked at. All are measured. */
export async function scaleOfFaces(): Promise<
  ScaleCurve & { readonly othersSeen: readonly number[] }
> {
  const vision = orThrow(await createVision({ assets: ASSETS }));
  const measured: Point[] = [];
  const othersSeen: number[] = [];
  for (let count = 1; count <= PLACES.length; count++) {
    const stream = newStream();
    const picture = await together(count);
    const spent: number[] = [];
    let others = 0;
    for (let i = 0; i < FRAMES; i++) {
      const frame = {
        ...{ ...picture, color: picture.color.slice(), depth: picture.depth.slice() },
        ...{ sequence: i, timeMs: (i * 1000) / 30 },
      };
      const ms = await processorMs(async () => {
        const { observation } = await vision.process(frame, { embed: true, stream });
        if (observation.kind === 'face') others = Math.max(others, observation.others);
      });
      if (i >= WARM_UP) spent.push(ms);
    }
    // The mean: the search for others comes once a second, and belongs to the cost.
    measured.push([count, spent.reduce((sum, ms) => sum + ms, 0) / spent.length]);
    othersSeen.push(others);
    if (quantile(spent, 0.5) === 0) throw new Error('Nothing was measured.');
  }
  await vision.dispose();
  return {
    ...{ name: 'A frame with people in view', xTitle: 'faces', yTitle: 'ms' },
    ...{ measured, extrapolated: [], othersSeen },
  };
}

/** Pictures of one person each, laid over each other: what is nearer hides what is behind. */
async function together(count: number): Promise<RgbdFrame> {
  const frames: RgbdFrame[] = [];
  for (const [i, x] of PLACES.slice(0, count).entries()) {
    const person = orThrow(
      await VirtualPerson.create(orThrow(await openVirtualPerson(ASSETS, PEOPLE[i] ?? 'ada'))),
    );
    const setting = { sensor: 'kinect-v2', presentation: 'person' } as const;
    const sensor = orThrow(await VirtualSensor.create(setting, person, 7 + i));
    const pose = { yaw: 0, pitch: 0, roll: 0, x, y: 0, distanceMm: 1000 + 40 * i };
    frames.push(orThrow(await sensor.capture(pose, 1, 33)).frame);
  }
  const [first, ...rest] = frames;
  if (first === undefined) throw new Error('Nobody was drawn.');
  const all = { ...first, color: first.color.slice(), depth: first.depth.slice() };
  for (const { color, depth } of rest) {
    depth.forEach((z, i) => {
      const nearest = all.depth[i] ?? 0;
      if (z === 0 || (nearest !== 0 && nearest <= z)) return;
      all.depth[i] = z;
      all.color.set(color.subarray(4 * i, 4 * i + 4), 4 * i);
    });
  }
  return all;
}

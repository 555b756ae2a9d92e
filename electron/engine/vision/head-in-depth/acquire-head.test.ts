import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { RgbdFrame } from '../../../contract/frame.ts';
import { orThrow } from '../../../contract/result-fixture.ts';
import { openVirtualPerson } from '../../camera/virtual/atlas/people.ts';
import { VirtualPerson } from '../../camera/virtual/virtual-person.ts';
import { VirtualSensor } from '../../camera/virtual/virtual-sensor.ts';
import { acquireHead } from './acquire-head.ts';
import { createFaceFinder, type FaceSearch } from '../detect/face-finder.ts';
import { boxOfPoints } from '../landmarks/box-of-points.ts';
import { loadHeadGuesser } from './head-guesser.ts';
import { HeadMeter } from '../head/head-pose.ts';
import { loadMeanHead } from '../head/mean-head.ts';

const ASSETS = join(import.meta.dirname, '../../../../assets');
const POSE = { yaw: 14, pitch: -6, roll: 3, x: 0, y: 0, distanceMm: 650 };

const meter = new HeadMeter(orThrow(await loadMeanHead(ASSETS)));
const guesser = orThrow(await loadHeadGuesser(ASSETS));
const finder = orThrow(await createFaceFinder(ASSETS));
afterAll(async () => {
  await guesser.dispose();
  await finder.dispose();
});

async function photograph(id: string | null): Promise<RgbdFrame> {
  const person =
    id === null
      ? null
      : orThrow(await VirtualPerson.create(orThrow(await openVirtualPerson(ASSETS, id))));
  const scene = { sensor: 'kinect-v2', presentation: 'person' } as const;
  const sensor = orThrow(await VirtualSensor.create(scene, person, 5));
  return orThrow(await sensor.capture(POSE, 0, 0)).frame;
}

const frame = await photograph('ada');
const seen = await finder.find(frame);

/** What the finder saw, with landmarks of its own. */
function withLandmarks(change: (points: Float32Array) => void): FaceSearch {
  if (seen.kind === 'none') throw new Error('nobody was seen');
  const landmarks = seen.face.landmarks.slice();
  change(landmarks);
  return { ...seen, face: { ...seen.face, landmarks, box: boxOfPoints(landmarks) } };
}

const NOTHING: FaceSearch = { kind: 'none', detectMs: 0, landmarksMs: 0 };

describe('acquireHead', () => {
  it('measures the face that colour shows', async () => {
    const found = await acquireHead(frame, seen, guesser, meter);
    expect(found).toMatchObject({ kind: 'head', by: 'colour' });
    expect(found.kind === 'head' && Math.abs(found.acquired.head.pose.yaw - POSE.yaw)).toBeLessThan(
      4,
    );
  });

  /** As on the frames of glasses: all landmarks within a few centimetres. */
  const shrunk = withLandmarks((points) => {
    const { x, y, width, height } = boxOfPoints(points);
    for (let i = 0; i < points.length; i += 3) {
      points[i] = x + width / 2 + 0.3 * ((points[i] ?? 0) - x - width / 2);
      points[i + 1] = y + height / 3 + 0.3 * ((points[i + 1] ?? 0) - y - height / 3);
    }
  });
  /** Colour shows a face where depth has no reading, on a screen for instance. */
  const elsewhere = withLandmarks((points) => {
    for (let i = 0; i < points.length; i += 3) points[i] = -500;
  });

  it.each([
    ['colour shows nobody', NOTHING],
    ['the landmarks span no face', shrunk],
    ['depth says nothing about the landmarks', elsewhere],
  ])('asks depth for the head where %s', async (_, search) => {
    const found = await acquireHead(frame, search, guesser, meter);
    expect(found).toMatchObject({ kind: 'head', by: 'depth' });
    if (found.kind !== 'head') return;
    const { pose } = found.acquired.head;
    expect(Math.abs(pose.yaw - POSE.yaw)).toBeLessThan(5);
    expect(Math.abs(pose.pitch - POSE.pitch)).toBeLessThan(6);
    expect(Math.abs(pose.distanceMm - POSE.distanceMm)).toBeLessThan(15);
  });

  it('says why there is nobody', async () => {
    const room = await photograph(null);
    expect(await acquireHead(room, NOTHING, guesser, meter)).toEqual({
      kind: 'nobody',
      because: 'nothing-seen',
    });
    expect(await acquireHead(room, elsewhere, guesser, meter)).toEqual({
      kind: 'nobody',
      because: 'unmeasured',
    });
  });
});

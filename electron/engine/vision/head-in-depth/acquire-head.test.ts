import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { RgbdFrame } from '../../../contract/frame.ts';
import { orThrow } from '../../../contract/result-fixture.ts';
import { openVirtualPerson } from '../../camera/virtual/atlas/people.ts';
import { VirtualPerson } from '../../camera/virtual/virtual-person.ts';
import { VirtualSensor } from '../../camera/virtual/virtual-sensor.ts';
import { acquireHead } from './acquire-head.ts';
import { createFaceFinder, type FaceSearch, type FoundFace } from '../detect/face-finder.ts';
import { fivePoints } from '../fusion/fusion.ts';
import { landmarksOfHead } from '../landmarks/head-landmarks.ts';
import { boxOfPoints } from '../landmarks/box-of-points.ts';
import { loadHeadGuesser } from './head-guesser.ts';
import type { HeadAlignment } from '../head/head-alignment.ts';
import { HeadMeter, type HeadPoseResult } from '../head/head-pose.ts';
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

  describe('where the landmarks have slipped', () => {
    const unsure: FaceSearch =
      seen.kind === 'none' ? seen : { ...seen, face: { ...seen.face, presence: 0.7 } };
    const five = (face: FoundFace) => fivePoints(face.landmarks);
    const seenFive = seen.kind === 'none' ? [] : five(seen.face);

    it('lays the crop by the head that depth measured', async () => {
      const found = await acquireHead(frame, unsure, guesser, meter);
      expect(found).toMatchObject({ kind: 'head', by: 'colour', acquired: { crop: 'measured' } });
      if (found.kind !== 'head') return;
      const { face, head } = found.acquired;
      const ofHead = landmarksOfHead(head.alignment.transform, frame.camera.intrinsics, meter.mean);
      expect(face.landmarks).toEqual(ofHead);
      five(face).forEach(([x, y], i) => {
        const [u = NaN, v = NaN] = seenFive[i] ?? [];
        expect(Math.hypot(x - u, y - v)).toBeLessThan(8);
      });
    });

    /** Measures heads as from landmarks that lie elsewhere, and those that depth finds not at all. */
    class AstrayMeter extends HeadMeter {
      readonly #changes: Partial<HeadAlignment>;
      readonly #finds: boolean;
      /** The surface under the landmarks. */
      measured = new Float32Array(0);

      constructor(changes: Partial<HeadAlignment>, finds: boolean) {
        super(meter.mean);
        this.#changes = changes;
        this.#finds = finds;
      }

      override measure(...look: Parameters<HeadMeter['measure']>): HeadPoseResult {
        const result = super.measure(...look);
        if (result.kind !== 'pose') return result;
        const { head } = result;
        this.measured = head.surface.points.slice();
        const alignment = { ...head.alignment, ...this.#changes };
        return { ...result, head: { ...head, alignment } };
      }

      override measureSurface(...look: Parameters<HeadMeter['measureSurface']>) {
        const found = super.measureSurface(...look);
        const isFirst = this.measured.length === 0;
        return isFirst || this.#finds ? found : { ...found, alignment: null };
      }
    }
    const UNSURE = { residualMm: 6 };
    const UNALIGNED = { residualMm: Infinity, matched: 0, share: 0 };
    const doubted: FaceSearch =
      unsure.kind === 'none'
        ? unsure
        : { ...unsure, face: { ...unsure.face, company: { beside: 1, near: 1 } } };

    it('looks for the head in depth where the alignment is unsure too', async () => {
      const astray = new AstrayMeter(UNSURE, true);
      expect(await acquireHead(frame, doubted, guesser, astray)).toMatchObject({
        kind: 'head',
        by: 'depth',
        acquired: { crop: 'measured', face: { company: { beside: 1, near: 1 } } },
      });
    });

    it.each([
      ['lays none where nothing was aligned', UNALIGNED, 'lost'],
      ['lays it as seen where the alignment is merely unsure', UNSURE, 'seen'],
    ] as const)('finds no head in depth: %s, and keeps what it measured', async (_, how, crop) => {
      const astray = new AstrayMeter(how, false);
      const found = await acquireHead(frame, doubted, guesser, astray);
      expect(found).toMatchObject({ kind: 'head', by: 'colour', acquired: { crop } });
      if (found.kind !== 'head') return;
      expect(found.acquired.head.surface.points).toEqual(astray.measured);
    });
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

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Observation } from '../../electron/contract/observation.ts';
import type { FrameMessage } from '../../electron/contract/window/bridge.ts';
import { DepthRangeFollower, marksOf, USUAL_RANGE, wantedRange } from './depth-range.ts';

const images = (depth: readonly number[]) => ({
  width: depth.length,
  height: 1,
  depth: Uint16Array.from(depth),
});
/** Readings from 1 to 2 m, with a few that lie far outside. */
const ROOM = Array.from({ length: 1000 }, (_, i) => (i < 5 ? 300 : i > 994 ? 9000 : 1000 + i));

const frame = (sequence: number, depth: readonly number[] = ROOM): FrameMessage => ({
  kind: 'frame',
  sequence,
  timeMs: 33 * sequence,
  trust: 'virtual',
  picture: null,
  registered: {
    place: { scaleX: 1, scaleY: 1, x: 0, y: 0 },
    ...images(depth),
    color: new Uint8Array(4 * depth.length),
    intrinsics: { fx: 1, fy: 1, cx: 0, cy: 0 },
  },
});

const times = { detect: 0, landmarks: 0, pose: 0, fuse: 0, embed: 0, liveness: 0, total: 0 };
const faceAt = (distanceMm: number): Observation => ({
  ...{ kind: 'face', sequence: 1, timeMs: 0, track: 1, others: 0, hint: 'none', times },
  box: { x: 0, y: 0, width: 1, height: 1 },
  pose: { yaw: 0, pitch: 0, roll: 0, distanceMm, interOcularMm: 63 },
  ...{ spectrum: 'colour', liveness: { kind: 'undecided' }, attention: 'unknown' },
});

describe('the wanted range', () => {
  it('is the neighbourhood of a face', () => {
    const range = wantedRange(images(ROOM), 650);
    expect(range?.nearMm).toBeLessThan(650);
    expect(range?.farMm).toBeGreaterThan(800);
    expect((range?.farMm ?? 0) - (range?.nearMm ?? 0)).toBeLessThan(400);
  });

  it('is what most of an empty room lies in', () => {
    const range = wantedRange(images(ROOM), null);
    expect(range?.nearMm).toBeGreaterThan(900);
    expect(range?.farMm).toBeLessThan(2100);
  });

  it('is none without readings', () => {
    expect(wantedRange(images(Array.from({ length: 1000 }, () => 0)), null)).toBeNull();
    expect(wantedRange(images([]), null)).toBeNull();
  });

  it('never is so narrow that noise takes the palette', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 65_535 }), { minLength: 20 }), (depth) => {
        const range = wantedRange(images(depth), null);
        expect((range?.farMm ?? 0) - (range?.nearMm ?? 0)).toBeGreaterThanOrEqual(100);
      }),
    );
  });
});

describe('a range that is followed', () => {
  it('starts where the first frame wants it, and stands still while little moves', () => {
    const follower = new DepthRangeFollower();
    expect(follower.range).toBe(USUAL_RANGE);
    const first = follower.follow(frame(1), faceAt(600));
    for (let sequence = 2; sequence < 60; sequence += 1) {
      const range = follower.follow(frame(sequence), faceAt(600 + 15 * Math.sin(sequence)));
      expect(range).toEqual(first);
    }
  });

  it('goes to where somebody has stepped, in steps that nobody sees as a jump', () => {
    const follower = new DepthRangeFollower();
    let before = follower.follow(frame(1), faceAt(600));
    for (let sequence = 2; sequence < 90; sequence += 1) {
      const range = follower.follow(frame(sequence), faceAt(900));
      expect(Math.abs(range.nearMm - before.nearMm)).toBeLessThan(45);
      before = range;
    }
    expect(before.nearMm).toBeCloseTo(840, 0);
  });

  it('says the same of the same frame, whoever asks first', () => {
    const follower = new DepthRangeFollower();
    follower.follow(frame(1), faceAt(600));
    const range = follower.follow(frame(2), faceAt(900));
    expect(follower.follow(frame(2), null)).toBe(range);
  });
});

describe('marks of a legend', () => {
  it('are round, ascending, inside the range and few', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9000 }),
        fc.integer({ min: 200, max: 20_000 }),
        (nearMm, width) => {
          const range = { nearMm, farMm: nearMm + width };
          const marks = marksOf(range);
          expect(marks.length).toBeGreaterThanOrEqual(1);
          expect(marks.length).toBeLessThanOrEqual(6);
          for (const mark of marks) {
            expect(mark).toBeGreaterThanOrEqual(nearMm);
            expect(mark).toBeLessThanOrEqual(range.farMm);
            expect([20, 50].some((step) => mark % step === 0)).toBe(true);
          }
        },
      ),
    );
  });
});

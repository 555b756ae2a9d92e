import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orThrow } from '../../../contract/result-fixture.ts';
import { HeadMeter } from '../head/head-pose.ts';
import { loadMeanHead } from '../head/mean-head.ts';
import { drawHead, type PosedHead } from '../head/mean-head-fixture.ts';
import { loadFaceRelief } from './face-relief.ts';
import { ReliefJudge, type ReliefVerdict } from './liveness.ts';
import { RecentReason } from './recent-reason.ts';

const ASSETS = join(import.meta.dirname, '../../../../assets');
const mean = orThrow(await loadMeanHead(ASSETS));
const network = orThrow(await loadFaceRelief(ASSETS));
const judge = new ReliefJudge(mean, network);
const meter = new HeadMeter(mean);

type Sheet = (x: number, y: number, z: number) => number;

function judged(pose: PosedHead, surface?: Sheet, by = judge): ReliefVerdict {
  const { frame, landmarks } = drawHead(mean, pose, surface);
  const result = meter.measure(frame, landmarks);
  if (result.kind !== 'pose') throw new Error('no head measured');
  return by.assess(result.head.surface, result.head.alignment.transform, 0, new RecentReason());
}

const BEFORE: PosedHead = { yaw: 0, pitch: 0, roll: 0, distanceMm: 600 };
const slight = fc.record({
  yaw: fc.integer({ min: -20, max: 20 }),
  pitch: fc.integer({ min: -15, max: 15 }),
  roll: fc.integer({ min: -10, max: 10 }),
  distanceMm: fc.integer({ min: 450, max: 1000 }),
});

const inFavour: unknown = expect.toSatisfy((logOdds: number) => logOdds > 0 && logOdds <= 6);
const against: unknown = expect.toSatisfy((logOdds: number) => logOdds < 0 && logOdds >= -6);

describe('the judge of the relief', () => {
  it('takes a head for a face in every pose in which people look at a camera', () => {
    fc.assert(
      fc.property(
        fc.record({
          yaw: fc.integer({ min: -35, max: 35 }),
          pitch: fc.integer({ min: -25, max: 25 }),
          roll: fc.integer({ min: -15, max: 15 }),
          distanceMm: fc.integer({ min: 400, max: 1200 }),
        }),
        (pose) => {
          expect(judged(pose)).toMatchObject({ kind: 'live', logOdds: inFavour });
        },
      ),
      { numRuns: 30, seed: 20 },
    );
  });

  it('takes no sheet bent round any axis for a face', () => {
    fc.assert(
      fc.property(
        slight,
        fc.integer({ min: 50, max: 400 }),
        fc.double({ min: 0, max: Math.PI, noNaN: true }),
        (pose, radius, angle) => {
          const bent: Sheet = (x, y) => {
            const along = x * Math.cos(angle) + y * Math.sin(angle);
            return -30 + Math.min(80, along ** 2 / (2 * radius));
          };
          expect(judged(pose, bent).kind).not.toBe('live');
        },
      ),
      { numRuns: 30, seed: 21 },
    );
  });

  it('takes no folded sheet for a face', () => {
    fc.assert(
      fc.property(
        slight,
        fc.double({ min: 0.1, max: 0.9, noNaN: true }),
        fc.double({ min: 0, max: Math.PI, noNaN: true }),
        fc.integer({ min: -30, max: 30 }),
        (pose, steep, angle, place) => {
          const folded: Sheet = (x, y) =>
            -30 + steep * Math.abs(x * Math.cos(angle) + y * Math.sin(angle) - place);
          expect(judged(pose, folded).kind).not.toBe('live');
        },
      ),
      { numRuns: 30, seed: 22 },
    );
  });

  it.each([
    ['flat', (x: number, y: number) => -30 + 0.1 * x - 0.1 * y],
    ['bent', (x: number) => -30 + (x * x) / 200],
    ['folded', (x: number) => -30 + 0.45 * Math.abs(x)],
  ] as const)('says of a %s sheet that it is that', (because, sheet) => {
    expect(judged(BEFORE, sheet)).toMatchObject({
      kind: 'not-live',
      because,
      logOdds: against,
    });
  });

  it.each([
    ['no-eye-sockets', 'whose eye sockets are filled', 14],
    ['not-a-face', 'of no simple form', 0],
  ] as const)('says “%s” of a relief %s that the network refuses', (because, _what, filledMm) => {
    const strict = new ReliefJudge(mean, { threshold: 0, score: () => -1 });
    const sockets: Sheet = (x, y, z) =>
      z - filledMm * Math.exp(-(((Math.abs(x) - 32) / 14) ** 2) - ((y + 14) / 9) ** 2);
    expect(judged(BEFORE, sockets, strict)).toMatchObject({ kind: 'not-live', because });
  });

  it('leaves a head undecided that is turned far and refused, but not a flat sheet', () => {
    const strict = new ReliefJudge(mean, { threshold: 0, score: () => -1 });
    const turned = { ...BEFORE, yaw: 32 };
    expect(judged(turned, undefined, strict)).toEqual({ kind: 'undecided' });
    expect(judged(turned, () => -30, strict).kind).toBe('not-live');
    expect(judged(BEFORE, undefined, strict).kind).toBe('not-live');
  });

  it('says nothing of a face that is mostly holes, whatever is left of it', () => {
    const { frame, landmarks } = drawHead(mean, BEFORE);
    const result = meter.measure(frame, landmarks);
    if (result.kind !== 'pose') throw new Error('no head measured');
    const { surface, alignment } = result.head;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: surface.width - 1 }), (column) => {
        const points = surface.points.slice();
        // A strip a tenth of the surface wide is left.
        for (let i = 0; i < surface.width * surface.height; i++) {
          const u = i % surface.width;
          if (Math.abs(u - column) > surface.width / 20) points[3 * i + 2] = 0;
        }
        const strip = { ...surface, points };
        expect(judge.assess(strip, alignment.transform, 0, new RecentReason())).toEqual({
          kind: 'undecided',
        });
      }),
    );
    const holes = { ...surface, points: new Float32Array(surface.points.length) };
    expect(judge.assess(holes, alignment.transform, 0, new RecentReason())).toEqual({
      kind: 'undecided',
    });
  });

  it('takes a network that answers no number for one that sees no face', () => {
    const broken = new ReliefJudge(mean, { threshold: 0, score: () => NaN });
    const { frame, landmarks } = drawHead(mean, BEFORE);
    const result = meter.measure(frame, landmarks);
    if (result.kind !== 'pose') throw new Error('no head measured');
    const { surface, alignment } = result.head;
    expect(broken.assess(surface, alignment.transform, 0, new RecentReason()).kind).toBe(
      'not-live',
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../people/random.ts';
import { IDENTITY_SETS } from '../identity-sets.ts';
import { planViews, VIEW_LIMITS } from './view-plan.ts';

const anySet = fc.constantFrom(...IDENTITY_SETS);
const anySeed = fc.integer({ min: 0, max: 1_000_000 });

describe('planned views', () => {
  it('depend on the random numbers alone', () => {
    fc.assert(
      fc.property(anySet, anySeed, (set, seed) => {
        const plan = () => planViews(set, 8, seededRandom(seed));
        expect(plan()).toEqual(plan());
      }),
    );
  });

  it('stay within the limits of pose and distance', () => {
    fc.assert(
      fc.property(anySet, anySeed, (set, seed) => {
        for (const { pose, misregistration, sensor, cutOut } of planViews(
          set,
          8,
          seededRandom(seed),
        )) {
          expect(Math.abs(pose.yaw)).toBeLessThanOrEqual(VIEW_LIMITS.yaw);
          expect(Math.abs(pose.pitch)).toBeLessThanOrEqual(VIEW_LIMITS.pitch);
          expect(Math.abs(pose.roll)).toBeLessThanOrEqual(VIEW_LIMITS.roll);
          expect(pose.distanceMm).toBeGreaterThanOrEqual(VIEW_LIMITS.nearMm);
          expect(pose.distanceMm).toBeLessThanOrEqual(VIEW_LIMITS.farMm);
          expect(Math.hypot(...misregistration)).toBeLessThan(4);
          if (sensor === 'kinect-v1') expect(cutOut).toBe(false);
        }
      }),
    );
  });

  it('begin with an enrolment: frontal, nothing before the face', () => {
    fc.assert(
      fc.property(anySet, anySeed, (set, seed) => {
        const [first] = planViews(set, 2, seededRandom(seed));
        expect(Math.abs(first?.pose.yaw ?? 90)).toBeLessThanOrEqual(10);
        expect(Math.abs(first?.pose.pitch ?? 90)).toBeLessThanOrEqual(10);
        expect([first?.hat, first?.hand]).toEqual([false, false]);
      }),
    );
  });

  it('of the reported people are mostly at 0.6 m', () => {
    const views = planViews('reported', 4000, seededRandom(3));
    const near = views.filter(({ pose }) => pose.distanceMm >= 550 && pose.distanceMm <= 650);
    expect(near.length / views.length).toBeGreaterThan(0.5);
  });

  it('use both sensors, every effect, and both looks of a person', () => {
    const views = planViews('training', 400, seededRandom(5));
    const share = (chosen: (view: (typeof views)[number]) => boolean) =>
      views.filter(chosen).length / views.length;
    expect(share(({ sensor }) => sensor === 'kinect-v1')).toBeCloseTo(0.3, 1);
    expect(share(({ look }) => look === 1)).toBeCloseTo(0.5, 1);
    expect(share(({ cutOut }) => cutOut)).toBeCloseTo(0.35, 1);
    for (const effect of ['hat', 'hand', 'glasses', 'coarseDepth', 'blur'] as const) {
      expect(share((view) => Boolean(view[effect]))).toBeGreaterThan(0.02);
    }
  });
});

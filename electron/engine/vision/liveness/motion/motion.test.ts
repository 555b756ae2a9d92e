import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { orThrow } from '../../../../contract/result-fixture.ts';
import type { LivenessVerdict } from '../../../../contract/observation.ts';
import { rotationFromAngles } from '../../../geometry/euler.ts';
import { invert, type RigidTransform } from '../../../geometry/rigid.ts';
import { drawHead } from '../../head/mean-head-fixture.ts';
import type { MeasuredHead } from '../../head/head-pose.ts';
import { loadMeanHead } from '../../head/mean-head.ts';
import { planeBesideFace } from './beside-face.ts';
import { facingLook } from './constellation.ts';
import { MotionWatch, withMotion } from './motion-watch.ts';
import { ParallaxWatch } from './parallax-watch.ts';

const mean = orThrow(await loadMeanHead(join(import.meta.dirname, '../../../../../assets')));

type Surface = (x: number, y: number, z: number) => number;
const HEAD: Surface = (_x, _y, z) => z;
const SHEETS: readonly (readonly [string, Surface])[] = [
  ['flat', () => 0],
  ['tilted', (x, y) => 0.3 * x - 0.2 * y],
  ['bent round 90 mm', (x) => 90 - Math.sqrt(90 * 90 - Math.min(80, Math.abs(x)) ** 2)],
  ['bent along its diagonal', (x, y) => (x + y) ** 2 / 500],
];

const toHeadOf = (yaw: number, pitch: number): RigidTransform =>
  invert({ rotation: rotationFromAngles(yaw, pitch, 0), translation: [0, 0, 650] });

/** A surface with a face on it, turned, as its frame, its landmarks and its measured head. */
function shownAt(yaw: number, pitch: number, surface: Surface) {
  const { frame, landmarks } = drawHead(mean, { yaw, pitch, roll: 0, distanceMm: 650 }, surface);
  const head: MeasuredHead = {
    pose: { yaw, pitch, roll: 0, distanceMm: 650, interOcularMm: 63 },
    surface: { width: 0, height: 0, points: new Float32Array(0) },
    alignment: { transform: toHeadOf(yaw, pitch), residualMm: 1, matched: 1, share: 1 },
  };
  return { frame, landmarks, head };
}

const lookAt = (yaw: number, pitch: number, surface: Surface) => {
  const { frame, landmarks, head } = shownAt(yaw, pitch, surface);
  const { intrinsics } = frame.camera;
  return facingLook(landmarks, head.pose, head.alignment.transform, mean, intrinsics);
};

describe('parallax', () => {
  it.each([
    [10, 0],
    [-14, 3],
    [0, 12],
    [5, -9],
  ])('is that of a head where a head turns by %s and %s', (yaw, pitch) => {
    const watch = new ParallaxWatch();
    watch.add(lookAt(0, 0, HEAD));
    watch.add(lookAt(yaw, pitch, HEAD));
    const { share, logOdds } = watch.evidence();
    expect(share).toBeGreaterThan(0.9);
    expect(share).toBeLessThan(1.1);
    expect(logOdds).toBeGreaterThan(1.5);
  });

  it.each(SHEETS)('is hardly any where a %s sheet turns', (_name, surface) => {
    for (const [yaw, pitch] of [
      [10, 0],
      [-14, 3],
      [0, 12],
    ] as const) {
      const watch = new ParallaxWatch();
      watch.add(lookAt(0, 0, surface));
      watch.add(lookAt(yaw, pitch, surface));
      expect(Math.abs(watch.evidence().share)).toBeLessThan(0.3);
      expect(watch.evidence().logOdds).toBeLessThan(-1.5);
    }
  });

  it('says nothing of faces that hardly turn, nor of landmarks that are no numbers', () => {
    const watch = new ParallaxWatch();
    for (const surface of [HEAD, SHEETS[0]?.[1] ?? HEAD]) {
      watch.clear();
      watch.add(lookAt(0, 0, surface));
      for (const yaw of [1, -2, 3]) watch.add(lookAt(yaw, 0, surface));
      expect(watch.evidence().logOdds).toBe(0);
    }
    const { frame, landmarks, head } = shownAt(0, 0, HEAD);
    landmarks.fill(NaN);
    const { transform } = head.alignment;
    expect(facingLook(landmarks, head.pose, transform, mean, frame.camera.intrinsics)).toBeNull();
    watch.add(null);
    expect(watch.evidence().logOdds).toBe(0);
  });

  it('does not grow surer by looks that repeat a turn', () => {
    const logOddsAfter = (times: number): number => {
      const watch = new ParallaxWatch();
      watch.add(lookAt(0, 0, HEAD));
      const turned = lookAt(8, 0, HEAD);
      for (let k = 0; k < times; k++) watch.add(turned);
      return watch.evidence().logOdds;
    };
    expect(logOddsAfter(20)).toBeCloseTo(logOddsAfter(1), 9);
  });
});

describe('planeBesideFace', () => {
  const sheetAround = (share: (x: number) => boolean) => {
    const { frame, head } = shownAt(0, 0, HEAD);
    const { fx, cx } = frame.camera.intrinsics;
    for (let i = 0; i < frame.depth.length; i++) {
      const x = (((i % frame.width) - cx) * 660) / fx;
      if (Math.abs(x) > 80) frame.depth[i] = share(x) ? 655 : 900;
    }
    return planeBesideFace(frame, head.alignment.transform);
  };

  it('is whole for paper on both sides, nothing for a head before a wall, or a hand on one side', () => {
    expect(sheetAround(() => true)).toBeGreaterThan(0.95);
    expect(sheetAround(() => false)).toBe(0);
    expect(sheetAround((x) => x < 0)).toBe(0);
  });

  it('is nothing where depth has holes, or the face is at the edge of the picture', () => {
    const { frame, head } = shownAt(0, 0, HEAD);
    const { transform } = head.alignment;
    frame.depth.fill(0);
    expect(planeBesideFace(frame, transform)).toBe(0);
    const aside = { ...transform, translation: [900, 0, -650] as const };
    frame.depth.fill(650);
    expect(planeBesideFace(frame, aside)).toBe(0);
    expect(planeBesideFace(frame, { ...transform, translation: [NaN, 0, 0] })).toBe(0);
  });
});

describe('MotionWatch', () => {
  let watch = new MotionWatch(mean);
  beforeEach(() => {
    watch = new MotionWatch(mean);
  });
  const add = (track: number, yaw: number, surface: Surface) => {
    const { frame, landmarks, head } = shownAt(yaw, 0, surface);
    return watch.add({ track, spectrum: 'colour', picture: frame, head, landmarks });
  };

  it('names what moved as a sheet, and forgets it with another head', () => {
    expect(add(1, 0, () => 0)).toEqual({ logOdds: 0, because: null });
    expect(add(1, 12, () => 0)).toMatchObject({ because: 'moves-as-a-sheet' });
    expect(add(2, 12, HEAD)).toEqual({ logOdds: 0, because: null });
    const head = add(2, 0, HEAD);
    expect(head.because).toBeNull();
    expect(head.logOdds).toBeGreaterThan(1);
  });

  it('does not compare landmarks of colour with those of infrared', () => {
    add(1, 0, () => 0);
    const { frame, landmarks, head } = shownAt(12, 0, () => 0);
    const infrared = { track: 1, spectrum: 'infrared', picture: frame, head, landmarks } as const;
    expect(watch.add(infrared).logOdds).toBe(0);
  });
});

describe('withMotion', () => {
  const evidence = fc.record({
    logOdds: fc.double({ min: -6, max: 6, noNaN: true }),
    because: fc.constant('moves-as-a-sheet' as const),
  });
  const live = fc.record({
    kind: fc.constant('live' as const),
    logOdds: fc.double({ min: 0, max: 6, noNaN: true }),
  });

  it('adds log odds within their limits, and names the reason where they turn', () => {
    fc.assert(
      fc.property(live, evidence, (verdict, { logOdds, because }) => {
        const judged = withMotion(verdict, { logOdds, because });
        const sum = Math.max(-6, Math.min(6, verdict.logOdds + logOdds));
        expect(judged).toEqual(
          sum >= 0
            ? { kind: 'live', logOdds: sum }
            : { kind: 'not-live', reliefMm: Infinity, because, logOdds: sum },
        );
      }),
    );
  });

  it('never makes a relief live that is not', () => {
    const verdicts: readonly LivenessVerdict[] = [
      { kind: 'undecided' },
      { kind: 'not-live', reliefMm: 1, because: 'flat', logOdds: -0.1 },
    ];
    for (const verdict of verdicts) {
      expect(withMotion(verdict, { logOdds: 6, because: null })).toEqual(verdict);
    }
  });
});

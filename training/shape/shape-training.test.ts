import { describe, expect, it } from 'vitest';
import { seededRandom } from '../synthesis/people/random.ts';
import { ratesAt, ratioCost } from './measure-shape.ts';
import { poolSample, POOLED } from './pool-samples.ts';
import { measureScatter, type NestedLook } from './scatter.ts';
import { planSittings } from './sittings.ts';

describe('scatter by cause', () => {
  it('is found again in looks that were drawn with it, however many looks each cause has', () => {
    const random = seededRandom(4);
    const looks: NestedLook[] = [];
    for (let person = 0; person < 400; person++) {
      const head = [3 * random.normal(), random.normal()];
      for (let sitting = 0; sitting < 2 + (person % 3); sitting++) {
        const sat = head.map((x) => x + 0.8 * random.normal());
        for (let pose = 0; pose < 2 + (sitting % 2); pose++) {
          const posed = sat.map((x) => x + 0.6 * random.normal());
          for (let frame = 0; frame < 3; frame++) {
            const numbers = posed.map((x) => x + 0.4 * random.normal());
            looks.push({ person, sitting, pose, numbers });
          }
        }
      }
    }
    const { between, sitting, pose, frame } = measureScatter(looks);
    expect(between.get(0, 0) / 9).toBeCloseTo(1, 0);
    expect(between.get(1, 1)).toBeCloseTo(1, 0);
    expect(sitting.get(0, 0)).toBeCloseTo(0.64, 0.5);
    expect(pose.get(1, 1)).toBeCloseTo(0.36, 1);
    expect(frame.get(0, 0)).toBeCloseTo(0.16, 1);
    expect(between.get(0, 1)).toBeCloseTo(between.get(1, 0), 6);
  });
});

describe('pooling stored samples', () => {
  it('keeps the mean over all points, and nothing where nothing was measured', () => {
    const fine = new Float32Array((2 * POOLED) ** 2).fill(NaN);
    const parts = new Uint8Array(fine.length);
    fine[0] = 1;
    parts[0] = 1;
    fine[1] = 4;
    parts[1] = 2;
    const about = { person: 0, sitting: 0, name: 'any', pose: 0, yaw: 0, pitch: 0 } as const;
    const pooled = poolSample({
      ...about,
      ...{ distanceMm: 700, size: 1, differences: fine, counts: parts },
    });
    expect(pooled.differences[0]).toBeCloseTo(3);
    expect(pooled.counts[0]).toBe(3);
    expect(pooled.counts.subarray(1).every((count) => count === 0)).toBe(true);
    expect(pooled.differences.every(Number.isFinite)).toBe(true);
  });
});

describe('figures of log ratios', () => {
  it('count what a threshold refuses and passes', () => {
    const trials = { genuine: [-3, 1, 2, 5], impostors: [-9, -4, -2, 3], unmeasured: 1 };
    const rates = ratesAt(-2.5, trials);
    expect(rates).toMatchObject({ refused: 0.25, passed: 0.5, genuine: 4, impostors: 4 });
    expect(rates.equal).toBe(0.25);
  });

  it('cost a bit where they say nothing, and nothing where they are sure and right', () => {
    expect(ratioCost({ genuine: [0, 0], impostors: [0], unmeasured: 0 })).toBeCloseTo(1);
    expect(ratioCost({ genuine: [50], impostors: [-50], unmeasured: 0 })).toBeCloseTo(0);
  });
});

describe('sittings', () => {
  it('are the same from the same seed; attempts keep near one pose, enrolments do not', () => {
    const plan = () => planSittings('validation', seededRandom(9));
    expect(plan()).toEqual(plan());
    const spread = (name: string) => {
      const yaws = plan()
        .filter((sitting) => sitting.name === name)
        .flatMap(({ poses }) => poses.slice(0, 3).map(({ pose }) => pose.yaw));
      return Math.max(...yaws) - Math.min(...yaws);
    };
    expect(plan().filter(({ name }) => name === 'far')).toHaveLength(3);
    expect(spread('enrolment')).toBeGreaterThan(8);
    const [near] = plan().filter(({ name }) => name === 'near');
    const yaws = near?.poses.map(({ pose }) => pose.yaw) ?? [];
    expect(Math.max(...yaws) - Math.min(...yaws)).toBeLessThan(14);
  });
});

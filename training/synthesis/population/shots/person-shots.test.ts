import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FUSED_LENGTH, HOLE } from '../../../../electron/engine/vision/fusion/fusion.ts';
import { openStudio } from './person-shots.ts';
import type { PersonShots, Studio } from './person-shots.ts';
import { unpackShot } from './shot-record.ts';

const data = process.env['DEPTHLOCK_DATA'];
if (data === undefined) {
  console.warn('Skipped: the head model (ict-facekit in DEPTHLOCK_DATA) is absent.');
}

describe.skipIf(data === undefined)('shooting a person', () => {
  const VIEWS = 2;
  let studio: Studio;
  let first: PersonShots;
  beforeAll(async () => {
    const opened = await openStudio(join(import.meta.dirname, '../../../../assets'));
    if (!opened.ok) throw new Error(opened.problem.message);
    studio = opened.value;
    first = await studio.shoot('validation', 3, VIEWS, 0);
  });
  afterAll(() => studio.dispose());

  it('gives the same bytes again, whoever was before the camera in between', async () => {
    await studio.shoot('training', 1, 1, 0);
    const again = await studio.shoot('validation', 3, VIEWS, 0);
    expect(again.shots.map(({ description }) => description)).toEqual(
      first.shots.map(({ description }) => description),
    );
    for (const [i, { record }] of first.shots.entries()) {
      expect(again.shots[i]?.record).toEqual(record);
    }
  });

  it('sees the enrolment view and measures the pose it was drawn in', () => {
    const [shot] = first.shots;
    const { yaw, pitch, distanceMm, measured } = shot?.description ?? {};
    expect(Math.abs((measured?.yaw ?? 90) - (yaw ?? 0))).toBeLessThan(6);
    expect(Math.abs((measured?.pitch ?? 90) - (pitch ?? 0))).toBeLessThan(8);
    expect(Math.abs((measured?.distanceMm ?? 0) - (distanceMm ?? 0))).toBeLessThan(40);
  });

  it('makes an encoder input: colour in range, a face of relief in the middle', () => {
    const input = new Float32Array(FUSED_LENGTH);
    unpackShot(first.shots[0]?.record ?? new Uint8Array(), input);
    const plane = FUSED_LENGTH / 7;
    const colour = input.subarray(0, 3 * plane);
    expect(Math.min(...colour)).toBeGreaterThanOrEqual(-127 / 128);
    expect(Math.max(...colour)).toBeLessThanOrEqual(1);
    const relief = input.subarray(3 * plane, 4 * plane);
    const readings = Array.from(relief).filter((_, i) => {
      const [x, y] = [i % 112, Math.floor(i / 112)];
      return x > 36 && x < 76 && y > 36 && y < 76 && relief[i] !== HOLE;
    });
    expect(readings.length).toBeGreaterThan(0.8 * 39 * 39);
  });
});

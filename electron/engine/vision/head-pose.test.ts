import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RgbdFrame } from '../../contract/frame.ts';
import { Fusion, HOLE } from './fusion.ts';
import { INPUT_SIZE } from './template.ts';
import { measureHead, type MeasuredHead } from './head-pose.ts';
import { assessRelief } from './liveness.ts';
import { HEAD_GRID, loadMeanHead, type MeanHead } from './mean-head.ts';
import { drawHead, type PosedHead } from './mean-head-fixture.ts';

const loaded = await loadMeanHead(join(import.meta.dirname, '../../../assets'));
if (!loaded.ok) throw new Error(loaded.problem.message);
const mean = loaded.value;
const fusion = new Fusion(mean);

function measure(pose: PosedHead, surface?: (x: number, y: number, z: number) => number) {
  const { frame, landmarks } = drawHead(mean, pose, surface);
  const result = measureHead(frame, landmarks, mean);
  if (result.kind !== 'pose') throw new Error('no head measured');
  return { frame, landmarks, head: result.head };
}

const PLANE = INPUT_SIZE * INPUT_SIZE;

function reliefOf(frame: RgbdFrame, landmarks: Float32Array, head: MeasuredHead) {
  return fusion.fuse(frame, landmarks, head).subarray(3 * PLANE, 4 * PLANE);
}

describe('measureHead', () => {
  const poses = [-35, -15, 0, 15, 35].flatMap((yaw) =>
    [-20, 0, 20].map((pitch) => ({ yaw, pitch, roll: yaw / 5, distanceMm: 650 })),
  );
  it.each(poses)('recovers yaw $yaw, pitch $pitch', (pose) => {
    const { head } = measure(pose);
    expect(Math.abs(head.pose.yaw - pose.yaw)).toBeLessThan(1.5);
    expect(Math.abs(head.pose.pitch - pose.pitch)).toBeLessThan(1.5);
    expect(Math.abs(head.pose.roll - pose.roll)).toBeLessThan(1.5);
    expect(Math.abs(head.pose.distanceMm - pose.distanceMm)).toBeLessThan(3);
  });

  it('finds the way back from landmarks that slipped by six pixels', () => {
    const pose = { yaw: 10, pitch: 5, roll: 0, distanceMm: 650 };
    const { frame, landmarks } = drawHead(mean, pose);
    const slipped = landmarks.map((x, i) => (i % 3 === 0 ? x + 6 : x));
    const result = measureHead(frame, slipped, mean);
    expect(result.kind).toBe('pose');
    if (result.kind !== 'pose') return;
    expect(Math.abs(result.head.pose.yaw - 10)).toBeLessThan(4);
  });

  it('says when there is no depth', () => {
    const { frame, landmarks } = drawHead(mean, { yaw: 0, pitch: 0, roll: 0, distanceMm: 650 });
    const blind = { ...frame, depth: new Uint16Array(frame.depth.length) };
    expect(measureHead(blind, landmarks, mean)).toEqual({ kind: 'no-depth' });
  });
});

describe('fuse', () => {
  it('shows the same metric relief from near and far and from the side', () => {
    for (const pose of [
      { yaw: 0, pitch: 0, roll: 0, distanceMm: 500 },
      { yaw: 0, pitch: 0, roll: 0, distanceMm: 1200 },
      { yaw: 25, pitch: -10, roll: 8, distanceMm: 700 },
    ]) {
      const { frame, landmarks, head } = measure(pose);
      const relief = reliefOf(frame, landmarks, head);
      const errors = differences(relief, mean);
      expect(errors.length).toBeGreaterThan(2000);
      expect(median(errors)).toBeLessThan(1.5);
    }
  });

  it('marks what was not measured as holes', () => {
    const { frame, landmarks } = drawHead(mean, { yaw: 0, pitch: 0, roll: 0, distanceMm: 650 });
    expect([
      ...new Set(fusion.fuse(frame, landmarks, null).subarray(3 * PLANE, 4 * PLANE)),
    ]).toEqual([HOLE]);
  });

  it('puts the eyes where the template wants them, and black outside the picture', () => {
    const { frame, landmarks } = drawHead(mean, { yaw: 0, pitch: 0, roll: 0, distanceMm: 650 });
    const white = { ...frame, color: new Uint8Array(frame.color.length).fill(255) };
    const inside = fusion.fuse(white, landmarks, null)[52 * INPUT_SIZE + 38] ?? 0;
    expect(inside).toBeCloseTo(1, 5);
    const away = landmarks.map((x, i) => (i % 3 === 0 ? x + 5000 : x));
    expect(
      fusion
        .fuse(white, away, null)
        .subarray(0, 3 * PLANE)
        .every((x) => x === -127 / 128),
    ).toBe(true);
  });
});

describe('assessRelief', () => {
  const pose = { yaw: 5, pitch: -5, roll: 0, distanceMm: 600 };
  it('takes a head for a head', () => {
    const { head } = measure(pose);
    expect(assessRelief(head.surface, head.alignment.transform).kind).toBe('live');
  });

  it.each([
    ['flat', () => -40],
    ['tilted', (x: number, y: number) => -40 + 0.3 * x - 0.2 * y],
    ['bent at 12 cm', (x: number) => -40 + (x * x) / 240],
    ['bent at 20 cm, upright', (_x: number, y: number) => -40 + (y * y) / 400],
  ])('sees a sheet that is %s', (_name, sheet) => {
    const { head } = measure(pose, sheet);
    expect(assessRelief(head.surface, head.alignment.transform).kind).toBe('flat');
  });
});

function differences(relief: Float32Array, head: MeanHead): number[] {
  const errors: number[] = [];
  for (let i = 0; i < HEAD_GRID.size * HEAD_GRID.size; i++) {
    const z = relief[i] ?? HOLE;
    if (z === HOLE || head.stable[i] !== 1) continue;
    errors.push(Math.abs(100 * z - (head.relief[i] ?? NaN)));
  }
  return errors;
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1];

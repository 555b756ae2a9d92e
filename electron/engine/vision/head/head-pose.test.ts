import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { quantile } from '../../../base/quantile.ts';
import type { RgbdFrame } from '../../../contract/frame.ts';
import { Fusion, HOLE } from '../fusion/fusion.ts';
import { INPUT_SIZE } from '../fusion/template.ts';
import { HeadMeter, type MeasuredHead } from './head-pose.ts';
import { loadFaceRelief } from '../liveness/face-relief.ts';
import { ReliefJudge } from '../liveness/liveness.ts';
import { RecentReason } from '../liveness/recent-reason.ts';
import { HEAD_GRID, loadMeanHead, type MeanHead } from './mean-head.ts';
import { drawHead, type PosedHead } from './mean-head-fixture.ts';

const loaded = await loadMeanHead(join(import.meta.dirname, '../../../../assets'));
if (!loaded.ok) throw new Error(loaded.problem.message);
const mean = loaded.value;
const fusion = new Fusion(mean);
const network = await loadFaceRelief(join(import.meta.dirname, '../../../../assets'));
if (!network.ok) throw new Error(network.problem.message);
const judge = new ReliefJudge(mean, network.value);

function measure(pose: PosedHead, surface?: (x: number, y: number, z: number) => number) {
  const { frame, landmarks } = drawHead(mean, pose, surface);
  const result = new HeadMeter(mean).measure(frame, landmarks);
  if (result.kind !== 'pose') throw new Error('no head measured');
  return { frame, landmarks, head: result.head };
}

const PLANE = INPUT_SIZE * INPUT_SIZE;

function reliefOf(frame: RgbdFrame, landmarks: Float32Array, head: MeasuredHead) {
  return fusion.fuse(frame, landmarks, head).subarray(3 * PLANE, 4 * PLANE);
}

describe('HeadMeter', () => {
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
    const result = new HeadMeter(mean).measure(frame, slipped);
    expect(result.kind).toBe('pose');
    if (result.kind !== 'pose') return;
    expect(Math.abs(result.head.pose.yaw - 10)).toBeLessThan(4);
  });

  it('says when there is no depth', () => {
    const { frame, landmarks } = drawHead(mean, { yaw: 0, pitch: 0, roll: 0, distanceMm: 650 });
    const blind = { ...frame, depth: new Uint16Array(frame.depth.length) };
    expect(new HeadMeter(mean).measure(blind, landmarks)).toEqual({ kind: 'no-depth' });
  });
});

describe('a meter and a fusion that are used again', () => {
  it('remember nothing of the heads before', () => {
    const meter = new HeadMeter(mean);
    const measureOnce = (pose: PosedHead, by: HeadMeter, into: Fusion) => {
      const { frame, landmarks } = drawHead(mean, pose);
      const result = by.measure(frame, landmarks);
      if (result.kind !== 'pose') throw new Error('no head measured');
      const { pose: measured, alignment, surface } = result.head;
      const liveness = judge.assess(surface, alignment.transform, 0, new RecentReason());
      const fused = Buffer.from(into.fuse(frame, landmarks, result.head).buffer).toString('base64');
      return { measured, alignment, liveness, fused };
    };
    for (const pose of [
      { yaw: 0, pitch: 0, roll: 0, distanceMm: 420 },
      { yaw: 30, pitch: -10, roll: 5, distanceMm: 900 },
      { yaw: -20, pitch: 15, roll: 0, distanceMm: 600 },
    ]) {
      const fresh = measureOnce(pose, new HeadMeter(mean), new Fusion(mean));
      expect(measureOnce(pose, meter, fusion)).toEqual(fresh);
    }
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
      expect(quantile(errors, 0.5)).toBeLessThan(1.5);
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

describe('fuse, of a face much larger than the template', () => {
  it('averages pixels instead of picking some', () => {
    const { frame, landmarks } = drawHead(mean, { yaw: 0, pitch: 0, roll: 0, distanceMm: 650 });
    // Three times as large, about the middle of the frame, in stripes a pixel wide.
    const near = landmarks.map((x, i) => (i % 3 === 2 ? x : 160 + 3 * (x - 160)));
    const color = new Uint8Array(frame.color.length);
    color.forEach((_, i) => (color[i] = Math.floor(i / 4) % 2 === 0 ? 255 : 0));
    const fused = fusion.fuse({ ...frame, color }, near, null);
    const centre = Array.from(
      { length: 20 },
      (_, i) => fused[(46 + i) * INPUT_SIZE + 46 + i] ?? NaN,
    );
    for (const value of centre) expect(Math.abs(128 * value)).toBeLessThan(64);
  });
});

describe('ReliefJudge', () => {
  const pose = { yaw: 5, pitch: -5, roll: 0, distanceMm: 600 };
  it('takes a head for a head', () => {
    const { head } = measure(pose);
    expect(judge.assess(head.surface, head.alignment.transform, 0, new RecentReason()).kind).toBe(
      'live',
    );
  });

  it.each([
    ['flat', () => -40],
    ['tilted', (x: number, y: number) => -40 + 0.3 * x - 0.2 * y],
    ['bent at 12 cm', (x: number) => -40 + (x * x) / 240],
    ['bent at 20 cm, upright', (_x: number, y: number) => -40 + (y * y) / 400],
  ])('sees a sheet that is %s', (_name, sheet) => {
    const { head } = measure(pose, sheet);
    expect(judge.assess(head.surface, head.alignment.transform, 0, new RecentReason()).kind).toBe(
      'not-live',
    );
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

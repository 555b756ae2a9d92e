import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FASTEST_TURN, intendedPose, pursue, STILL } from './motion.ts';
import type { VirtualPose } from './motion.ts';

const FRAME = 1 / 30;

/** The poses of a script at 30 frames a second. */
const play = (script: 'idle' | 'head-circle' | 'look-around' | 'approach', seconds: number) =>
  Array.from({ length: seconds * 30 }, (_, i) =>
    intendedPose({ kind: 'script', script }, i * FRAME, 650),
  );

const fastestTurn = (poses: readonly VirtualPose[]): number =>
  Math.max(
    ...poses.slice(1).map((pose, i) => {
      const before = poses[i] ?? pose;
      return Math.hypot(pose.yaw - before.yaw, pose.pitch - before.pitch) / FRAME;
    }),
  );

describe('scripts', () => {
  it('idle stays within two degrees and a few millimetres, yet moves', () => {
    const poses = play('idle', 60);
    const angles = poses.flatMap((p) => [p.yaw, p.pitch, p.roll].map(Math.abs));
    expect(Math.max(...angles)).toBeLessThanOrEqual(2);
    expect(Math.max(...angles)).toBeGreaterThan(0.5);
    expect(Math.max(...poses.map((p) => Math.abs(p.distanceMm - 650)))).toBeLessThan(5);
  });

  it('head-circle begins at the centre and reaches all 24 directions well beyond the ring, twice', () => {
    const poses = play('head-circle', 16);
    expect(Math.hypot(poses[0]?.yaw ?? 99, poses[0]?.pitch ?? 99)).toBeLessThan(2);
    const visits = new Array<number>(24).fill(0);
    let last = -1;
    for (const { yaw, pitch } of poses) {
      const tick = Math.floor(((Math.atan2(pitch, yaw) / (2 * Math.PI) + 1) * 24) % 24);
      const counts = Math.hypot(yaw / 12, pitch / 10) > 1.3;
      if (counts && tick !== last) {
        visits[tick] = (visits[tick] ?? 0) + 1;
        last = tick;
      }
    }
    expect(Math.min(...visits)).toBeGreaterThanOrEqual(2);
    expect(fastestTurn(poses)).toBeLessThan(60);
  });

  it('look-around turns about 40 degrees to both sides', () => {
    const yaws = play('look-around', 20).map((pose) => pose.yaw);
    expect(Math.max(...yaws)).toBeGreaterThan(35);
    expect(Math.min(...yaws)).toBeLessThan(-35);
    expect(Math.max(...yaws.map(Math.abs))).toBeLessThan(41);
  });

  it('approach walks from 1.3 m to the distance and stays', () => {
    const poses = play('approach', 6);
    expect(poses[0]?.distanceMm).toBeCloseTo(1300, -1);
    expect(poses.slice(150).every((pose) => Math.abs(pose.distanceMm - 650) < 5)).toBe(true);
  });
});

describe('pursuit', () => {
  const pose = fc.record({
    yaw: fc.double({ min: -45, max: 45, noNaN: true }),
    pitch: fc.double({ min: -30, max: 30, noNaN: true }),
    roll: fc.double({ min: -5, max: 5, noNaN: true }),
    x: fc.double({ min: -50, max: 50, noNaN: true }),
    y: fc.double({ min: -50, max: 50, noNaN: true }),
    distanceMm: fc.double({ min: 450, max: 1400, noNaN: true }),
  });

  it('never turns faster than a head, and never past the target', () => {
    fc.assert(
      fc.property(pose, pose, fc.double({ min: 0.001, max: 0.2, noNaN: true }), (a, b, dt) => {
        const next = pursue(a, b, dt);
        const turn = Math.hypot(next.yaw - a.yaw, next.pitch - a.pitch);
        expect(turn).toBeLessThanOrEqual(FASTEST_TURN * dt + 1e-9);
        const left = Math.hypot(b.yaw - next.yaw, b.pitch - next.pitch);
        expect(left).toBeLessThanOrEqual(Math.hypot(b.yaw - a.yaw, b.pitch - a.pitch) + 1e-9);
      }),
    );
  });

  it('arrives within a second', () => {
    let shown = STILL;
    const target = { ...STILL, yaw: 40, pitch: -20, distanceMm: 900 };
    for (let i = 0; i < 30; i++) {
      shown = pursue(shown, target, FRAME);
    }
    expect(shown.yaw).toBeCloseTo(40, 1);
    expect(shown.pitch).toBeCloseTo(-20, 1);
    expect(shown.distanceMm).toBeCloseTo(900, 0);
  });
});

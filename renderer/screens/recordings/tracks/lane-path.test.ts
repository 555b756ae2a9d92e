import { describe, expect, it } from 'vitest';
import { LANE_HEIGHT, LANE_WIDTH, lanePath, laneX, laneY } from './lane-path.ts';

const SCALE = { bottom: 0, top: 2 };

describe('a lane', () => {
  it('spans the recording, and draws what lies beyond its scale at its edge', () => {
    expect([0, 500, 1000, 2000].map((timeMs) => laneX(timeMs, 1000))).toEqual([
      ...[0, LANE_WIDTH / 2, LANE_WIDTH, LANE_WIDTH],
    ]);
    expect(laneX(0, 0)).toBe(0);
    expect([0, 1, 2, 5].map((value) => laneY(value, SCALE))).toEqual([
      ...[LANE_HEIGHT, LANE_HEIGHT / 2, 0, 0],
    ]);
  });

  it('is a line that breaks where nothing was measured', () => {
    const times = Float64Array.of(0, 250, 500, 750);
    expect(lanePath(times, Float32Array.of(0, 1, NaN, 2), 1000, SCALE)).toBe(
      'M0.0 100.0V100.0L250.0 50.0V50.0M750.0 0.0V0.0',
    );
    expect(lanePath(times, Float32Array.of(NaN, NaN, NaN, NaN), 1000, SCALE)).toBe('');
    expect(lanePath(new Float64Array(), new Float32Array(), 1000, SCALE)).toBe('');
  });

  it('draws no more of an hour than fits, without losing its peaks', () => {
    const frames = 108_000;
    const times = Float64Array.from({ length: frames }, (_, i) => i * 33);
    const values = new Float32Array(frames).fill(1);
    values[70_001] = 2;
    const path = lanePath(times, values, frames * 33, SCALE);
    expect(path.split('L').length).toBeLessThanOrEqual(600);
    expect(path).toMatch(/L\d+\.\d 50\.0V0\.0L/u);
  });
});

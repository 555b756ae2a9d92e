import { describe, expect, it } from 'vitest';
import { withLostColors } from './lost-colors.ts';
import { SensorNoise } from './sensor-noise.ts';
import type { CleanFrame } from './clean-frame.ts';
import type { KinectModel } from './sensor-noise.ts';
import { axialSigmaV1 } from './sensor-noise-v1.ts';
import { axialSigmaV2 } from './sensor-noise-v2.ts';
import { SURFACE } from '../atlas/atlas.ts';

const width = 320;
const height = 240;
const intrinsics = { fx: 365.5, fy: 365.5, cx: 159.5, cy: 119.5 };

/** A scene whose depth and surface are given by pixel. */
function scene(
  depthAt: (x: number, y: number) => number,
  surfaceAt: (x: number, y: number) => number = () => SURFACE.skin,
): CleanFrame {
  const depth = new Float32Array(width * height);
  const surface = new Uint8Array(width * height);
  for (let i = 0; i < depth.length; i++) {
    depth[i] = depthAt(i % width, Math.floor(i / width));
    surface[i] = surfaceAt(i % width, Math.floor(i / width));
  }
  const color = new Uint8Array(width * height * 4).fill(120);
  const subject = { left: 0, top: 0, right: width - 1, bottom: height - 1 };
  return { width, height, intrinsics, color, depth, surface, subject };
}

/** Depth of a plane through (0, 0, z) whose normal is tilted by `degrees` about the vertical. */
const tilted = (z: number, degrees: number) =>
  scene((x) => {
    const ray = (x - intrinsics.cx) / intrinsics.fx;
    return z / (1 - Math.tan((degrees * Math.PI) / 180) * ray);
  });

/** Standard deviation of measured minus true depth in the middle of the picture. */
function measuredSigma(clean: CleanFrame, model: KinectModel): number {
  const sensor = new SensorNoise(model, 11);
  let sum = 0;
  let squares = 0;
  let count = 0;
  for (let frame = 0; frame < 4; frame++) {
    const { depth } = sensor.apply(clean, frame * 33);
    for (let y = 20; y < height - 20; y++) {
      for (let x = 140; x < 180; x++) {
        const i = y * width + x;
        if ((depth[i] ?? 0) > 0) {
          const error = (depth[i] ?? 0) - (clean.depth[i] ?? 0);
          sum += error;
          squares += error * error;
          count++;
        }
      }
    }
  }
  return Math.sqrt(squares / count - (sum / count) ** 2);
}

/** Adds the error of a uniform rounding of `step` mm. */
const withRounding = (sigma: number, step: number): number =>
  Math.hypot(sigma, step / Math.sqrt(12));

describe('axial noise on a plane that faces the sensor', () => {
  it.each([550, 650, 900, 1200])('of a Kinect v2 has the published sigma at %i mm', (z) => {
    const expected = withRounding(axialSigmaV2(z, 0), 1);
    expect(measuredSigma(tilted(z, 0), 'kinect-v2') / expected).toBeCloseTo(1, 1);
  });

  it.each([550, 650, 900, 1200])(
    'of a Kinect v1 has the published sigma and the disparity step at %i mm',
    (z) => {
      const step = 2.89 * (z / 1000) ** 2;
      const expected = Math.hypot(withRounding(axialSigmaV1(z, 0), step), 1 / Math.sqrt(12));
      // A slight tilt spreads the depths over all phases of the step.
      expect(measuredSigma(tilted(z, 5), 'kinect-v1') / expected).toBeCloseTo(1, 1);
    },
  );

  it('is 1.28 mm at 0.6 m for v1 and about 1.3 mm for v2', () => {
    expect(axialSigmaV1(600, 0)).toBeCloseTo(1.28, 2);
    expect(axialSigmaV2(600, 0)).toBeCloseTo(1.31, 2);
  });
});

describe('axial noise on a slope', () => {
  it.each([
    ['kinect-v1', axialSigmaV1],
    ['kinect-v2', axialSigmaV2],
  ] as const)('of a %s grows by the steepness term', (model, sigma) => {
    const angle = (65 * Math.PI) / 180;
    const steep = (angle / (Math.PI / 2 - angle)) ** 2;
    const measured = measuredSigma(tilted(700, 65), model);
    const rounding = model === 'kinect-v1' ? 2.89 * 0.7 ** 2 : 1;
    expect(measured / withRounding(sigma(700, steep), rounding)).toBeGreaterThan(0.85);
    expect(measured / withRounding(sigma(700, steep), rounding)).toBeLessThan(1.15);
    expect(measured).toBeGreaterThan(1.15 * sigma(700, 0));
  });
});

describe('a Kinect v1', () => {
  it('reads only depths of whole disparities', () => {
    const { depth } = new SensorNoise('kinect-v1', 3).apply(tilted(1200, 40), 0);
    const errors = Array.from(depth.filter((z) => z > 0)).map((z) => {
      const disparity = Math.round(1 / (2.89e-6 * z));
      return Math.abs(z - 1 / (2.89e-6 * disparity));
    });
    expect(errors.length).toBeGreaterThan(depth.length / 2);
    expect(Math.max(...errors.slice(0, 10000))).toBeLessThan(1);
  });

  it('casts an infrared shadow to the left of a near object, as wide as its parallax', () => {
    const box = scene((x, y) => (x > 150 && x < 220 && y > 60 && y < 180 ? 600 : 1500));
    const { depth } = new SensorNoise('kinect-v1', 3).apply(box, 0);
    const row = depth.subarray(120 * width, 121 * width);
    const parallax = intrinsics.fx * 75 * (1 / 600 - 1 / 1500);
    const dark = row.reduce((count, z) => count + (z === 0 ? 1 : 0), 0);
    expect(dark).toBeGreaterThan(parallax - 3);
    expect(dark).toBeLessThan(parallax + 3);
    expect(row.subarray(100, 145).some((z) => z > 0 && z < 1000)).toBe(false);
    expect(row.subarray(225, 300).every((z) => z > 0)).toBe(true);
  });
});

describe('a Kinect v2', () => {
  const step = scene((x) => (x < 160 ? 600 : 1500));

  it('lets pixels fly between the two sides of a silhouette, and nowhere else', () => {
    const { depth } = new SensorNoise('kinect-v2', 3).apply(step, 0);
    let flying = 0;
    for (let i = 0; i < depth.length; i++) {
      const z = depth[i] ?? 0;
      if (z > 640 && z < 1400) {
        flying++;
        expect(Math.abs((i % width) - 159.5)).toBeLessThan(2);
      }
    }
    expect(flying).toBeGreaterThan(0.2 * 2 * height);
  });

  it('has no colour where it has no reading', () => {
    const { depth, color } = new SensorNoise('kinect-v2', 3).apply(step, 0);
    const alpha = depth.map((_, i) => color[4 * i + 3] ?? 0);
    expect(alpha.some((value) => value === 0)).toBe(true);
    expect(alpha.map((value) => (value > 0 ? 1 : 0))).toEqual(depth.map((z) => (z > 0 ? 1 : 0)));
  });

  it('has the colour camera’s own picture without those holes, else the same', () => {
    const { depth, color, lost } = new SensorNoise('kinect-v2', 3).apply(step, 0);
    const picture = withLostColors(color, lost ?? expect.fail('nothing was lost'));
    const seen = new Uint32Array(picture.buffer);
    expect(seen.every((pixel) => pixel >>> 24 === 255)).toBe(true);
    const mapped = seen.map((pixel, i) => ((depth[i] ?? 0) > 0 ? pixel : 0));
    expect(new Uint32Array(color.buffer)).toEqual(mapped);
  });
});

describe('dropouts on hair', () => {
  const hair = scene(
    () => 650,
    (x) => (x < 160 ? SURFACE.hair : SURFACE.skin),
  );
  const dropped = (depth: Uint16Array): Uint8Array =>
    Uint8Array.from(depth, (z) => (z === 0 ? 1 : 0));
  /** Share of dropped pixels among the ones chosen. */
  const share = (mask: Uint8Array, chosen: (i: number) => boolean): number => {
    const hits = Array.from(mask.keys()).filter((i) => i % width < 150 && chosen(i));
    return hits.reduce((sum, i) => sum + (mask[i] ?? 0), 0) / hits.length;
  };

  it('take about a fifth of it and none of the skin', () => {
    const shares = [0, 700, 1900, 3100].map((time) =>
      share(dropped(new SensorNoise('kinect-v2', 5).apply(hair, time).depth), () => true),
    );
    expect(shares.reduce((sum, value) => sum + value, 0) / shares.length).toBeCloseTo(0.2, 1);
    const { depth } = new SensorNoise('kinect-v2', 5).apply(hair, 0);
    expect(depth.every((z, i) => i % width < 162 || z > 0)).toBe(true);
  });

  it('are patches: the neighbour of a lost pixel, and the same pixel a frame later, is mostly lost', () => {
    const sensor = new SensorNoise('kinect-v2', 5);
    const now = dropped(sensor.apply(hair, 200).depth);
    const next = dropped(sensor.apply(hair, 233).depth);
    const later = dropped(sensor.apply(hair, 3200).depth);
    expect(share(now, (i) => now[i - 1] === 1)).toBeGreaterThan(0.6);
    expect(share(next, (i) => now[i] === 1)).toBeGreaterThan(0.8);
    expect(share(later, (i) => now[i] === 1)).toBeLessThan(0.4);
  });
});

describe('colour noise', () => {
  it('has a standard deviation of about three steps at mid grey and no bias', () => {
    const { color } = new SensorNoise('kinect-v1', 5).apply(tilted(800, 0), 0);
    const values = Array.from(color).filter((_, i) => i % 4 < 3);
    const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
    const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length;
    expect(mean).toBeCloseTo(120, 0);
    expect(Math.sqrt(variance)).toBeGreaterThan(2.7);
    expect(Math.sqrt(variance)).toBeLessThan(3.3);
  });
});

describe('a seed', () => {
  it('fixes the noise of a sensor, whose frames still differ', () => {
    const plane = tilted(700, 10);
    const [a, b] = [new SensorNoise('kinect-v2', 9), new SensorNoise('kinect-v2', 9)];
    const first = a.apply(plane, 0);
    const same = (other: { depth: Uint16Array }): boolean =>
      Buffer.from(other.depth.buffer).equals(Buffer.from(first.depth.buffer));
    expect(same(b.apply(plane, 0))).toBe(true);
    expect(same(a.apply(plane, 33))).toBe(false);
    expect(same(new SensorNoise('kinect-v2', 10).apply(plane, 0))).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { SURFACE } from '../atlas/atlas.ts';
import type { CleanFrame } from './clean-frame.ts';
import { SensorNoise } from './sensor-noise.ts';

const width = 160;
const height = 120;
const intrinsics = { fx: 365.5, fy: 365.5, cx: 79.5, cy: 59.5 };
const PIXELS = width * height;

/** A plane whose distance is given by column, of one surface and one grey. */
function plane(
  depthAt: (x: number) => number,
  { kind = SURFACE.skin, grey = 120 }: { readonly kind?: number; readonly grey?: number } = {},
): CleanFrame {
  return {
    width,
    height,
    intrinsics,
    color: new Uint8Array(4 * PIXELS).fill(grey),
    depth: Float32Array.from({ length: PIXELS }, (_, i) => depthAt(i % width)),
    surface: new Uint8Array(PIXELS).fill(kind),
    subject: { left: 0, top: 0, right: width - 1, bottom: height - 1 },
  };
}

/** Mean infrared of the middle of the picture. */
function brightnessOf(clean: CleanFrame): number {
  const infrared = new SensorNoise('kinect-v2', 3).infrared(clean) ?? expect.fail('no infrared');
  let sum = 0;
  for (let y = 30; y < 90; y++) {
    for (let x = 60; x < 100; x++) sum += infrared[y * width + x] ?? 0;
  }
  return sum / (60 * 40);
}

describe('the infrared picture of a virtual Kinect v2', () => {
  it('falls with the square of the distance', () => {
    const near = brightnessOf(plane(() => 600));
    expect(near / brightnessOf(plane(() => 1200))).toBeCloseTo(4, 1);
    // As bright as real faces are there.
    expect(near).toBeGreaterThan(15_000);
    expect(near).toBeLessThan(60_000);
  });

  it('falls with the cosine of the angle to the lamp', () => {
    const tangent = Math.tan(Math.PI / 3);
    const tilted = plane((x) => 900 / (1 - (tangent * (x - intrinsics.cx)) / intrinsics.fx));
    const share = brightnessOf(tilted) / brightnessOf(plane(() => 900));
    expect(share).toBeGreaterThan(0.45);
    expect(share).toBeLessThan(0.55);
  });

  it('shows skin brighter than hair, and hair brighter than eyes of the same grey', () => {
    const [skin = 0, hair = 0, eye = 0] = [SURFACE.skin, SURFACE.hair, SURFACE.eye].map((kind) =>
      brightnessOf(plane(() => 700, { kind, grey: 60 })),
    );
    expect(skin).toBeGreaterThan(1.2 * hair);
    expect(hair).toBeGreaterThan(1.2 * eye);
  });

  it('makes dark skin and light skin less unlike than they are in colour', () => {
    const [dark, light] = [60, 200].map((grey) => brightnessOf(plane(() => 700, { grey })));
    const contrast = (light ?? 0) / (dark ?? 0);
    expect(contrast).toBeGreaterThan(1);
    expect(contrast).toBeLessThan(2);
  });

  it('is black where nothing is there', () => {
    const infrared = new SensorNoise('kinect-v2', 3).infrared(plane(() => 0));
    expect(new Set(infrared)).toEqual(new Set([0]));
  });

  it('never exceeds what the sensor can tell', () => {
    const infrared = new SensorNoise('kinect-v2', 3).infrared(plane(() => 250)) ?? [];
    expect(Math.max(...infrared)).toBe(65_535);
    expect(Math.min(...infrared)).toBeGreaterThan(60_000);
  });

  it('leaves colour and depth as they are without it', () => {
    const [alone, beside] = [new SensorNoise('kinect-v2', 5), new SensorNoise('kinect-v2', 5)];
    const clean = plane(() => 700);
    for (let frame = 0; frame < 3; frame++) {
      beside.infrared(clean);
      expect(beside.apply(clean, 33 * frame)).toEqual(alone.apply(clean, 33 * frame));
    }
  });

  it('is not computed for a Kinect v1', () => {
    expect(new SensorNoise('kinect-v1', 3).infrared(plane(() => 700))).toBeNull();
  });
});

describe('less light in the room', () => {
  const meanOf = (bytes: Uint8Array) =>
    bytes.filter((_, i) => i % 4 === 1).reduce((sum, x) => sum + x, 0) / PIXELS;

  it.each(['kinect-v1', 'kinect-v2'] as const)('darkens the colour of a %s', (model) => {
    const [bright = 0, dim = 0, dark = 0] = (['bright', 'dim', 'dark'] as const).map((light) =>
      meanOf(
        new SensorNoise(model, 3).apply(
          plane(() => 700),
          0,
          light,
        ).color,
      ),
    );
    expect(bright).toBeGreaterThan(110);
    expect(dim / bright).toBeCloseTo(0.45, 1);
    expect(dark).toBeLessThan(10);
  });

  it('leaves depth as it is, and comes back', () => {
    const [steady, changing] = [new SensorNoise('kinect-v2', 5), new SensorNoise('kinect-v2', 5)];
    const clean = plane(() => 700);
    expect(changing.apply(clean, 0, 'dark').depth).toEqual(steady.apply(clean, 0).depth);
    expect(changing.apply(clean, 33)).toEqual(steady.apply(clean, 33));
  });

  it('darkens a wall that is copied as much as one that is not', () => {
    const wall = new Uint32Array(PIXELS).fill(0xff787878);
    const room: CleanFrame = {
      ...plane(() => 2000, { kind: SURFACE.none }),
      color: new Uint8Array(wall.buffer.slice(0)),
      subject: { left: Infinity, top: Infinity, right: -1, bottom: -1 },
    };
    const copied = { ...room, wall: { mm: 2000, pixels: wall } };
    for (const light of ['dim', 'dark', 'bright'] as const) {
      const [plain, fast] = [room, copied].map((clean) =>
        meanOf(new SensorNoise('kinect-v2', 3).apply(clean, 0, light).color),
      );
      expect(Math.abs((fast ?? 0) - (plain ?? 0))).toBeLessThan(0.5);
    }
  });
});

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rgbToRgba } from '../kinect-v1/rgb-to-rgba.ts';
import { planeResiduals, type Rectangle } from './flatness.ts';
import { depthIntrinsicsV1, kinectV1Sensor, USUAL_KINECT_V1 } from './kinect-v1-model.ts';
import { millimetresToRaw } from './raw-depth.ts';
import { createRegistration } from './register.ts';

const WIDTH = 640;
const HEIGHT = 480;
const sensor = kinectV1Sensor(USUAL_KINECT_V1, 'test', 'recording');
const register = createRegistration(sensor);

const archive = join(process.env['DEPTHLOCK_DATA'] ?? '/nonexistent', 'kinect-frames.tar.xz');
const absent = !existsSync(archive);
if (absent)
  console.warn('skipped: a real Kinect v1 frame (kinect-frames is not in DEPTHLOCK_DATA)');

function registerPictures(raw: Uint16Array, color: Uint8Array) {
  const size = { width: WIDTH, height: HEIGHT };
  return register({
    sequence: 0,
    timeMs: 0,
    depth: { ...size, data: raw },
    color: { ...size, data: color },
    sensor,
  });
}

/** Deviations from the plane as shares of the range, sorted. */
const shares = (frame: ReturnType<typeof register>, area: Rectangle) =>
  planeResiduals(frame, area)
    .map(({ residualMm, z }) => residualMm / z)
    .sort((a, b) => a - b);

/** The pixels of a binary PGM or PPM picture: everything after its header. */
function pictureFromArchive(name: string, bytesPerPixel: number) {
  const member = `kinect-frames/open3d/${name}`;
  const { stdout } = spawnSync('tar', ['-xJOf', archive, member], { maxBuffer: 1 << 22 });
  const bytes = WIDTH * HEIGHT * bytesPerPixel;
  if (stdout.length <= bytes) throw new Error(`${member} is not a picture`);
  return Uint8Array.from(stdout.subarray(stdout.length - bytes));
}

describe('a straight wall, registered', () => {
  it.each([
    [1200, 0.0003, -0.0002],
    [800, -0.0006, 0.0004],
    [1600, 0, 0.0003],
  ])('stays flat to a hundredth of the range, %i mm away', (distance, slopeX, slopeY) => {
    const { fx, fy, cx, cy } = depthIntrinsicsV1(USUAL_KINECT_V1.zeroPlane);
    const toRaw = millimetresToRaw(USUAL_KINECT_V1);
    const raw = Uint16Array.from({ length: WIDTH * HEIGHT }, (_, i) => {
      const x = ((i % WIDTH) - cx) / fx;
      const y = (Math.floor(i / WIDTH) - cy) / fy;
      const z = distance / (1 + distance * (slopeX * x + slopeY * y));
      return toRaw[Math.round(z)] ?? 2047;
    });
    const frame = registerPictures(raw, new Uint8Array(4 * WIDTH * HEIGHT));
    const off = shares(frame, { left: 80, top: 60, width: 480, height: 360 });
    expect(off.length).toBeGreaterThan(0.9 * 480 * 360);
    expect(off.at(-1)).toBeLessThan(0.01);
  });

  it.skipIf(absent)('of a real frame: its floor stays flat to a hundredth of the range', () => {
    const depth = pictureFromArchive('NYU_depth.pgm', 2);
    const color = pictureFromArchive('NYU_color.ppm', 3);
    const frame = registerPictures(new Uint16Array(depth.buffer), rgbToRgba(color));
    // 3.3 m away, where one step of the sensor is 31 mm.
    const off = shares(frame, { left: 216, top: 360, width: 96, height: 96 });
    expect(off.length).toBeGreaterThan(0.9 * 96 * 96);
    expect(off[Math.floor(0.95 * off.length)]).toBeLessThan(0.01);
  });
});

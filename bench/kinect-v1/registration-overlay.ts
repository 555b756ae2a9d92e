/**
 * `npx tsx bench/kinect-v1/registration-overlay.ts DEPTH.pgm COLOR.ppm OUT.png [LEFT TOP WIDTH HEIGHT]`: registers one
 * frame as written by libfreenect's `record` (raw 11-bit readings, RGB) and draws the depth over the colour, to show
 * whether outlines coincide. For the rectangle, which should show a wall, it reports how flat the wall is.
 */
import sharp from 'sharp';
import {
  kinectV1Sensor,
  USUAL_KINECT_V1,
} from '../../electron/engine/camera/registration/kinect-v1-model.ts';
import { createRegistration } from '../../electron/engine/camera/registration/register.ts';
import {
  planeResiduals,
  type Rectangle,
} from '../../electron/engine/camera/registration/flatness.ts';
import { readLittleEndianPgm, readPpm } from '../../electron/engine/exchange/pictures/netpbm.ts';
import { quantile } from '../../electron/base/quantile.ts';
import type { RgbdFrame } from '../../electron/contract/frame.ts';

const WIDTH = 640;
const HEIGHT = 480;
const NEAR_MM = 500;
const FAR_MM = 4500;

async function registerFrame(depthFile: string, colorFile: string): Promise<RgbdFrame> {
  const depth = await readLittleEndianPgm(depthFile);
  if (!depth.ok) throw new Error(depth.problem.message);
  const color = await readPpm(colorFile);
  if (!color.ok) throw new Error(color.problem.message);
  const sensor = kinectV1Sensor(USUAL_KINECT_V1, 'recorded', 'recording');
  return createRegistration(sensor)({
    sequence: 0,
    timeMs: 0,
    depth: depth.value,
    color: color.value,
    sensor,
  });
}

/** Grey colour picture, tinted by distance from red (near) to blue (far). */
function overlay({ color, depth }: RgbdFrame): Uint8Array {
  const out = new Uint8Array(3 * WIDTH * HEIGHT);
  for (let i = 0; i < depth.length; i++) {
    const grey = ((color[4 * i] ?? 0) + (color[4 * i + 1] ?? 0) + (color[4 * i + 2] ?? 0)) / 3;
    const mm = depth[i] ?? 0;
    const share = Math.min(1, Math.max(0, (mm - NEAR_MM) / (FAR_MM - NEAR_MM)));
    const tint = mm === 0 ? 0 : 130;
    out[3 * i] = 0.5 * grey + tint * (1 - share);
    out[3 * i + 1] = 0.5 * grey + tint * (1 - Math.abs(2 * share - 1));
    out[3 * i + 2] = 0.5 * grey + tint * share;
  }
  return out;
}

const [depthFile, colorFile, outFile, ...rectangle] = process.argv.slice(2);
if (depthFile === undefined || colorFile === undefined || outFile === undefined) {
  console.error('registration-overlay DEPTH.pgm COLOR.ppm OUT.png [LEFT TOP WIDTH HEIGHT]');
  process.exit(2);
}
const frame = await registerFrame(depthFile, colorFile);
const raw = { width: WIDTH, height: HEIGHT, channels: 3 } as const;
await sharp(overlay(frame), { raw }).png().toFile(outFile);
console.log(outFile);
const [left, top, width, height] = rectangle.map(Number);
if (left !== undefined && top !== undefined && width !== undefined && height !== undefined) {
  const wall: Rectangle = { left, top, width, height };
  const shares = planeResiduals(frame, wall).map(({ residualMm, z }) => residualMm / z);
  const percent = (p: number) => (100 * quantile(shares, p)).toFixed(2);
  console.log(
    `wall of ${shares.length} readings: off its plane by p50 ${percent(0.5)} %, p95 ${percent(0.95)} %, at most ${percent(1)} % of the range`,
  );
}

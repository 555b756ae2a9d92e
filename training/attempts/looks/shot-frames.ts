import { gaussianTable, SeededRandom, TABLE_SIZE } from '../../../electron/base/seeded-random.ts';
import type { VirtualScene } from '../../../electron/contract/camera.ts';
import type { RgbdFrame } from '../../../electron/contract/frame.ts';
import { SURFACE } from '../../../electron/engine/camera/virtual/atlas/atlas.ts';
import { KinectV1Depth } from '../../../electron/engine/camera/virtual/noise/sensor-noise-v1.ts';
import { KinectV2Depth } from '../../../electron/engine/camera/virtual/noise/sensor-noise-v2.ts';
import { coarsen } from '../../synthesis/population/views/photograph.ts';

/** Standard deviation that is added to colour, in steps of 8-bit sRGB: the shot has noise of its own. */
const COLOUR_NOISE = 2;
const PER_SECOND = 30;
/** Share of the readings that lie on the steps of `coarsen`, where depth comes in such steps. */
const ON_STEPS = 0.99;

/**
 * One shot again and again, each time with fresh noise of the sensor in depth and a little in colour: what a camera sees
 * of somebody who does not move at all. Nothing turns, blinks or breathes; infrared stays as it is. The noise comes on
 * top of the shot's own. Holes stay where they are. Deterministic.
 */
export async function* shotFrames(
  shot: RgbdFrame,
  sensor: VirtualScene['sensor'],
  seed: number,
): AsyncGenerator<RgbdFrame> {
  const measure = depthMeter(shot, sensor, seed);
  const random = new SeededRandom(seed ^ 0x2545f491);
  const gaussian = gaussianTable(seed ^ 0x7f4a7c15);
  for (let k = 0; ; k++) {
    const timeMs = (1000 * k) / PER_SECOND;
    const color = noisyColour(shot.color, gaussian, random);
    yield await Promise.resolve({
      ...{ ...shot, sequence: k, timeMs },
      ...{ color, depth: measure(timeMs / 1000) },
      ...(shot.infrared === undefined ? {} : { infrared: shot.infrared.slice() }),
    });
  }
}

/** Draws readings of the shot's depth, mm, one after the other. */
function depthMeter(
  { width, height, depth, color, camera }: RgbdFrame,
  sensor: VirtualScene['sensor'],
  seed: number,
): (seconds: number) => Uint16Array {
  const random = new SeededRandom(seed);
  const gaussian = gaussianTable(seed ^ 0x51ed270b);
  const meter =
    sensor === 'kinect-v1' ? new KinectV1Depth(gaussian, seed) : new KinectV2Depth(gaussian, seed);
  const filled = bridged(depth, width);
  const clean = {
    ...{ width, height, color, depth: filled, intrinsics: camera.intrinsics },
    surface: Uint8Array.from(filled, (mm) => (mm > 0 ? SURFACE.skin : SURFACE.none)),
    subject: { left: 0, top: 0, right: width - 1, bottom: height - 1 },
  };
  const isCoarse = comesInSteps(depth);
  return (seconds) => {
    const measured = meter.measure(clean, random, seconds);
    if (isCoarse) coarsen(measured);
    for (let i = 0; i < depth.length; i++) if (depth[i] === 0) measured[i] = 0;
    return measured;
  };
}

/**
 * The depth with every pixel beside a reading filled from there: a hole of the shot is no edge, which would grow by a
 * pixel when it is measured again.
 */
function bridged(depth: Uint16Array, width: number): Float32Array {
  return Float32Array.from(depth, (mm, i) => {
    if (mm > 0) return mm;
    const x = i % width;
    const left = x > 0 ? depth[i - 1] : 0;
    const right = x < width - 1 ? depth[i + 1] : 0;
    const beside = [left, right, depth[i - width], depth[i + width]];
    return beside.find((other) => (other ?? 0) > 0) ?? 0;
  });
}

/** Whether depth comes in the steps of `coarsen`; false where there is none. */
export function comesInSteps(depth: Uint16Array): boolean {
  const stepped = depth.slice();
  coarsen(stepped);
  let readings = 0;
  let onSteps = 0;
  for (let i = 0; i < depth.length; i++) {
    if (depth[i] === 0) continue;
    readings++;
    if (depth[i] === stepped[i]) onSteps++;
  }
  return readings > 0 && onSteps >= ON_STEPS * readings;
}

/** RGBA; what is black is cut out, and stays so. */
function noisyColour(color: Uint8Array, gaussian: Float32Array, random: SeededRandom): Uint8Array {
  const noisy = Uint8ClampedArray.from(color);
  for (let i = 0, k = random.nextInteger(); i < color.length; i += 4) {
    if ((color[i] ?? 0) + (color[i + 1] ?? 0) + (color[i + 2] ?? 0) === 0) continue;
    for (let c = i; c < i + 3; c++, k++) {
      noisy[c] = (color[c] ?? 0) + COLOUR_NOISE * (gaussian[k & (TABLE_SIZE - 1)] ?? 0);
    }
  }
  return Uint8Array.from(noisy);
}

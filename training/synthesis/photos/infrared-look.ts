import { drawInfrared } from '../../../electron/engine/vision/infrared/infrared-picture.ts';
import { quantile } from '../../../electron/base/quantile.ts';
import type { Random } from '../people/random.ts';
import { addNoise, blur, occlude, type KinectLook } from './kinect-look.ts';
import type { NativeView } from './photo-view.ts';

/** The light of red reaches into the near infrared, that of blue does not. */
const WEIGHTS = [0.75, 0.2, 0.05] as const;
/**
 * Share of light that the darkest and the brightest of a photograph send back: skin of every tone is bright in near
 * infrared, and hair less dark than in colour.
 */
const ALBEDO = { dark: 0.18, bright: 0.85 } as const;
/** How much of the photographer's light, which lies over wide areas, is taken out again, and how wide they are. */
const OLD_LIGHT = { share: 0.6, width: 0.3 } as const;
/** mm behind the middle of the face up to which pixels are of the head, and where the wall is taken to be. */
const HEAD_MM = 90;
const WALL_MM = { least: 300, most: 2000 } as const;
/** Squared tangent beyond which a surface gets no darker. */
const STEEPEST = 25;
/** Shares left out at either end of the stretch, as `infraredRange` does. */
const TAIL = 0.02;
const FULL = 20_000;

/**
 * Turns a photographed face into the picture that an infrared camera makes of it by the lamp at its side, stretched as
 * the engine does: grey, mostly of the red channel, falling with the cosine of the surface's angle and with the square
 * of its distance. Changes `view.color` in place.
 */
export function seeInInfrared(view: NativeView, look: KinectLook, random: Random): void {
  const { size, color } = view;
  const albedo = withoutOldLight(greyOf(color), size);
  const lit = underLamp(view, albedo, random.range(WALL_MM.least, WALL_MM.most));
  stretch(view, lit);
  if (random.chance(0.35)) blur(view, random.range(0.1, 0.5));
  addNoise(view, random.range(0, 0.7 * look.noise) * random.unit(), random);
  if (random.chance(look.occluded)) occlude(view, random);
  // What was added has a colour of its own.
  for (let k = 0; k < color.length; k += 3) {
    const grey = ((color[k] ?? 0) + (color[k + 1] ?? 0) + (color[k + 2] ?? 0)) / 3;
    color.fill(Math.max(1, grey), k, k + 3);
  }
}

/** 0 to 1 by pixel. */
function greyOf(color: Float32Array): Float32Array {
  return Float32Array.from({ length: color.length / 3 }, (_, i) => {
    const sum = WEIGHTS.reduce((grey, weight, c) => grey + weight * (color[3 * i + c] ?? 0), 0);
    return sum / 255;
  });
}

/** Divides by a share of the brightness around each pixel: what is left is of the surface. */
function withoutOldLight(grey: Float32Array, size: number): Float32Array {
  const around = boxMean(grey, size, Math.max(1, Math.round((OLD_LIGHT.width * size) / 2)));
  const mean = around.reduce((sum, x) => sum + x, 0) / around.length;
  return grey.map((x, i) => {
    const light = ((around[i] ?? 0) + 0.02) / (mean + 0.02);
    const surface = Math.min(1, x / light ** OLD_LIGHT.share);
    return ALBEDO.dark + (ALBEDO.bright - ALBEDO.dark) * surface;
  });
}

/** Mean over squares of 2 · reach + 1 pixels, cut off at the border. */
function boxMean(values: Float32Array, size: number, reach: number): Float32Array {
  const along = (from: Float32Array, step: number, across: number): Float32Array => {
    const out = new Float32Array(from.length);
    for (let line = 0; line < size; line++) {
      const at = (k: number) => from[line * across + k * step] ?? 0;
      let sum = 0;
      for (let k = 0; k < Math.min(size, reach); k++) sum += at(k);
      for (let k = 0; k < size; k++) {
        if (k + reach < size) sum += at(k + reach);
        if (k - reach - 1 >= 0) sum -= at(k - reach - 1);
        const count = Math.min(size - 1, k + reach) - Math.max(0, k - reach) + 1;
        out[line * across + k * step] = sum / count;
      }
    }
    return out;
  };
  return along(along(values, 1, size), size, 1);
}

/** Brightness by the lamp beside the lens: albedo · cos θ / distance², the face's middle at 1. */
function underLamp(
  { size, depth, resolution, projection }: NativeView,
  albedo: Float32Array,
  wallMm: number,
): Float32Array {
  const { similarity, distanceMm } = projection;
  const millimetres = Math.hypot(similarity.a, similarity.b) / resolution;
  const depthAt = (u: number, v: number, otherwise: number) => {
    const z = depth[Math.min(size - 1, Math.max(0, v)) * size + Math.min(size - 1, Math.max(0, u))];
    return z === undefined || Number.isNaN(z) ? otherwise : z;
  };
  return albedo.map((sent, i) => {
    const [u, v] = [i % size, Math.floor(i / size)];
    const own = depth[i] ?? NaN;
    if (!(own < HEAD_MM)) return sent * (distanceMm / (distanceMm + wallMm)) ** 2;
    const dx = (depthAt(u + 1, v, own) - depthAt(u - 1, v, own)) / (2 * millimetres);
    const dy = (depthAt(u, v + 1, own) - depthAt(u, v - 1, own)) / (2 * millimetres);
    const cosine = 1 / Math.sqrt(1 + Math.min(STEEPEST, dx * dx + dy * dy));
    return sent * cosine * (distanceMm / (distanceMm + own)) ** 2;
  });
}

/** Over the pixels of the head, as the engine stretches over those at the face's distance. */
function stretch({ color, depth }: NativeView, lit: Float32Array): void {
  const head = lit.filter((_, i) => (depth[i] ?? NaN) < HEAD_MM);
  const [low, high] = [quantile(head, TAIL), quantile(head, 1 - TAIL)];
  const infrared = Uint16Array.from(lit, (x) => Math.min(65_535, FULL * x));
  const out = new Uint8Array(4 * infrared.length);
  drawInfrared(infrared, { low: FULL * low, high: FULL * high }, out);
  for (let i = 0; i < infrared.length; i++) color.fill(out[4 * i] ?? 1, 3 * i, 3 * i + 3);
}

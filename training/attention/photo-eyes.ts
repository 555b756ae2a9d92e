import {
  lidOpeningMm,
  placeOfEye,
  sampleEye,
} from '../../electron/engine/vision/attention/eye-crop.ts';
import { anglesFromRotation } from '../../electron/engine/geometry/euler.ts';
import { fitRigid, transpose } from '../../electron/engine/geometry/rigid.ts';
import type { ColorImage } from '../../electron/engine/vision/image/image.ts';
import type { MeanHead } from '../../electron/engine/vision/head/mean-head.ts';
import {
  LANDMARKS_68,
  LEFT_EYE,
  RIGHT_EYE,
} from '../../electron/engine/vision/landmarks/landmark-indices.ts';
import {
  FACE_PRESENT,
  regionFromLandmarks,
  type LandmarkLocator,
} from '../../electron/engine/vision/landmarks/landmarks.ts';
import type { Random } from '../synthesis/people/random.ts';
import { CANVAS, type Photo } from '../synthesis/photos/photo-set.ts';
import { STORED, type FaceSample } from './eye-samples.ts';
import { lowerLids } from './lower-lids.ts';

const INTER_OCULAR_MM = 63;
/** Scales of a Kinect's picture, pixels a mm: from 1.4 m up to what photographs resolve. */
const SCALE = { least: 0.27, most: 0.6 } as const;

/**
 * The eyes of a photographed person as a Kinect's colour would show them, open as most are, or with lids drawn over
 * them. Null where the landmarks are lost.
 */
export async function photographedEyes(
  photo: Photo,
  closed: boolean,
  locator: LandmarkLocator,
  mean: MeanHead,
  random: Random,
): Promise<FaceSample | null> {
  const scale = SCALE.least * (SCALE.most / SCALE.least) ** random.unit();
  const millimetres = millimetresPerPixel(photo.landmarks);
  const whole = rgbaOf(photo);
  const data = closed
    ? lowerLids(whole, photo.landmarks, {
        meet: random.range(0.6, 0.95),
        lashes: random.range(0.35, 0.85),
      })
    : whole.data;
  const factor = Math.min(1.2, scale * millimetres);
  const image = asKinect({ ...whole, data }, factor, random);
  const start = photo.landmarks.map((value) => value * factor);
  const { points, presence } = await locator.locateLandmarks(image, regionFromLandmarks(start));
  if (presence < FACE_PRESENT) return null;
  const turn = turnOf(points, mean);
  if (turn === null) return null;
  const pixelsPerMm = 1 / millimetresPerPixel(points);
  const eyes = (['right', 'left'] as const).flatMap((side) => {
    const place = placeOfEye(points, side, pixelsPerMm);
    if (place === null) return [];
    const pixels = new Float32Array(STORED.columns * STORED.rows);
    sampleEye(image, place, STORED.columns, STORED.rows, pixels);
    const view = {
      yaw: side === 'left' ? -turn.yaw : turn.yaw,
      pitch: turn.pitch,
      openingMm: lidOpeningMm(points, side, place),
      pixelsPerMm,
    };
    return [{ pixels, view, openness: closed ? 0 : 1, gazeDegrees: NaN }];
  });
  return { kind: closed ? 'photograph, lids drawn' : 'photograph', eyes };
}

function rgbaOf({ pixels }: Photo): ColorImage {
  const { size } = CANVAS;
  const data = new Uint8Array(4 * size * size).fill(255);
  for (let i = 0; i < size * size; i++) {
    for (let c = 0; c < 3; c++) data[4 * i + c] = Math.max(1, pixels[3 * i + c] ?? 0);
  }
  return { width: size, height: size, data };
}

/** By the distance between the eyes in space: z of FaceMesh is in pixels too. */
function millimetresPerPixel(points: Float32Array): number {
  const middle = (eye: readonly number[], axis: number): number =>
    eye.reduce((sum, i) => sum + (points[3 * i + axis] ?? 0), 0) / eye.length;
  const apart = [0, 1, 2].map((axis) => middle(LEFT_EYE, axis) - middle(RIGHT_EYE, axis));
  return INTER_OCULAR_MM / Math.max(1, Math.hypot(...apart));
}

function turnOf(
  points: Float32Array,
  mean: MeanHead,
): { readonly yaw: number; readonly pitch: number } | null {
  const scale = millimetresPerPixel(points);
  const chosen = new Float32Array(3 * LANDMARKS_68.length);
  LANDMARKS_68.forEach((index, i) => {
    for (let axis = 0; axis < 3; axis++) {
      chosen[3 * i + axis] = scale * (points[3 * index + axis] ?? 0);
    }
  });
  const weights = new Float32Array(LANDMARKS_68.length).fill(1);
  const fit = fitRigid(chosen, mean.landmarks, weights);
  return fit === null ? null : anglesFromRotation(transpose(fit.rotation));
}

/** A picture of another size, with the exposure, blur and noise of a Kinect. */
function asKinect(image: ColorImage, factor: number, random: Random): ColorImage {
  const size = Math.round(image.width * factor);
  const data = new Uint8Array(4 * size * size).fill(255);
  const gain = Math.exp(0.3 * random.normal());
  const gamma = Math.exp(0.15 * random.normal());
  const noise = 7 * random.unit() * random.unit();
  const blur = random.chance(0.4) ? random.range(1, 1.8) : 1;
  const samples = Math.max(2, Math.ceil(2 / factor));
  for (let v = 0; v < size; v++) {
    for (let u = 0; u < size; u++) {
      const sums = [0, 0, 0];
      for (let k = 0; k < samples * samples; k++) {
        const across = (Math.floor(k / samples) + 0.5) / samples - 0.5;
        const down = ((k % samples) + 0.5) / samples - 0.5;
        const x = Math.round((u + blur * across) / factor);
        const y = Math.round((v + blur * down) / factor);
        const at =
          4 *
          (Math.max(0, Math.min(image.height - 1, y)) * image.width +
            Math.max(0, Math.min(image.width - 1, x)));
        for (let c = 0; c < 3; c++) sums[c] = (sums[c] ?? 0) + (image.data[at + c] ?? 0);
      }
      const grain = noise * random.normal();
      for (let c = 0; c < 3; c++) {
        const value = (sums[c] ?? 0) / (samples * samples);
        const seen = 255 * gain * (value / 255) ** gamma + grain;
        data[4 * (v * size + u) + c] = Math.max(1, Math.min(255, Math.round(seen)));
      }
    }
  }
  return { width: size, height: size, data };
}

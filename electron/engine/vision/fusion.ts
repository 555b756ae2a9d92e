import type { RgbdFrame } from '../../contract/frame.ts';
import { MOUTH_CORNERS, LEFT_EYE, NOSE_TIP, RIGHT_EYE } from './landmark-indices.ts';
import { framePicture } from './frame-picture.ts';
import { FrontalColour } from './frontal-colour.ts';
import { frontalRelief } from './head-relief.ts';
import { HEAD_GRID, type MeanHead } from './mean-head.ts';
import type { MeasuredHead } from './head-pose.ts';
import { INPUT_SIZE, similarityToImage } from './template.ts';

/**
 * A head as encoders see it, 7 × 112 × 112, channel by channel:
 * 0–2  red, green, blue: the face aligned by five landmarks to `TEMPLATE`, (value − 127) / 128;
 * 3    the relief of the head seen from straight ahead on HEAD_GRID, in metres × 10 (so that 100 mm is 1),
 *      negative towards the camera; `HOLE` where nothing was measured;
 * 4–6  red, green, blue again, seen from straight ahead (`FrontalColour`), whatever way the head is turned.
 *
 * An encoder's network takes four channels, colour and relief, and looks twice: at the face as it was seen and at the
 * face from ahead (`encoder.ts`).
 *
 * The grids of colour and relief differ on purpose: colour is scaled to the face, as colour networks want it, while
 * depth stays metric, because only a depth camera knows how large a face really is.
 */
export const FUSED_CHANNELS = 7;
/** Channels of one look, which are what a network takes. */
export const LOOK_CHANNELS = 4;
const PLANE = INPUT_SIZE * INPUT_SIZE;
/** Numbers of a fused head. */
export const FUSED_LENGTH = FUSED_CHANNELS * PLANE;
export const HOLE = -9;
const MILLIMETRES_PER_UNIT = 100;
/** Relief beyond this is not the face, mm. */
const RELIEF_LIMIT_MM = 120;

export interface ColorSource {
  readonly width: number;
  readonly height: number;
  /** RGBA. */
  readonly color: Uint8Array;
}

/** Fuses colour and measured shape into what encoders see. */
export class Fusion {
  private readonly mean: MeanHead;
  private readonly frontal: FrontalColour;

  constructor(mean: MeanHead) {
    this.mean = mean;
    this.frontal = new FrontalColour(mean);
  }

  /**
   * @param landmarks 468 × (x, y, z) in pixels of the frame
   * @param head null when the frame carries no usable depth: the relief is then all holes, and the face from ahead
   *   is the face as it was seen
   * @param out FUSED_LENGTH numbers, overwritten; a new array when absent
   */
  fuse(
    frame: RgbdFrame,
    landmarks: Float32Array,
    head: MeasuredHead | null,
    out: Float32Array = new Float32Array(FUSED_LENGTH),
  ): Float32Array {
    alignColor(frame, landmarks, out);
    const depth = out.subarray(3 * PLANE, 4 * PLANE);
    depth.fill(HOLE);
    if (head === null) {
      out.copyWithin(4 * PLANE, 0, 3 * PLANE);
      return out;
    }
    const { transform } = head.alignment;
    const relief = frontalRelief(head.surface, transform);
    for (let i = 0; i < HEAD_GRID.size * HEAD_GRID.size; i++) {
      const z = relief[i] ?? NaN;
      if (Math.abs(z) <= RELIEF_LIMIT_MM) depth[i] = z / MILLIMETRES_PER_UNIT;
    }
    const picture = framePicture(frame, transform, landmarks, this.mean);
    this.frontal.draw(picture, out.subarray(4 * PLANE));
    return out;
  }
}

/**
 * The second look at a fused head: the face from straight ahead, and the same relief.
 *
 * @param out LOOK_CHANNELS × 112 × 112, overwritten
 */
export function lookFromAhead(fused: Float32Array, out: Float32Array): void {
  out.set(fused.subarray(4 * PLANE, 7 * PLANE));
  out.set(fused.subarray(3 * PLANE, 4 * PLANE), 3 * PLANE);
}

function alignColor(image: ColorSource, landmarks: Float32Array, out: Float32Array): void {
  const { a, b, tx, ty } = similarityToImage(fivePoints(landmarks));
  // Shrinking a large face by point samples would alias, so such pixels are averages of a small grid.
  const samples = Math.min(4, Math.max(1, Math.round(Math.hypot(a, b))));
  const pixel = new Float32Array(3);
  for (let v = 0; v < INPUT_SIZE; v++) {
    for (let u = 0; u < INPUT_SIZE; u++) {
      pixel.fill(0);
      for (let j = 0; j < samples; j++) {
        for (let i = 0; i < samples; i++) {
          const x = u + (i + 0.5) / samples - 0.5;
          const y = v + (j + 0.5) / samples - 0.5;
          addBilinear(image, a * x - b * y + tx, b * x + a * y + ty, pixel);
        }
      }
      const k = v * INPUT_SIZE + u;
      for (let c = 0; c < 3; c++) {
        out[c * PLANE + k] = ((pixel[c] ?? 0) / (samples * samples) - 127) / 128;
      }
    }
  }
}

/** Black outside the image and where no colour was mapped. */
function addBilinear(image: ColorSource, x: number, y: number, sum: Float32Array): void {
  const u = Math.floor(x);
  const v = Math.floor(y);
  const a = x - u;
  const b = y - v;
  addPixel(image, u, v, (1 - a) * (1 - b), sum);
  addPixel(image, u + 1, v, a * (1 - b), sum);
  addPixel(image, u, v + 1, (1 - a) * b, sum);
  addPixel(image, u + 1, v + 1, a * b, sum);
}

function addPixel(
  image: ColorSource,
  u: number,
  v: number,
  weight: number,
  sum: Float32Array,
): void {
  if (u < 0 || v < 0 || u >= image.width || v >= image.height) return;
  const { color } = image;
  const k = 4 * (v * image.width + u);
  sum[0] = (sum[0] ?? 0) + weight * (color[k] ?? 0);
  sum[1] = (sum[1] ?? 0) + weight * (color[k + 1] ?? 0);
  sum[2] = (sum[2] ?? 0) + weight * (color[k + 2] ?? 0);
}

/** Eye centres, nose tip and mouth corners in pixels, image left first. */
export function fivePoints(landmarks: Float32Array): readonly (readonly [number, number])[] {
  const centre = (indices: readonly number[]): readonly [number, number] => {
    const sum = (k: number) => indices.reduce((s, i) => s + (landmarks[3 * i + k] ?? 0), 0);
    return [sum(0) / indices.length, sum(1) / indices.length];
  };
  return [
    centre(RIGHT_EYE),
    centre(LEFT_EYE),
    centre([NOSE_TIP]),
    centre([MOUTH_CORNERS[0]]),
    centre([MOUTH_CORNERS[1]]),
  ];
}

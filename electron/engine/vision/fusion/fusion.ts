import type { RgbdFrame } from '../../../contract/frame.ts';
import { MOUTH_CORNERS, LEFT_EYE, NOSE_TIP, RIGHT_EYE } from '../landmarks/landmark-indices.ts';
import { FramePicture } from '../image/frame-picture.ts';
import { FrontalColour } from './frontal-colour.ts';
import { FrontalRelief } from '../head/head-relief.ts';
import { sampleRegion, type SquareRegion } from '../image/image.ts';
import type { MeanHead } from '../head/mean-head.ts';
import type { MeasuredHead } from '../head/head-pose.ts';
import { millimetresPerTemplatePixel, scaleByFitAndDepth } from './face-scale.ts';
import { INPUT_SIZE, scaledAboutMiddle, similarityToImage } from './template.ts';

/**
 * A head as encoders see it, 7 × 112 × 112, channel by channel:
 * 0–2  red, green, blue: the face moved and turned by five landmarks onto `TEMPLATE`, and scaled by them and by its
 *      distance (`scaleByFitAndDepth`), (value − 127) / 128;
 * 3    the relief of the head seen from straight ahead on HEAD_GRID, in metres × 10 (so that 100 mm is 1),
 *      negative towards the camera; `HOLE` where nothing was measured;
 * 4–6  red, green, blue again, seen from straight ahead (`FrontalColour`), whatever way the head is turned.
 *
 * An encoder's network takes four channels, colour and relief, and looks twice: at the face as seen and at the face
 * from ahead (`encoder.ts`).
 *
 * The grids of colour and relief differ on purpose: colour is scaled to the face, as colour networks expect, while
 * depth stays metric, because only a depth camera knows how large a face really is.
 */
const FUSED_CHANNELS = 7;
/** Channels of one look, which are what a network takes. */
export const LOOK_CHANNELS = 4;
const PLANE = INPUT_SIZE * INPUT_SIZE;
/** Numbers of a fused head. */
export const FUSED_LENGTH = FUSED_CHANNELS * PLANE;
export const HOLE = -9;
const MILLIMETRES_PER_UNIT = 100;
/** Relief beyond this is not the face, mm. */
const RELIEF_LIMIT_MM = 120;

/** Fuses colour and measured shape into what encoders see. */
export class Fusion {
  readonly #seen = new AlignedColour();
  readonly #relief = new FrontalRelief();
  readonly #picture: FramePicture;
  readonly #ahead: FrontalColour;
  readonly #millimetresPerPixel: number;

  constructor(mean: MeanHead) {
    this.#millimetresPerPixel = millimetresPerTemplatePixel(mean);
    this.#picture = new FramePicture(mean);
    this.#ahead = new FrontalColour(mean);
  }

  /**
   * @param landmarks 468 × (x, y, z) in pixels of the frame
   * @param head null if the frame has no usable depth: the face is then scaled by landmarks alone, the relief is all
   *   holes, and the face from ahead is the face as seen
   * @param out FUSED_LENGTH numbers, overwritten; default: a new array
   */
  fuse(
    frame: RgbdFrame,
    landmarks: Float32Array,
    head: MeasuredHead | null,
    out: Float32Array = new Float32Array(FUSED_LENGTH),
  ): Float32Array {
    this.#seen.draw(frame, landmarks, this.#metricScale(frame, head), out);
    if (head === null) {
      out.fill(HOLE, 3 * PLANE, 4 * PLANE);
      out.copyWithin(4 * PLANE, 0, 3 * PLANE);
      return out;
    }
    const { transform } = head.alignment;
    const relief = this.#relief.draw(head.surface, transform);
    for (let i = 0; i < PLANE; i++) {
      const z = relief[i] ?? NaN;
      out[3 * PLANE + i] = Math.abs(z) <= RELIEF_LIMIT_MM ? z / MILLIMETRES_PER_UNIT : HOLE;
    }
    this.#picture.show(frame, transform, landmarks);
    this.#ahead.draw(this.#picture, out.subarray(4 * PLANE));
    return out;
  }

  /** Pixels of the frame that a pixel of the template takes on a mean head as far away; null without a distance. */
  #metricScale({ camera }: RgbdFrame, head: MeasuredHead | null): number | null {
    if (head === null) return null;
    return (this.#millimetresPerPixel * camera.intrinsics.fx) / head.pose.distanceMm;
  }
}

/**
 * The second look at a fused head: the face from straight ahead, and the same relief.
 * @param out LOOK_CHANNELS × 112 × 112, overwritten
 */
export function lookFromAhead(fused: Float32Array, out: Float32Array): void {
  out.set(fused.subarray(4 * PLANE, 7 * PLANE));
  out.set(fused.subarray(3 * PLANE, 4 * PLANE), 3 * PLANE);
}

/** Maps a byte to a network's input. */
const SCALING = { scale: 1 / 128, offset: -127 / 128 } as const;

/** The face as seen: moved, turned and scaled onto `TEMPLATE`. */
class AlignedColour {
  /** Finer picture of a large face. */
  #fine = new Float32Array(0);

  /** Writes 3 × 112 × 112; black outside the frame and where no colour was mapped. */
  draw(
    { width, height, color }: Pick<RgbdFrame, 'width' | 'height' | 'color'>,
    landmarks: Float32Array,
    metricScale: number | null,
    out: Float32Array,
  ): void {
    const region = templateRegion(landmarks, metricScale);
    const image = { width, height, data: color };
    // Shrinking a large face by point samples would alias, so such pixels are averages of a small grid.
    const samples = Math.min(4, Math.max(1, Math.round(region.side / INPUT_SIZE)));
    if (samples === 1) {
      sampleRegion(image, region, INPUT_SIZE, SCALING, out);
      return;
    }
    const size = samples * INPUT_SIZE;
    if (this.#fine.length < 3 * size * size) this.#fine = new Float32Array(3 * size * size);
    sampleRegion(image, region, size, SCALING, this.#fine);
    shrink(this.#fine, samples, out);
  }
}

/** The square of the picture that is mapped onto the template's. */
function templateRegion(landmarks: Float32Array, metricScale: number | null): SquareRegion {
  const fit = similarityToImage(fivePoints(landmarks));
  const factor =
    metricScale === null ? 1 : scaleByFitAndDepth(Math.hypot(fit.a, fit.b), metricScale);
  const { a, b, tx, ty } = scaledAboutMiddle(fit, factor);
  const middle = (INPUT_SIZE - 1) / 2;
  return {
    centerX: (a - b) * middle + tx,
    centerY: (a + b) * middle + ty,
    side: Math.hypot(a, b) * INPUT_SIZE,
    angle: Math.atan2(b, a),
  };
}

/** Averages squares of `samples` × `samples` pixels into one each, for three planes. */
function shrink(fine: Float32Array, samples: number, out: Float32Array): void {
  const across = samples * INPUT_SIZE;
  for (let row = 0; row < 3 * INPUT_SIZE; row++) {
    for (let column = 0; column < INPUT_SIZE; column++) {
      const first = row * samples * across + column * samples;
      let sum = 0;
      for (let j = 0; j < samples; j++) {
        for (let i = 0; i < samples; i++) sum += fine[first + j * across + i] ?? 0;
      }
      out[row * INPUT_SIZE + column] = sum / (samples * samples);
    }
  }
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

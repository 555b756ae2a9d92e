import type { RgbdFrame } from '../../../contract/frame.ts';
import type { HeadPose } from '../../../contract/head-pose.ts';
import type { Attention } from '../../../contract/observation.ts';
import {
  EYE_CROP,
  EYE_PIXELS,
  lidOpeningMm,
  normaliseEye,
  placeOfEye,
  sampleEye,
  type EyeSide,
} from './eye-crop.ts';
import { describeEye, EYE_FEATURES } from './eye-features.ts';
import { EYE_INPUTS, type EyeNetwork, type EyeScore } from './eye-network.ts';
import { eyeView, writeEyeView } from './eye-view.ts';
import { judgeEyes } from './judge-eyes.ts';

/** Farther turned, the network has seen no eyes, degrees. */
const FARTHEST_TURN = { yaw: 38, pitch: 30 } as const;
/** The least scale at which an eye is more than a few pixels: 1.5 m before a Kinect v2. */
const LEAST_PIXELS_PER_MM = 0.24;
/**
 * Eyes seen smaller are not said to be closed, for an opening of less than four pixels often looks it: 0.9 m before a
 * Kinect v2, 1.3 m before a Kinect v1. Changed once after a look at real people at 1.0 to 1.3 m.
 */
const CLOSED_PIXELS_PER_MM = 0.4;

/** Tells whether the eyes of a face are open and look at the camera. One face at a time; reuses its buffers. */
export class AttentionJudge {
  readonly #network: EyeNetwork;
  readonly #input = new Float32Array(EYE_INPUTS);
  readonly #pixels = new Float32Array(EYE_PIXELS);

  constructor(network: EyeNetwork) {
    this.#network = network;
  }

  /**
   * @param picture with the picture that the face was found in as its colour
   * @param landmarks 468 × (x, y, z) in pixels, found in that picture
   * @returns `unknown` where eyes are too small, beyond the picture, without colour or contrast, or turned too far
   */
  assess(picture: RgbdFrame, landmarks: Float32Array, pose: HeadPose): Attention {
    const isTowards =
      Math.abs(pose.yaw) <= FARTHEST_TURN.yaw && Math.abs(pose.pitch) <= FARTHEST_TURN.pitch;
    const pixelsPerMm = picture.camera.intrinsics.fx / pose.distanceMm;
    if (!isTowards || !(pixelsPerMm >= LEAST_PIXELS_PER_MM)) return 'unknown';
    const scores = (['right', 'left'] as const).flatMap((side) => {
      const score = this.#scoreOf(picture, landmarks, pose, side, pixelsPerMm);
      return score === null ? [] : [score];
    });
    const said = judgeEyes(scores, this.#network.limits);
    return said === 'eyes-closed' && pixelsPerMm < CLOSED_PIXELS_PER_MM ? 'unknown' : said;
  }

  /** Null where the eye is not seen. */
  #scoreOf(
    { width, height, color: data, camera }: RgbdFrame,
    landmarks: Float32Array,
    pose: HeadPose,
    side: EyeSide,
    pixelsPerMm: number,
  ): EyeScore | null {
    const place = placeOfEye(landmarks, side, pixelsPerMm);
    if (place === null) return null;
    sampleEye({ width, height, data }, place, EYE_CROP.width, EYE_CROP.height, this.#pixels);
    if (!normaliseEye(this.#pixels)) return null;
    const opening = lidOpeningMm(landmarks, side, place);
    if (!Number.isFinite(opening)) return null;
    describeEye(this.#pixels, this.#input);
    writeEyeView(eyeView(place, opening, pose, camera.intrinsics), this.#input, EYE_FEATURES);
    return this.#network.score(this.#input);
  }
}

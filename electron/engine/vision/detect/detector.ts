import { Tensor } from '../../onnx/onnxruntime.ts';
import type { InferenceSession } from 'onnxruntime-node';
import { succeed } from '../../../contract/problem.ts';
import type { Result } from '../../../contract/problem.ts';
import { DETECTOR_SIZE, makeAnchors } from './detector-anchors.ts';
import { suppressOverlaps } from './detector-suppression.ts';
import type { Candidate } from './detector-suppression.ts';
import { cropToImage, sampleRegion, wholeImage } from '../image/image.ts';
import type { ColorImage, SquareRegion } from '../image/image.ts';
import { loadModel } from '../models.ts';
import type { LoadedModel } from '../models.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Key points of a detection; left and right are the person's own. */
export interface FaceKeypoints {
  readonly rightEye: Point;
  readonly leftEye: Point;
  readonly noseTip: Point;
  readonly mouth: Point;
  readonly rightEar: Point;
  readonly leftEar: Point;
}

/** One face, in pixels of the image. */
export interface Detection {
  /** Upright in the searched region: rotated by `angle` about its centre when the region is. */
  readonly box: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
  /** 0 to 1. */
  readonly score: number;
  readonly keypoints: FaceKeypoints;
}

export interface DetectionOptions {
  /** Region to search instead of the whole image; to enlarge a small face, pass a square a few times its size. */
  readonly region?: SquareRegion;
  /** Weaker detections are left out; default: 0.5, as in MediaPipe. */
  readonly minimumScore?: number;
}

const DEFAULT_MINIMUM_SCORE = 0.5;
/** Two boxes that overlap more are the same face (MediaPipe `face_detection.pbtxt`). */
const SAME_FACE_OVERLAP = 0.3;
/** Box centre, box size and six points. */
const VALUES_PER_ANCHOR = 16;
const KEYPOINTS = 6;

const SCALING = { scale: 1 / 127.5, offset: -1 };

/** BlazeFace (Bazarevsky et al. 2019). One search at a time. */
export class FaceDetector {
  readonly #model: LoadedModel;
  readonly #anchors = makeAnchors();
  readonly #input = new Float32Array(3 * DETECTOR_SIZE * DETECTOR_SIZE);
  readonly #feeds: InferenceSession.FeedsType;

  constructor(model: LoadedModel) {
    this.#model = model;
    this.#feeds = {
      image: new Tensor('float32', this.#input, [1, 3, DETECTOR_SIZE, DETECTOR_SIZE]),
    };
  }

  /** Faces in the image or region, best first. A face must span about 1/12 of the region's side. */
  async detectFaces(image: ColorImage, options: DetectionOptions = {}): Promise<Detection[]> {
    const region = options.region ?? wholeImage(image);
    sampleRegion(image, region, DETECTOR_SIZE, SCALING, this.#input);
    const { regressors, scores } = await this.#model.session.run(this.#feeds);
    const minimumScore = options.minimumScore ?? DEFAULT_MINIMUM_SCORE;
    const candidates = this.#decode(floatsOf(regressors), floatsOf(scores), minimumScore);
    const faces = suppressOverlaps(candidates, SAME_FACE_OVERLAP);
    return faces.map((face) => toDetection(face, region));
  }

  dispose(): Promise<void> {
    return this.#model.dispose();
  }

  /** Candidates in input pixels: every value but the box size is relative to its anchor's centre. */
  #decode(regressors: Float32Array, scores: Float32Array, minimumScore: number): Candidate[] {
    const candidates: Candidate[] = [];
    for (const [anchor, score] of scores.entries()) {
      if (score < minimumScore) continue;
      const start = anchor * VALUES_PER_ANCHOR;
      const raw = regressors.subarray(start, start + VALUES_PER_ANCHOR);
      const anchorX = this.#anchors[anchor * 2] ?? 0;
      const anchorY = this.#anchors[anchor * 2 + 1] ?? 0;
      candidates.push({ score, values: decodeAnchor(raw, anchorX, anchorY) });
    }
    return candidates;
  }
}

/** Loads `models/blazeface.onnx` of the assets folder. */
export async function loadDetector(assetsFolder: string): Promise<Result<FaceDetector>> {
  const model = await loadModel(assetsFolder, 'blazeface');
  return model.ok ? succeed(new FaceDetector(model.value)) : model;
}

function decodeAnchor(raw: Float32Array, anchorX: number, anchorY: number): Float64Array {
  const [x = 0, y = 0, width = 0, height = 0] = raw;
  const values = new Float64Array(VALUES_PER_ANCHOR);
  values[0] = anchorX + x - width / 2;
  values[1] = anchorY + y - height / 2;
  values[2] = anchorX + x + width / 2;
  values[3] = anchorY + y + height / 2;
  for (let i = 0; i < KEYPOINTS; i++) {
    values[4 + i * 2] = anchorX + (raw[4 + i * 2] ?? 0);
    values[5 + i * 2] = anchorY + (raw[5 + i * 2] ?? 0);
  }
  return values;
}

function toDetection(face: Candidate, region: SquareRegion): Detection {
  const { score, values } = face;
  const [left = 0, top = 0, right = 0, bottom = 0] = values;
  const point = (i: number): Point =>
    cropToImage(region, DETECTOR_SIZE, values[4 + i * 2] ?? 0, values[5 + i * 2] ?? 0);
  const center = cropToImage(region, DETECTOR_SIZE, (left + right) / 2, (top + bottom) / 2);
  const width = ((right - left) * region.side) / DETECTOR_SIZE;
  const height = ((bottom - top) * region.side) / DETECTOR_SIZE;
  return {
    box: { x: center.x - width / 2, y: center.y - height / 2, width, height },
    score,
    keypoints: {
      rightEye: point(0),
      leftEye: point(1),
      noseTip: point(2),
      mouth: point(3),
      rightEar: point(4),
      leftEar: point(5),
    },
  };
}

function floatsOf(output: InferenceSession.OnnxValueMapType[string] | undefined): Float32Array {
  if (output?.data instanceof Float32Array) return output.data;
  throw new Error('The face detector does not have the outputs of BlazeFace.');
}

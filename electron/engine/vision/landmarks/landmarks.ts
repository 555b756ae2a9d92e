import { Tensor } from '../../onnx/onnxruntime.ts';
import type { InferenceSession } from 'onnxruntime-node';
import { succeed } from '../../../contract/problem.ts';
import type { Result } from '../../../contract/problem.ts';
import { stretchContrast } from '../image/image-contrast.ts';
import { sampleRegion } from '../image/image.ts';
import type { ColorImage, SquareRegion } from '../image/image.ts';
import { regionFromLandmarks } from './landmarks-region.ts';
import { loadModel } from '../models.ts';
import type { LoadedModel } from '../models.ts';

export { regionFromDetection, regionFromLandmarks } from './landmarks-region.ts';

export const LANDMARK_COUNT = 468;

export interface Landmarks {
  /** x, y, z of 468 points in pixels of the image; z grows away from the camera and is estimated from colour. */
  readonly points: Float32Array;
  /** Probability that the region holds a face, 0 to 1. Below `FACE_PRESENT` the points mean nothing. */
  readonly presence: number;
}

export interface LandmarkOptions {
  /**
   * Passes over the image, each in the region found by the previous one; default: 1. A second pass pays off on the
   * first sight of a face; a tracked face has its region from the previous frame.
   */
  readonly passes?: number;
  /** Stretches the region's brightness to the whole range first: for faces in the dark. */
  readonly stretchContrast?: boolean;
}

/** Side of FaceMesh's input, pixels. */
const SIZE = 192;
const SCALING = { scale: 1 / 255, offset: 0 };
/** Presence from which a region counts as holding a face. */
export const FACE_PRESENT = 0.5;

/** FaceMesh (Kartynnik et al. 2019). One call at a time. */
export class LandmarkLocator {
  readonly #model: LoadedModel;
  readonly #input = new Float32Array(3 * SIZE * SIZE);
  readonly #feeds: InferenceSession.FeedsType;

  constructor(model: LoadedModel) {
    this.#model = model;
    this.#feeds = { image: new Tensor('float32', this.#input, [1, 3, SIZE, SIZE]) };
  }

  /** The face in `region`. Passes stop early if no face is present. */
  async locateLandmarks(
    image: ColorImage,
    region: SquareRegion,
    options: LandmarkOptions = {},
  ): Promise<Landmarks> {
    const { passes = 1, stretchContrast: stretch = false } = options;
    let found = await this.#locateOnce(image, region, stretch);
    for (let pass = 1; pass < passes && found.presence >= FACE_PRESENT; pass++) {
      found = await this.#locateOnce(image, regionFromLandmarks(found.points), stretch);
    }
    return found;
  }

  dispose(): Promise<void> {
    return this.#model.dispose();
  }

  async #locateOnce(image: ColorImage, region: SquareRegion, stretch: boolean): Promise<Landmarks> {
    const scaling = stretch ? stretchContrast(image, region) : SCALING;
    sampleRegion(image, region, SIZE, scaling, this.#input);
    const outputs = await this.#model.session.run(this.#feeds);
    const [presence = 0] = floatsOf(outputs['presence']);
    return { points: toImagePoints(floatsOf(outputs['landmarks']), region), presence };
  }
}

/** Loads `models/facemesh.onnx` of the assets folder. */
export async function loadLandmarkLocator(assetsFolder: string): Promise<Result<LandmarkLocator>> {
  const model = await loadModel(assetsFolder, 'facemesh');
  return model.ok ? succeed(new LandmarkLocator(model.value)) : model;
}

function toImagePoints(raw: Float32Array, region: SquareRegion): Float32Array {
  const scale = region.side / SIZE;
  const cos = Math.cos(region.angle) * scale;
  const sin = Math.sin(region.angle) * scale;
  const points = new Float32Array(LANDMARK_COUNT * 3);
  for (let i = 0; i < points.length; i += 3) {
    const u = (raw[i] ?? 0) - SIZE / 2;
    const v = (raw[i + 1] ?? 0) - SIZE / 2;
    points[i] = region.centerX + cos * u - sin * v;
    points[i + 1] = region.centerY + sin * u + cos * v;
    points[i + 2] = (raw[i + 2] ?? 0) * scale;
  }
  return points;
}

function floatsOf(output: InferenceSession.OnnxValueMapType[string] | undefined): Float32Array {
  if (output?.data instanceof Float32Array) return output.data;
  throw new Error('The landmark model does not have the outputs of FaceMesh.');
}

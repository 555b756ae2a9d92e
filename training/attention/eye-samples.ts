import { createFaceFinder } from '../../electron/engine/vision/detect/face-finder.ts';
import type { RgbdFrame } from '../../electron/contract/frame.ts';
import { SensorNoise } from '../../electron/engine/camera/virtual/noise/sensor-noise.ts';
import {
  EYE_CROP,
  lidOpeningMm,
  placeOfEye,
  sampleEye,
} from '../../electron/engine/vision/attention/eye-crop.ts';
import { eyeView, type EyeView } from '../../electron/engine/vision/attention/eye-view.ts';
import type { FaceFinder } from '../../electron/engine/vision/detect/face-finder.ts';
import { HeadMeter } from '../../electron/engine/vision/head/head-pose.ts';
import { loadMeanHead } from '../../electron/engine/vision/head/mean-head.ts';
import { InfraredEye } from '../../electron/engine/vision/infrared/infrared-eye.ts';
import { restingShape, withExpression } from '../synthesis/people/face-shape.ts';
import { sampleIdentity } from '../synthesis/people/person.ts';
import { seededRandom } from '../synthesis/people/random.ts';
import { landmarkOf } from '../synthesis/people/render/mesh.ts';
import { identitySeed, type IdentitySet } from '../synthesis/population/identity-sets.ts';
import { photograph } from '../synthesis/population/views/photograph.ts';
import { planViews, type Sensor } from '../synthesis/population/views/view-plan.ts';
import { wardrobe } from '../synthesis/population/views/wardrobe.ts';
import { drawEyes } from './eye-plan.ts';

/** Cells around the engine's crop that are kept, so that training can move it. */
export const MARGIN = { across: 6, down: 5 } as const;
export const STORED = {
  columns: EYE_CROP.width + 2 * MARGIN.across,
  rows: EYE_CROP.height + 2 * MARGIN.down,
} as const;

/** One eye of a picture. */
export interface EyeSample {
  /** STORED.columns × STORED.rows of brightness; NaN where there is no colour. */
  readonly pixels: Float32Array;
  readonly view: EyeView;
  /** Opening of the lids as a share of the same person's at rest; NaN where nobody knows. */
  readonly openness: number;
  /** From the line of sight to the direction of the camera, degrees; NaN where nobody knows. */
  readonly gazeDegrees: number;
}

/** Both eyes of one picture. */
export interface FaceSample {
  readonly kind: string;
  readonly eyes: readonly EyeSample[];
}

const STREAM = 51_007;

/** Cuts eyes out of pictures, by the engine's own landmarks and measured heads. */
export class EyeSampler {
  readonly #finder: FaceFinder;
  readonly #meter: HeadMeter;
  readonly #infrared = new InfraredEye();

  private constructor(finder: FaceFinder, meter: HeadMeter) {
    this.#finder = finder;
    this.#meter = meter;
  }

  static async open(assets: string): Promise<EyeSampler> {
    const [finder, mean] = await Promise.all([createFaceFinder(assets), loadMeanHead(assets)]);
    if (!finder.ok) throw new Error(finder.problem.message);
    if (!mean.ok) throw new Error(mean.problem.message);
    return new EyeSampler(finder.value, new HeadMeter(mean.value));
  }

  dispose(): Promise<void> {
    return this.#finder.dispose();
  }

  /** Pictures of one rendered person with eyes open, half open, closed and turned aside. Deterministic. */
  async *people(set: IdentitySet, index: number, count: number): AsyncGenerator<FaceSample> {
    const seed = identitySeed(set, index);
    const identity = sampleIdentity(seed);
    const random = seededRandom(seed * 23 + STREAM);
    const plans = planViews('training', count, random);
    const dress = wardrobe(identity, random);
    const rest = restingShape(identity);
    const noises = new Map<Sensor, SensorNoise>();
    for (const [view, drawn] of plans.entries()) {
      const eyes = drawEyes(random, drawn);
      const { plan } = eyes;
      const noise = noises.get(plan.sensor) ?? new SensorNoise(plan.sensor, seed);
      noises.set(plan.sensor, noise);
      const inInfrared = plan.sensor === 'kinect-v2' && random.chance(0.2);
      const frame = photograph(dress(plan, view), plan, noise, 10_000 * view, inInfrared);
      const openness = lidOpening(withExpression(rest, plan.expression)) / lidOpening(rest);
      const found = await this.read(frame, inInfrared);
      if (found === null) continue;
      const worn = plan.glasses ? ', glasses' : plan.hat ? ', hat' : '';
      const dark = identity.skin.melanin > 1.4 ? ', dark skin' : '';
      const kind = `${eyes.kind}${worn}${dark}${inInfrared ? ', infrared' : ''}`;
      const truth = { openness, gazeDegrees: eyes.gazeDegrees };
      yield { kind, eyes: found.map((eye) => ({ ...eye, ...truth })) };
    }
  }

  /** The eyes of the face in a frame; null where none is found or measured. */
  async read(
    frame: RgbdFrame,
    inInfrared: boolean,
  ): Promise<readonly Pick<EyeSample, 'pixels' | 'view'>[] | null> {
    const found = await this.#finder.find(frame);
    if (found.kind === 'none') return null;
    const measured = this.#meter.measure(frame, found.face.landmarks);
    if (measured.kind !== 'pose') return null;
    const { pose } = measured.head;
    const { box, landmarks } = found.face;
    let picture = frame;
    if (inInfrared) {
      const seen = this.#infrared.view(frame, { box, distanceMm: pose.distanceMm }, true);
      if (seen.kind === 'unusable') return null;
      picture = seen.frame;
    }
    const { width, height, color: data } = picture;
    const pixelsPerMm = frame.camera.intrinsics.fx / pose.distanceMm;
    return (['right', 'left'] as const).flatMap((side) => {
      const place = placeOfEye(landmarks, side, pixelsPerMm);
      if (place === null) return [];
      const pixels = new Float32Array(STORED.columns * STORED.rows);
      sampleEye({ width, height, data }, place, STORED.columns, STORED.rows, pixels);
      const opening = lidOpeningMm(landmarks, side, place);
      return [{ pixels, view: eyeView(place, opening, pose, frame.camera.intrinsics) }];
    });
  }
}

/** Mean height of the opening between the lids of a head, cm. */
function lidOpening(shape: Float32Array): number {
  const height = (landmarks: readonly number[]): number =>
    landmarks.reduce((sum, l) => sum + landmarkOf(shape, l)[1], 0) / landmarks.length;
  return height([37, 38, 43, 44]) - height([40, 41, 46, 47]);
}

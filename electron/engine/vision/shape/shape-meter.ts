import type { HeadPose } from '../../../contract/head-pose.ts';
import type { ShapeLook } from '../../../contract/head-shape.ts';
import type { RigidTransform } from '../../geometry/rigid.ts';
import type { FaceSurface } from '../head/face-surface.ts';
import type { MeanHead } from '../head/mean-head.ts';
import { SHAPE_POOL, type HeadShapeModel } from './head-shape.ts';
import { PooledRelief } from '../head/pooled-relief.ts';
import { RobustFit } from './robust-fit.ts';

/** Farther turned, too much of the head is hidden, degrees. The model knows no such heads. */
const MOST_TURNED = { yaw: 35, pitch: 30 } as const;

export type TurnedHead = Pick<HeadPose, 'yaw' | 'pitch' | 'distanceMm'>;

/** Measures the metric shape of heads, one at a time. */
export class ShapeMeter {
  readonly #model: HeadShapeModel;
  readonly #relief: PooledRelief;
  readonly #fit: RobustFit;

  constructor(mean: MeanHead, model: HeadShapeModel) {
    this.#model = model;
    this.#relief = new PooledRelief(mean, SHAPE_POOL);
    this.#fit = new RobustFit(model.modes);
  }

  /**
   * @param toHead camera space → mean head
   * @returns null for a head that is turned far, or of which too little was measured or fits
   */
  measure(surface: FaceSurface, toHead: RigidTransform, pose: TurnedHead): ShapeLook | null {
    if (!isTowards(pose)) return null;
    this.#relief.measure(surface, toHead);
    return this.measureRelief(this.#relief, pose);
  }

  /** The same of a relief that was pooled before. */
  measureRelief(
    { differences, counts }: Pick<PooledRelief, 'differences' | 'counts'>,
    pose: TurnedHead,
  ): ShapeLook | null {
    const { modes, projection, offset, leastWeight, noise, statistics } = this.#model;
    if (!isTowards(pose)) return null;
    const weight = this.#fit.fit(differences, counts);
    if (!(weight >= leastWeight)) return null;
    const { coefficients } = this.#fit;
    const vector = new Float32Array(offset.length);
    for (let i = 0; i < vector.length; i++) {
      let sum = -(offset[i] ?? 0);
      for (let k = 0; k < modes.modes; k++) {
        sum += (coefficients[k] ?? 0) * (projection[k * vector.length + i] ?? 0);
      }
      vector[i] = sum;
    }
    if (!vector.every(Number.isFinite)) return null;
    const { yaw, pitch, distanceMm } = pose;
    const grown = Math.max(1, distanceMm / noise.usualMm) ** noise.exponent;
    return { version: statistics.version, vector, noise: grown, yaw, pitch };
  }
}

/** Whether a head is turned little enough to be measured; what is no number is no pose. */
export const isTowards = ({ yaw, pitch, distanceMm }: TurnedHead): boolean =>
  Math.abs(yaw) <= MOST_TURNED.yaw && Math.abs(pitch) <= MOST_TURNED.pitch && distanceMm > 0;

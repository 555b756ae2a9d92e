import { INPUT_SIZE } from '../../electron/engine/vision/fusion.ts';
import {
  verificationMetrics,
  type VerificationMetrics,
} from '../evaluation/verification-metrics.ts';
import { seededRandom } from '../people/random.ts';
import { spoilAsKinect, STRONG_LOOK, toEncoderColour } from '../photos/kinect-look.ts';
import type { PhotoSet } from '../photos/photo-set.ts';
import type { PhotoTurner, PhotoView } from '../photos/photo-view.ts';
import { sampleFrontView, sampleView } from '../photos/view-sampler.ts';

const PEOPLE = 300;
const SEED = 9000;
const PLANE = INPUT_SIZE * INPUT_SIZE;
const ENROLMENT_LOOK = { ...STRONG_LOOK, occluded: 0, noise: 4, shade: 0.2 };

/** A view of somebody no network was trained on: 3 × 112 × 112, as 8-bit colour. */
interface ValidationView {
  readonly person: number;
  readonly role: 'gallery' | 'probe';
  readonly wide: boolean;
  readonly colour: Uint8Array;
}

/**
 * One enrolment-like view and up to four spoiled views of other photographs of each of 300 people held out.
 * The same for every encoder and every run.
 */
export class PhotoValidation {
  private readonly views: readonly ValidationView[];

  constructor(photos: PhotoSet, heldOut: readonly (readonly number[])[], turner: PhotoTurner) {
    const colour = new Float32Array(3 * PLANE);
    const views: ValidationView[] = [];
    heldOut
      .filter((list) => list.length > 1)
      .slice(0, PEOPLE)
      .forEach(([front = 0, ...others], person) => {
        const random = seededRandom(SEED + person);
        const add = (photo: number, view: PhotoView, role: ValidationView['role']): void => {
          const native = turner.turn(photos.read(photo), view, random);
          spoilAsKinect(native, role === 'gallery' ? ENROLMENT_LOOK : STRONG_LOOK, random);
          toEncoderColour(native, false, colour);
          views.push({ person, role, wide: isWide(view), colour: toBytes(colour) });
        };
        add(front, sampleFrontView(random), 'gallery');
        for (const other of others.slice(0, 2)) {
          add(other, sampleView(random), 'probe');
          add(other, sampleView(random), 'probe');
        }
      });
    this.views = views;
  }

  /** @param embed colour 3 × 112 × 112 as `fuse` makes it, number of the person and of the view → a vector */
  async evaluate(
    embed: (colour: Float32Array, person: number, view: number) => Promise<Float32Array>,
  ): Promise<{ readonly all: VerificationMetrics; readonly wide: VerificationMetrics }> {
    const input = new Float32Array(3 * PLANE);
    const vectors: Float32Array[] = [];
    for (const [view, { colour, person }] of this.views.entries()) {
      for (let i = 0; i < input.length; i++) input[i] = ((colour[i] ?? 0) - 127) / 128;
      vectors.push(unitLength(await embed(input, person, view)));
    }
    return { all: this.score(vectors, () => true), wide: this.score(vectors, ({ wide }) => wide) };
  }

  private score(
    vectors: readonly Float32Array[],
    counts: (view: ValidationView) => boolean,
  ): VerificationMetrics {
    const genuine: number[] = [];
    const impostor: number[] = [];
    this.views.forEach((probe, i) => {
      if (probe.role !== 'probe' || !counts(probe)) return;
      this.views.forEach((reference, j) => {
        if (reference.role !== 'gallery') return;
        const distance = euclidean(vectors[i], vectors[j]);
        (probe.person === reference.person ? genuine : impostor).push(distance);
      });
    });
    return verificationMetrics(genuine, impostor);
  }
}

const isWide = ({ pose }: PhotoView): boolean =>
  pose !== null && (Math.abs(pose.yaw) > 30 || Math.abs(pose.pitch) > 25);

const toBytes = (colour: Float32Array): Uint8Array =>
  Uint8Array.from(colour, (x) => Math.round(x * 128 + 127));

function unitLength(x: Float32Array): Float32Array {
  let square = 0;
  for (const value of x) square += value * value;
  const norm = Math.sqrt(square) || 1;
  return x.map((value) => value / norm);
}

function euclidean(a: Float32Array | undefined, b: Float32Array | undefined): number {
  if (a === undefined || b === undefined) return Infinity;
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += ((a[i] ?? 0) - (b[i] ?? 0)) ** 2;
  return Math.sqrt(sum);
}

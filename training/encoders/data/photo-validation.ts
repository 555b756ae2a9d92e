import { FUSED_LENGTH, HOLE } from '../../../electron/engine/vision/fusion/fusion.ts';
import { INPUT_SIZE } from '../../../electron/engine/vision/fusion/template.ts';
import type { EmbeddedShot } from '../../../electron/analysis/trials/embedded-shot.ts';
import { galleryProtocol } from '../../../electron/analysis/trials/protocols.ts';
import type { VerificationMetrics } from '../../../electron/analysis/metrics/verification-metrics.ts';
import { seededRandom } from '../../synthesis/people/random.ts';
import { STRONG_LOOK } from '../../synthesis/photos/kinect-look.ts';
import type { PhotoView } from '../../synthesis/photos/photo-view.ts';
import { sampleFrontView, sampleView } from '../../synthesis/photos/view-sampler.ts';
import { ENROLMENT_LOOK, type PhotoViews } from './photo-views.ts';

const PEOPLE = 300;
const SEED = 9000;
const PLANE = INPUT_SIZE * INPUT_SIZE;

/** A view of somebody no network was trained on: both colour pictures, in 8 bits. */
interface ValidationView {
  readonly person: number;
  readonly role: 'gallery' | 'probe';
  readonly wide: boolean;
  readonly colours: Uint8Array;
}

/**
 * One enrolment-like view and up to four spoiled views of other photographs of each of at most 300 people held out.
 * The same for every encoder and every run.
 */
export class PhotoValidation {
  readonly #views: readonly ValidationView[];

  constructor(source: PhotoViews) {
    const fused = new Float32Array(FUSED_LENGTH);
    const views: ValidationView[] = [];
    source.people.validation
      .filter((list) => list.length > 1)
      .slice(0, PEOPLE)
      .forEach(([front = 0, ...others], person) => {
        const random = seededRandom(SEED + person);
        const add = (photo: number, view: PhotoView, role: ValidationView['role']): void => {
          const look = role === 'gallery' ? ENROLMENT_LOOK : STRONG_LOOK;
          source.drawFused(photo, view, look, random, fused);
          views.push({ person, role, wide: isWide(view), colours: toBytes(fused) });
        };
        add(front, sampleFrontView(random), 'gallery');
        for (const other of others.slice(0, 2)) {
          add(other, sampleView(random), 'probe');
          add(other, sampleView(random), 'probe');
        }
      });
    this.#views = views;
  }

  /** @param embed fused head without relief, number of the person and of the view → a vector of unit length */
  async evaluate(
    embed: (fused: Float32Array, person: number, view: number) => Promise<Float32Array>,
  ): Promise<{ readonly all: VerificationMetrics; readonly wide: VerificationMetrics }> {
    const fused = new Float32Array(FUSED_LENGTH);
    const shots: (EmbeddedShot & { readonly wide: boolean })[] = [];
    for (const [number, { colours, person, role, wide }] of this.#views.entries()) {
      fromBytes(colours, fused);
      const embedding = await embed(fused, person, number);
      shots.push({ person: String(person), shot: `view-${number}`, role, wide, embedding });
    }
    const wide = shots.filter((shot) => shot.role === 'gallery' || shot.wide);
    return { all: galleryProtocol(shots), wide: galleryProtocol(wide) };
  }
}

const isWide = ({ pose }: PhotoView): boolean =>
  pose !== null && (Math.abs(pose.yaw) > 30 || Math.abs(pose.pitch) > 25);

function toBytes(fused: Float32Array): Uint8Array {
  const bytes = new Uint8Array(6 * PLANE);
  for (let i = 0; i < 3 * PLANE; i++) {
    bytes[i] = Math.round((fused[i] ?? 0) * 128 + 127);
    bytes[3 * PLANE + i] = Math.round((fused[4 * PLANE + i] ?? 0) * 128 + 127);
  }
  return bytes;
}

function fromBytes(bytes: Uint8Array, fused: Float32Array): void {
  for (let i = 0; i < 3 * PLANE; i++) {
    fused[i] = ((bytes[i] ?? 0) - 127) / 128;
    fused[4 * PLANE + i] = ((bytes[3 * PLANE + i] ?? 0) - 127) / 128;
  }
  fused.fill(HOLE, 3 * PLANE, 4 * PLANE);
}

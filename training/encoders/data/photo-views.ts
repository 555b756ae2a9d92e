import { FrontalColour } from '../../../electron/engine/vision/fusion/frontal-colour.ts';
import { FUSED_LENGTH, HOLE } from '../../../electron/engine/vision/fusion/fusion.ts';
import { loadMeanHead } from '../../../electron/engine/vision/head/mean-head.ts';
import { INPUT_SIZE } from '../../../electron/engine/vision/fusion/template.ts';
import type { Spectrum } from '../../../electron/contract/frame.ts';
import { seeInInfrared } from '../../synthesis/photos/infrared-look.ts';
import type { Random } from '../../synthesis/people/random.ts';
import {
  spoilAsKinect,
  STRONG_LOOK,
  toEncoderColour,
  type KinectLook,
} from '../../synthesis/photos/kinect-look.ts';
import { mirrorColour } from '../../synthesis/photos/mirror-colour.ts';
import { nativePicture } from '../../synthesis/photos/native-picture.ts';
import { openAlignedPhotos, type PhotoSet } from '../../synthesis/photos/photo-set.ts';
import { PhotoTurner, type PhotoView } from '../../synthesis/photos/photo-view.ts';
import { sampleFrontView, sampleView } from '../../synthesis/photos/view-sampler.ts';
import { splitPeople, type PhotoPeople } from './photo-people.ts';

const PLANE = INPUT_SIZE * INPUT_SIZE;
/** One view in three is as at enrolment: nearly straight. */
const FRONT_SHARE = 1 / 3;
/** Share of the looks that show the face from ahead, which is the harder of the two to learn. */
const AHEAD_SHARE = 0.7;

/** People who enrol look into the camera, in good light and with nothing before their faces. */
export const ENROLMENT_LOOK: KinectLook = { ...STRONG_LOOK, occluded: 0, noise: 4, shade: 0.2 };

/** Aligned photographs and what it takes to see them anew. */
export class PhotoViews {
  readonly photos: PhotoSet;
  readonly people: PhotoPeople;
  readonly #turner: PhotoTurner;
  readonly #frontal: FrontalColour;

  constructor(photos: PhotoSet, turner: PhotoTurner, frontal: FrontalColour) {
    this.photos = photos;
    this.people = splitPeople(photos);
    this.#turner = turner;
    this.#frontal = frontal;
  }

  /** Draws one look at a photograph as a Kinect may catch it: colour 3 × 112 × 112 into `out`. */
  drawLook(photo: number, random: Random, out: Float32Array): void {
    const view = random.chance(FRONT_SHARE) ? sampleFrontView(random) : sampleView(random);
    const native = this.#turner.turn(this.photos.read(photo), view, random);
    spoilAsKinect(native, STRONG_LOOK, random);
    if (!random.chance(AHEAD_SHARE)) {
      toEncoderColour(native, random.chance(0.5), out);
      return;
    }
    this.#frontal.draw(nativePicture(native, random), out);
    if (random.chance(0.5)) mirrorColour(out);
  }

  /** Draws a view of a photograph both ways, as `Fusion` does; the relief is left empty. */
  drawFused(
    photo: number,
    view: PhotoView,
    look: KinectLook,
    random: Random,
    out: Float32Array = new Float32Array(FUSED_LENGTH),
    spectrum: Spectrum = 'colour',
  ): Float32Array {
    const native = this.#turner.turn(this.photos.read(photo), view, random);
    if (spectrum === 'infrared') seeInInfrared(native, look, random);
    else spoilAsKinect(native, look, random);
    toEncoderColour(native, false, out);
    out.fill(HOLE, 3 * PLANE, 4 * PLANE);
    this.#frontal.draw(nativePicture(native, random), out.subarray(4 * PLANE));
    return out;
  }
}

/** Opens photographs that are already aligned; throws a sentence when the mean head is missing. */
export async function openPhotoViews(assets: string): Promise<PhotoViews> {
  const mean = await loadMeanHead(assets);
  if (!mean.ok) throw new Error(mean.problem.message);
  const [turner, frontal] = [new PhotoTurner(mean.value), new FrontalColour(mean.value)];
  return new PhotoViews(openAlignedPhotos(), turner, frontal);
}

import {
  FUSED_LENGTH,
  LOOK_CHANNELS,
  lookFromAhead,
} from '../../../electron/engine/vision/fusion/fusion.ts';
import { INPUT_SIZE } from '../../../electron/engine/vision/fusion/template.ts';
import type { Random } from '../../synthesis/people/random.ts';
import {
  spoilAsKinect,
  type KinectLook,
  type SpoiledPicture,
} from '../../synthesis/photos/kinect-look.ts';
import { mirrorColour } from '../../synthesis/photos/mirror-colour.ts';
import type { OwnPeople, OwnPerson, PersonShot } from './own-people.ts';

const PLANE = INPUT_SIZE * INPUT_SIZE;
/** Share of the looks from ahead, as of photographs. */
const AHEAD_SHARE = 0.7;
/** A sensor has been at these pictures already: other light and patches, but no cut-out and little noise. */
const OWN_LOOK: KinectLook = { cutOut: 0, dropouts: 0.2, occluded: 0.15, noise: 4, shade: 0.4 };
/** Each training person adds so much to the share of pairs that are own people's, up to the largest. */
const SHARE_PER_PERSON = 0.005;
const LARGEST_SHARE = 0.25;

/** Share of the pairs of a batch, of those that show real colour, that are own people's: few are not seen too often. */
export const ownShare = ({ training }: OwnPeople): number =>
  Math.min(LARGEST_SHARE, SHARE_PER_PERSON * training.length);

/** A pair of shots of one person to train on. */
export interface OwnPair {
  /** Number among the training people. */
  readonly person: number;
  readonly shots: readonly PersonShot[];
}

/** Draws a training person and two different shots. */
export function drawOwnPair({ training }: OwnPeople, random: Random): OwnPair {
  const person = random.below(training.length);
  const { acquired } = training[person] ?? ({ acquired: [] } satisfies Partial<OwnPerson>);
  const first = random.below(acquired.length);
  const second = (first + 1 + random.below(acquired.length - 1)) % acquired.length;
  return { person, shots: [first, second].flatMap((k) => acquired[k] ?? []) };
}

/** Draws one look at a shot, as seen or from ahead, in another light, mirrored or not: 4 × 112 × 112 into `out`. */
export function drawOwnLook(
  own: OwnPeople,
  { number }: PersonShot,
  random: Random,
  out: Float32Array,
): void {
  const fused = new Float32Array(FUSED_LENGTH);
  own.read(number, fused);
  if (random.chance(AHEAD_SHARE)) lookFromAhead(fused, out);
  else out.set(fused.subarray(0, LOOK_CHANNELS * PLANE));
  const colour = out.subarray(0, 3 * PLANE);
  const picture = toPicture(colour);
  spoilAsKinect(picture, OWN_LOOK, random);
  fromPicture(picture, colour);
  if (random.chance(0.5)) mirrorColour(colour);
}

/** The encoder's colours as what can be spoiled. Everything counts as near: no background is put behind it. */
function toPicture(colour: Float32Array): SpoiledPicture {
  const color = new Float32Array(3 * PLANE);
  for (let c = 0; c < 3; c++) {
    for (let i = 0; i < PLANE; i++) color[3 * i + c] = (colour[c * PLANE + i] ?? 0) * 128 + 127;
  }
  return { size: INPUT_SIZE, color, depth: new Float32Array(PLANE), resolution: 1 };
}

function fromPicture({ color }: SpoiledPicture, colour: Float32Array): void {
  for (let c = 0; c < 3; c++) {
    for (let i = 0; i < PLANE; i++) colour[c * PLANE + i] = ((color[3 * i + c] ?? 0) - 127) / 128;
  }
}

import { withoutQuality, type FaceEmbedding } from '../../../electron/contract/face-embedding.ts';
import { showOnly, type Shown } from '../../../electron/engine/vision/encode/one-channel.ts';
import type { ShotDescription } from '../../synthesis/population/shots/shot-description.ts';
import { partsOf } from '../../../electron/analysis/trials/embedded-shot.ts';
import { calibrate, type Thresholds } from './calibration.ts';
import {
  photographedPeople,
  renderedPeople,
  seeRendered,
  type Embed,
  type RenderedChoice,
} from './calibration-people.ts';
import {
  infraredOfPhotographed,
  infraredOfRendered,
  type InfraredFigures,
} from './infrared-figures.ts';
import { errorRates, type ErrorRates } from './error-rates.ts';
import type { PhotoViews } from '../data/photo-views.ts';

/** The distance at which unseen people are judged, mm. */
const NEAR_MM = { least: 550, most: 650 } as const;
const FAR_MM = { least: 1100, most: 1400 } as const;
/** One enrolled pose and so many are compared on the same looks. */
const MANY_POSES = 5;
/** Degrees either way that still count as looking at the camera. */
const PLAIN_YAW = 30;

/** What a card says about an encoder's errors. */
export interface EncoderFigures {
  /** Thresholds for real people, and separate ones for the virtual camera's people. */
  readonly thresholds: Thresholds & { readonly renderedPeople: Thresholds };
  /** The same for looks in infrared, with the means that centre each spectrum. */
  readonly infrared: {
    readonly people: InfraredFigures;
    readonly renderedPeople: InfraredFigures;
  };
  readonly renderedPeople: Readonly<Record<string, ErrorRates>>;
}

/** Sets the thresholds on some people and measures errors on others; trained on is nobody of them. */
export async function encoderFigures(views: PhotoViews, embed: Embed): Promise<EncoderFigures> {
  const thresholds = {
    ...calibrate(await photographedPeople(views, views.people.calibration, embed)),
    renderedPeople: calibrate(await renderedPeople('calibration', embed)),
  };
  const of = reported(embed);
  const through = (shown: Shown) =>
    reported(async (fused) => {
      const answer = await embed(showOnly(shown, fused));
      // Quality is of what colour shows.
      return shown === 'depth' ? withoutQuality(answer.vector) : answer;
    })({});
  const infrared = {
    people: await infraredOfPhotographed(views, views.people.calibration, embed),
    renderedPeople: await infraredOfRendered('calibration', embed),
  };
  return {
    thresholds,
    infrared,
    renderedPeople: {
      'at 0.55 to 0.65 m': await of({ wanted: within(NEAR_MM) }),
      'at 1.1 to 1.4 m': await of({ wanted: within(FAR_MM) }),
      'at all distances': await of({}),
      'at all distances, nothing worn or held before the face, turned less than 30°, sharp':
        await of({ wanted: isPlain }),
      'at all distances, without glasses': await of({ wanted: ({ glasses }) => !glasses }),
      'at all distances, with glasses': await of({ wanted: ({ glasses }) => glasses }),
      'at all distances, one shot enrols': await of({ enrolled: 1, reserved: MANY_POSES }),
      'at all distances, five shots enrol': await of({
        enrolled: MANY_POSES,
        reserved: MANY_POSES,
      }),
      'at all distances, colour only': await through('colour'),
      'at all distances, depth only': await through('depth'),
    },
  };
}

/** Errors on some shots of the people to report on; each shot is embedded once, however often it is chosen. */
function reported(embed: Embed): (choice: RenderedChoice) => Promise<ErrorRates> {
  const known = new Map<number, Promise<FaceEmbedding>>();
  return async (choice) => {
    const see = async (fused: Float32Array, _role: unknown, shot: number) => {
      const answer = known.get(shot) ?? embed(fused);
      known.set(shot, answer);
      return partsOf(await answer);
    };
    return errorRates((await seeRendered('reported', see, choice)).shots);
  };
}

const within =
  (range: { readonly least: number; readonly most: number }) =>
  ({ distanceMm }: ShotDescription): boolean =>
    distanceMm >= range.least && distanceMm <= range.most;

const isPlain = ({ glasses, hat, hand, blur, yaw }: ShotDescription): boolean =>
  !glasses && !hat && !hand && blur === 0 && Math.abs(yaw) < PLAIN_YAW;

import { showOnly } from '../../electron/engine/vision/one-channel.ts';
import { galleryProtocol } from '../evaluation/protocols.ts';
import type { EmbeddedShot } from '../evaluation/embedded-shot.ts';
import { calibrate, type Thresholds } from './calibration.ts';
import { photographedPeople, renderedPeople, type Embed } from './calibration-people.ts';
import type { PhotoViews } from './photo-views.ts';

/** The distance at which unseen people are judged, mm. */
const NEAR_MM = { least: 550, most: 650 } as const;
const FAR_MM = { least: 1100, most: 1400 } as const;

/** What a card says about an encoder's errors. */
export interface EncoderFigures {
  readonly thresholds: Thresholds;
  readonly renderedPeople: Readonly<Record<string, ErrorRates>>;
}

interface ErrorRates {
  readonly people: number;
  readonly genuineTrials: number;
  readonly impostorTrials: number;
  /** Per cent. */
  readonly eer: number;
  readonly frr: Readonly<Record<string, number | null>>;
}

/** Sets the thresholds on one group of people and measures errors on another; trained on is neither. */
export async function encoderFigures(views: PhotoViews, embed: Embed): Promise<EncoderFigures> {
  const thresholds = calibrate([
    await photographedPeople(views, views.people.calibration, embed),
    await renderedPeople('calibration', embed),
  ]);
  const at = async (range: { least: number; most: number }, through: Embed) => {
    const { shots } = await renderedPeople('reported', through, ({ distanceMm }) => {
      return distanceMm >= range.least && distanceMm <= range.most;
    });
    return ratesOf(shots);
  };
  const everywhere = { least: 0, most: Infinity };
  return {
    thresholds,
    renderedPeople: {
      'at 0.55 to 0.65 m': await at(NEAR_MM, embed),
      'at 1.1 to 1.4 m': await at(FAR_MM, embed),
      'at all distances': await at(everywhere, embed),
      'at all distances, colour only': await at(everywhere, (fused) =>
        embed(showOnly('colour', fused)),
      ),
      'at all distances, depth only': await at(everywhere, (fused) =>
        embed(showOnly('depth', fused)),
      ),
    },
  };
}

function ratesOf(shots: readonly EmbeddedShot[]): ErrorRates {
  const metrics = galleryProtocol(shots);
  const percent = (share: number) => Number((100 * share).toFixed(2));
  const claimed = (level: '1e-2' | '1e-3' | '1e-4') =>
    metrics.threshold[level] === null ? null : percent(metrics.frr[level]);
  return {
    people: new Set(shots.map(({ person }) => person)).size,
    genuineTrials: metrics.genuine,
    impostorTrials: metrics.impostor,
    eer: percent(metrics.eer),
    frr: { '1e-2': claimed('1e-2'), '1e-3': claimed('1e-3'), '1e-4': claimed('1e-4') },
  };
}

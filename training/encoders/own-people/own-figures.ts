import { withoutQuality } from '../../../electron/contract/face-embedding.ts';
import { FUSED_LENGTH } from '../../../electron/engine/vision/fusion/fusion.ts';
import { partsOf, type EmbeddedShot } from '../../../electron/analysis/trials/embedded-shot.ts';
import { galleryProtocol } from '../../../electron/analysis/trials/protocols.ts';
import { evaluateShots, type ProtocolFigures } from '../../evaluation/evaluate-shots.ts';
import type { Interval } from '../../../electron/contract/rate.ts';
import { trialsToClaim } from '../../../electron/analysis/metrics/rate-estimate.ts';
import { FAR_LEVELS } from '../../../electron/analysis/metrics/verification-metrics.ts';
import type { Embed } from '../calibration/calibration-people.ts';
import type { Thresholds } from '../calibration/calibration.ts';
import type { OwnPeople, OwnPerson } from './own-people.ts';

/** Per cent, with the interval of 95 % over people. */
interface Rate {
  readonly percent: number;
  readonly interval: readonly [number, number] | null;
}

/** What the card of an encoder says about the own people it was trained with. */
export interface OwnFigures {
  readonly datasets: readonly string[];
  readonly trainedOn: PeopleCount;
  readonly validatedOn: PeopleCount;
  readonly reported: PeopleCount & {
    /** Shots without an embedding: rejected in all their trials, and so part of every rate below. */
    readonly failuresToAcquire: number;
    readonly genuineTrials: number;
    readonly impostorTrials: number;
    readonly eer: Rate;
    /** False rejections by FAR; a sentence where there are too few impostor trials to claim that FAR. */
    readonly frr: Readonly<Record<string, Rate | string>>;
    /** At the thresholds of the card: errors of so many trials. */
    readonly atThresholds: readonly {
      readonly name: string;
      readonly falseAccepts: number;
      readonly falseRejects: number;
    }[];
  };
  readonly says: string;
}

interface PeopleCount {
  readonly people: number;
  readonly shots: number;
}

/** The shots of own people after an encoder; those without a head have no embedding. */
export async function embedOwnPeople(
  own: OwnPeople,
  people: readonly OwnPerson[],
  embed: Embed,
): Promise<EmbeddedShot[]> {
  const fused = new Float32Array(FUSED_LENGTH);
  const embedded: EmbeddedShot[] = [];
  for (const [person, { shots }] of people.entries()) {
    for (const { shot, role, acquired, number } of shots) {
      if (acquired) own.read(number, fused);
      const answer = acquired ? await embed(fused) : null;
      embedded.push({ person: String(person), shot, role, ...partsOf(answer) });
    }
  }
  return embedded;
}

/**
 * A figure of a validation: the EER on the own people who validate; none without own people.
 * @param vectorOf fused head → a vector of unit length
 */
export async function ownValidation(
  own: OwnPeople | null,
  vectorOf: (fused: Float32Array) => Promise<Float32Array>,
): Promise<{ readonly ownPeopleEer?: number }> {
  if (own === null) return {};
  const embed: Embed = async (fused) => withoutQuality(await vectorOf(fused));
  return { ownPeopleEer: galleryProtocol(await embedOwnPeople(own, own.validation, embed)).eer };
}

/**
 * Measures an encoder on the own people it has not learned from.
 *
 * Thresholds are not set on them but on the photographed people, of whom there are far more: the strictest level takes
 * 300,000 trials of strangers.
 */
export async function ownFigures(
  own: OwnPeople,
  embed: Embed,
  thresholds: Thresholds,
): Promise<OwnFigures> {
  const shots = await embedOwnPeople(own, own.reported, embed);
  const { gallery } = evaluateShots(shots, {
    thresholds: thresholds.levels.map(({ name, threshold }) => ({ name, threshold })),
    mostEnrolled: 0,
  });
  return {
    datasets: own.datasets,
    trainedOn: countOf(own.training),
    validatedOn: countOf(own.validation),
    reported: {
      ...countOf(own.reported),
      failuresToAcquire: shots.filter(({ embedding }) => embedding === null).length,
      genuineTrials: gallery.genuine,
      impostorTrials: gallery.impostor,
      eer: rate(gallery.eer, gallery.eerInterval),
      frr: Object.fromEntries(FAR_LEVELS.map((level) => [level, frrAt(gallery, level)])),
      atThresholds: gallery.given.map(({ name, at }) => ({
        name,
        falseAccepts: at.far.errors,
        falseRejects: at.frr.errors,
      })),
    },
    says: `No person is in two of these groups. Thresholds were set on others: ${thresholds.people}.`,
  };
}

function frrAt(gallery: ProtocolFigures, level: (typeof FAR_LEVELS)[number]): Rate | string {
  if (gallery.threshold[level] !== null) {
    return rate(gallery.frr[level], gallery.frrInterval[level]);
  }
  const needed = trialsToClaim(Number(level));
  return `not claimed: ${gallery.impostor} impostor trials, ${needed} are needed`;
}

const countOf = (people: readonly OwnPerson[]): PeopleCount => ({
  people: people.length,
  shots: people.reduce((sum, { shots }) => sum + shots.length, 0),
});

const percent = (share: number): number => Number((100 * share).toFixed(2));

function rate(share: number, interval: Interval | null): Rate {
  return {
    percent: percent(share),
    interval: interval === null ? null : [percent(interval.low), percent(interval.high)],
  };
}

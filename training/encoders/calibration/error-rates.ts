import type { EmbeddedShot } from '../../../electron/analysis/trials/embedded-shot.ts';
import { galleryTrials } from '../../../electron/analysis/trials/protocols.ts';
import { selectTrials, splitTrials } from '../../../electron/analysis/trials/trial-table.ts';
import { sortedMetrics } from '../../../electron/analysis/metrics/verification-metrics.ts';
import type { CalibrationSet } from './calibration.ts';

/** Errors of an encoder on one group of people, as cards say them. */
export interface ErrorRates {
  readonly people: number;
  readonly genuineTrials: number;
  readonly impostorTrials: number;
  /** Shots without an embedding: rejected in all their trials, and so part of every rate below. */
  readonly failuresToAcquire: number;
  /** Per cent. */
  readonly eer: number;
  /** Per cent, by FAR; null where there are too few impostor trials to claim that FAR. */
  readonly frr: Readonly<Record<string, number | null>>;
}

/** Scores embedded shots by the gallery protocol. @param isTrial whether two people are a trial; default: all are */
export function errorRates(
  shots: readonly EmbeddedShot[],
  isTrial: NonNullable<CalibrationSet['isTrial']> = () => true,
): ErrorRates {
  const { genuine, impostor } = splitTrials(selectTrials(galleryTrials(shots), isTrial));
  const metrics = sortedMetrics(genuine, impostor);
  const percent = (share: number) => Number((100 * share).toFixed(2));
  const claimed = (level: '1e-2' | '1e-3' | '1e-4') =>
    metrics.threshold[level] === null ? null : percent(metrics.frr[level]);
  return {
    people: new Set(shots.map(({ person }) => person)).size,
    genuineTrials: metrics.genuine,
    impostorTrials: metrics.impostor,
    failuresToAcquire: shots.filter(({ embedding }) => embedding === null).length,
    eer: percent(metrics.eer),
    frr: { '1e-2': claimed('1e-2'), '1e-3': claimed('1e-3'), '1e-4': claimed('1e-4') },
  };
}

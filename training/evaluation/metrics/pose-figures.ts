import { poseOf } from '../../../electron/analysis/trials/embedded-shot.ts';
import {
  operatingPoint,
  type OperatingPoint,
} from '../../../electron/analysis/metrics/operating-point.ts';
import { quantile } from '../../../electron/base/quantile.ts';
import {
  forEachTrial,
  selectProbes,
  type TrialTable,
} from '../../../electron/analysis/trials/trial-table.ts';

/** Errors of the probes in one pose, at a threshold set on all probes. */
export interface PoseFigures extends OperatingPoint {
  readonly pose: string;
  readonly probes: number;
  readonly failedToAcquire: number;
  /** Median distance to the same person, over trials that have one; NaN if there are none. */
  readonly medianGenuine: number;
}

/** One row a pose, the worst first. */
export function figuresByPose(table: TrialTable, threshold: number): PoseFigures[] {
  const poses = [...new Set(table.probes.map(poseOf))];
  return poses
    .map((pose) => {
      const own = selectProbes(table, (probe) => poseOf(probe) === pose);
      return {
        pose,
        probes: own.probes.length,
        failedToAcquire: own.probes.filter(({ embedding }) => embedding === null).length,
        medianGenuine: medianGenuine(own),
        ...operatingPoint(own, threshold),
      };
    })
    .sort((a, b) => b.frr.rate - a.frr.rate);
}

function medianGenuine(table: TrialTable): number {
  const distances: number[] = [];
  forEachTrial(table, (distance, owner, claimed) => {
    if (owner === claimed && distance < Infinity) distances.push(distance);
  });
  return quantile(distances, 0.5);
}

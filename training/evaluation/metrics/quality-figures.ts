import { quantile } from '../../../electron/base/quantile.ts';
import { selectProbes, type TrialTable } from '../../../electron/analysis/trials/trial-table.ts';
import {
  operatingPoint,
  type OperatingPoint,
} from '../../../electron/analysis/metrics/operating-point.ts';

/** Errors of a quarter of the probes, by quality, at a threshold set on all probes. */
export interface QualityFigures extends OperatingPoint {
  /** 1 for the poorest looks to 4 for the best. */
  readonly quarter: number;
  /** Quality of the looks in it, from … to. */
  readonly from: number;
  readonly to: number;
  readonly probes: number;
}

/**
 * One row a quarter of the looks, the poorest first; none where the encoder does not measure quality. FAR that differs
 * between them says that the handicap is too large or too small.
 */
export function figuresByQuality(table: TrialTable, threshold: number): QualityFigures[] {
  const measured = table.probes.flatMap(({ embedding, quality }) =>
    embedding === null || quality === undefined ? [] : [quality],
  );
  const bounds = [0.25, 0.5, 0.75].map((share) => quantile(measured, share));
  if (new Set(measured).size < 2) return [];
  const quarterOf = (quality: number) => 1 + bounds.filter((bound) => quality >= bound).length;
  return [1, 2, 3, 4].map((quarter) => {
    const own = selectProbes(
      table,
      ({ embedding, quality }) =>
        embedding !== null && quality !== undefined && quarterOf(quality) === quarter,
    );
    const qualities = own.probes.map(({ quality = NaN }) => quality);
    return {
      quarter,
      from: Math.min(...qualities),
      to: Math.max(...qualities),
      probes: own.probes.length,
      ...operatingPoint(own, threshold),
    };
  });
}

import { quantile } from '../../electron/base/quantile.ts';
import type { ShapeStatistics } from '../../electron/contract/head-shape.ts';
import { ratioCost, shapeTrials, type MeasuredSitting, type ShapeTrials } from './measure-shape.ts';

/**
 * Real heads vary more about themselves than rendered ones do: expressions that the head model lacks, skin that moves,
 * hair of every kind, sensors that are each calibrated a little differently. Nothing here measures by how much, and the
 * real set must not be tuned on, so what rendered people say is doubled: a margin, not a measurement.
 */
export const REAL_PEOPLE = 2;
/** Share of genuine attempts that the veto refuses. */
const REFUSED = 0.01;
const LOOKS = 15;
/** With so many looks shape refuses, and an enrolment is complete. */
const FEWEST = { looks: 10, ownerLooks: 12 } as const;
const SHARES = [0.02, 0.05, 0.1];
const WIDENINGS = [4, 9, 16];

const isOpenAttempt = ({ name, group }: MeasuredSitting): boolean =>
  name !== 'enrolment' && group !== 'hand at the face';

/** Attempts of 15 looks, whatever the sensor and distance; nobody need be known who hides behind a hand. */
export const attemptTrials = (
  sittings: readonly MeasuredSitting[],
  statistics: ShapeStatistics,
  looks = LOOKS,
): ShapeTrials => shapeTrials(sittings, statistics, looks, isOpenAttempt);

/**
 * Doubles the scatter about a head (`REAL_PEOPLE`), chooses how many sittings are outliers by the least cost of the log
 * ratios, and the ratio below which the veto refuses.
 * @param sittings of people whom the model was not trained on
 */
export function chooseThresholds(
  sittings: readonly MeasuredSitting[],
  fitted: ShapeStatistics,
): ShapeStatistics {
  const wider = (variances: readonly number[]) => variances.map((value) => REAL_PEOPLE * value);
  const statistics = {
    ...fitted,
    ...{ sitting: wider(fitted.sitting), pose: wider(fitted.pose), frame: wider(fitted.frame) },
    ...{ fewestLooks: FEWEST.looks, fewestOwnerLooks: FEWEST.ownerLooks },
  };
  let best = { cost: Infinity, outliers: statistics.outliers };
  for (const share of SHARES) {
    for (const widening of WIDENINGS) {
      const outliers = { share, widening };
      const cost = ratioCost(attemptTrials(sittings, { ...statistics, outliers }));
      if (cost < best.cost) best = { cost, outliers };
    }
  }
  const { genuine } = attemptTrials(sittings, { ...statistics, outliers: best.outliers });
  const people = new Set(sittings.map(({ person }) => person)).size;
  return {
    ...statistics,
    outliers: best.outliers,
    // Rule of three: what so many trials without an error support.
    least: -Math.log(Math.max(6, genuine.length) / 3),
    most: Math.log(Math.max(6, (people * (people - 1)) / 2) / 3),
    refuseBelow: quantile(genuine, REFUSED),
  };
}

import type { ShapeStatistics } from '../../electron/contract/head-shape.ts';
import { attemptTrials } from './choose-thresholds.ts';
import {
  ratesAt,
  ratioCost,
  shapeTrials,
  type MeasuredSitting,
  type ShapeRates,
} from './measure-shape.ts';
import type { SittingGroup } from './shape-samples.ts';

/** Rates at the threshold of the veto, of one kind of attempt. */
export interface ShapeFigure extends ShapeRates {
  readonly attempt: string;
  readonly looks: number;
}

export interface ShapeFigures {
  readonly attempts: readonly ShapeFigure[];
  /** The same of attempts of 15 looks at any distance, by what makes them differ from the enrolment. */
  readonly groups: readonly ShapeFigure[];
  /** What other thresholds would refuse and pass, of attempts of 15 looks without a hand at the face. */
  readonly tradeOff: readonly {
    readonly threshold: number;
    readonly refused: number;
    readonly passed: number;
  }[];
  /** Cost of the log ratios of attempts of 15 looks, bits. */
  readonly cost: number;
}

const KINDS = [
  ['0.65 m', 'near'],
  ['1.1 to 1.4 m', 'far'],
] as const;

const OTHER_THRESHOLDS = [-4, -2, 0, 1, 2, 3, 4, 5];
const GROUPS: readonly SittingGroup[] = [
  ...(['plain', 'glasses on or off', 'hat', 'child-sized', 'hand at the face'] as const),
];

export function shapeFigures(
  sittings: readonly MeasuredSitting[],
  statistics: ShapeStatistics,
): ShapeFigures {
  const attempts = KINDS.flatMap(([attempt, name]) =>
    [1, 15].map((looks) => {
      const trials = shapeTrials(sittings, statistics, looks, (own) => {
        return own.name === name && own.group !== 'hand at the face';
      });
      return { attempt, looks, ...ratesAt(statistics.refuseBelow, trials) };
    }),
  );
  const groups = GROUPS.map((attempt) => {
    const trials = shapeTrials(
      ...([sittings, statistics, 15] as const),
      ({ name, group }) => name !== 'enrolment' && group === attempt,
    );
    return { attempt, looks: 15, ...ratesAt(statistics.refuseBelow, trials) };
  });
  const open = attemptTrials(sittings, statistics);
  const tradeOff = OTHER_THRESHOLDS.map((threshold) => {
    const { refused, passed } = ratesAt(threshold, open);
    return { threshold, refused, passed };
  });
  return { attempts, groups, tradeOff, cost: ratioCost(open) };
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** As lines for a terminal. */
export function shapeTable({ attempts, groups, tradeOff, cost }: ShapeFigures): string {
  const lines = [...attempts, ...groups].map(
    ({ attempt, looks, genuine, refused, unmeasured, impostors, passed, equal, medians }) =>
      `  ${attempt}, ${looks === 1 ? '1 look' : `${looks} looks`}: ${percent(refused)} of ${genuine} genuine refused ` +
      `(${unmeasured} not measured), ${percent(passed)} of ${impostors} strangers' heads passed; equal error ` +
      `${percent(equal)}; median log ratios ${medians.map((value) => value.toFixed(1)).join(' and ')}`,
  );
  const others = tradeOff.map(
    ({ threshold, refused, passed }) =>
      `  at a log ratio of ${threshold}: ${percent(refused)} of genuine attempts refused, ${percent(passed)} of strangers' passed`,
  );
  return [...lines, ...others, `  cost of the log ratios: ${cost.toFixed(3)} bits`].join('\n');
}

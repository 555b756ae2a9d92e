import type {
  AttemptFigures,
  AttemptLevelFigures,
  AttemptRate,
  PerAttempt,
} from '../../../training/evaluation/attempt-report.ts';
import { count, describeRate } from '../../../training/evaluation/report/words.ts';
import { alignColumns } from '../align-columns.ts';

/** Lines that say what attempts came to, level by level, the worst species first. */
export function describeAttempts({
  source,
  people,
  encoder,
  tries,
  levels,
}: AttemptFigures): string[] {
  return [
    `attempts: ${source}; ${count(people)} enrolled, encoder ${encoder}, up to ${tries} attempts in a row`,
    ...levels.flatMap(describeLevel),
  ];
}

function describeLevel(figures: AttemptLevelFigures): string[] {
  const { level, bound, far, frr, bpcer, openMs, conditions, groups, species } = figures;
  return [
    bound === null ? `level ${level}` : `level ${level}, bound ${bound}`,
    `  FAR an attempt     ${inWords(far.perAttempt)}${untilLockOut(far)}`,
    `  FRR, seen well     ${inWords(frr.perAttempt)}${untilLockOut(frr)}${openMs === null ? '' : `; opens in ${openMs.median.toFixed(0)} ms (median), ${openMs.p95.toFixed(0)} ms (95 %)`}`,
    `  BPCER, all owners  ${inWords(bpcer)}`,
    ...table(
      ['owners', 'attempts', 'FRR', 'BPCER', 'not let in because'],
      [...conditions, ...groups].map((own) => [
        own.name,
        count(own.frr.trials),
        inWords(own.frr),
        inWords(own.bpcer),
        reasonsInWords(own.reasons),
      ]),
    ),
    ...table(
      ['species', 'attempts', 'APCER', 'IAPAR', 'IAPAR until lock-out', 'refused as'],
      species.map(({ species: name, apcer, iapar, reasons }) => [
        name,
        count(iapar.perAttempt.trials),
        inWords(apcer),
        inWords(iapar.perAttempt),
        iapar.untilLockOut === null ? '–' : inWords(iapar.untilLockOut),
        reasonsInWords(reasons),
      ]),
    ),
  ];
}

const table = (heading: readonly string[], rows: readonly (readonly string[])[]): string[] =>
  rows.length === 0 ? [] : alignColumns([heading, ...rows]).map((line) => `  ${line}`);

const untilLockOut = ({ untilLockOut: visits }: PerAttempt): string =>
  visits === null ? '' : `; until lock-out ${inWords(visits)}`;

const reasonsInWords = (reasons: Readonly<Record<string, number>>): string =>
  Object.entries(reasons)
    .map(([reason, times]) => `${reason} ${times}`)
    .join(', ');

const inWords = ({ errors, trials, rate, low, high }: AttemptRate): string =>
  `${describeRate({ errors, trials, rate: rate ?? NaN, interval: { low, high } })} of ${count(trials)}`;

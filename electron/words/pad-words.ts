/** What a presentation attack test says: the same words in the window, on the terminal and in what is copied. */
import type { Language } from '../contract/language.ts';
import type { NotLiveReason } from '../contract/observation.ts';
import type {
  AttemptCounts,
  PadAttempt,
  PadOutcome,
  PadResults,
  SpeciesFigures,
} from '../contract/pad/pad.ts';
import type { PresentationId } from '../contract/pad/species.ts';
import type { RateEstimate } from '../contract/rate.ts';
import { percentIn, percentValue, secondsIn } from './numbers.ts';
import { wordsIn } from './words-in.ts';

/** `Called a presentation attack (bent) after 0.4 s`. */
export function attemptWords({ outcome, reason, afterMs }: PadAttempt, language: Language): string {
  const words = wordsIn(language, 'pad');
  const told = reasonWords(outcome, reason, language);
  const isDecision = outcome !== 'undecided' && outcome !== 'nothing-seen';
  return isDecision
    ? words('outcomeAfter', { outcome: told, time: secondsIn(language, afterMs) })
    : told;
}

function reasonWords(
  outcome: PadOutcome,
  reason: NotLiveReason | null,
  language: Language,
): string {
  const words = wordsIn(language, 'pad');
  const told = words(`outcomes.${outcome}`);
  return reason === null
    ? told
    : words('outcomeBecause', { outcome: told, reason: words(`notLive.${reason}`) });
}

/** Did the lock do what it should? Null: it decided nothing. */
export function isAsItShould({ presentation, outcome }: PadAttempt): boolean | null {
  if (presentation === 'genuine') return outcome === 'opened';
  if (outcome === 'opened') return false;
  return outcome === 'undecided' || outcome === 'nothing-seen' ? null : true;
}

/** `0 of 10 (at most 26 %)` or `3 of 10 (11 – 60 %)`; bounds of 95 %. */
export function rateWords({ errors, trials, interval }: RateEstimate, language: Language): string {
  const words = wordsIn(language, 'pad.rate');
  if (trials === 0) return words('none');
  const high = percentIn(language, interval.high);
  return errors === 0
    ? words('atMost', { errors, trials, high })
    : words('range', { errors, trials, low: percentValue(language, interval.low), high });
}

/** Attempts without an opening from which the exact bound is at most 7 %, which FIDO's certification of sensors asks for. */
const ENOUGH_ATTEMPTS = 42;

/** What so few attempts allow to say of the worst species, in a sentence or two. */
export function claimWords(species: readonly SpeciesFigures[], language: Language): string {
  const words = wordsIn(language, 'pad');
  const [worst] = species;
  if (worst === undefined) return words('claim.nothing');
  const { errors, trials, interval } = worst.iapar;
  if (errors > 0) {
    return words('claim.worst', {
      name: words(`presentations.${worst.species}.name`),
      errors,
      attempts: words('attempts', { count: trials }),
      low: percentValue(language, interval.low),
      high: percentIn(language, interval.high),
    });
  }
  const fewest = Math.min(...species.map(({ shown }) => shown));
  const high = Math.max(...species.map(({ iapar }) => iapar.interval.high));
  return words('claim.none', {
    attempts: words('attempts', { count: fewest }),
    high: percentIn(language, high),
    worth:
      fewest >= ENOUGH_ATTEMPTS
        ? words('claim.enough')
        : words('claim.few', { enough: ENOUGH_ATTEMPTS }),
  });
}

/** What the owner had to put up with, in a sentence; null without attempts. */
export function genuineWords(
  { figures: { genuine } }: Pick<PadResults, 'figures'>,
  language: Language,
): string | null {
  if (genuine === null) return null;
  const words = wordsIn(language, 'pad');
  const opened = genuine.outcomes.opened;
  const attempts = words('attempts', { count: genuine.shown });
  const { medianOpenMs } = genuine;
  return medianOpenMs === null
    ? words('genuine.provesNothing', { opened, attempts })
    : words('genuine.proves', { opened, attempts, time: secondsIn(language, medianOpenMs) });
}

/** Why the results are worth less than they look; empty if there is nothing to say. */
export function doubts(
  { repeated, ended, camera }: PadResults,
  language: Language,
): readonly string[] {
  const words = wordsIn(language, 'pad.doubts');
  return [
    ...(camera?.trust === 'virtual' ? [words('virtual')] : []),
    ...(ended === 'stopped' ? [words('stopped')] : []),
    ...(repeated === 0 ? [] : [words('repeated', { count: repeated })]),
  ];
}

/** The whole result as text of lines of at most some 100 characters. */
export function resultsWords(results: PadResults, language: Language): string {
  const { app, date, camera, encoder, level, asksEyes, figures } = results;
  const { genuine, species } = figures;
  const words = wordsIn(language, 'pad');
  const report = wordsIn(language, 'pad.report');
  const lock = report(asksEyes ? 'lock' : 'lockWithoutEyes', { app, encoder, level });
  const rate = (estimate: RateEstimate): string => rateWords(estimate, language);
  const rows = [
    [
      ...[report('species'), report('attempts'), report('opened'), report('takenForLive')],
      ...[report('calledAttack'), report('noDecision')],
    ],
    ...species.map((figure) => [
      words(`presentations.${figure.species}.name`),
      String(figure.shown),
      rate(figure.iapar),
      figure.apcer === null ? '–' : rate(figure.apcer),
      refusals(figure, language),
      String(figure.apnrr.errors),
    ]),
  ];
  return [
    report('title'),
    `${lock}; ${camera === null ? report('noCamera') : camera.name}; ${date}`,
    '',
    ...(genuine === null
      ? [report('noGenuine')]
      : [
          report('genuine', {
            attempts: words('attempts', { count: genuine.shown }),
            bpcer: rate(genuine.bpcer),
          }),
          `  ${report('genuineMore', { frr: rate(genuine.frr), bpnrr: rate(genuine.bpnrr) })}`,
        ]),
    ...(species.length === 0 ? [] : ['', ...alignColumns(rows)]),
    '',
    ...[
      ...[genuineWords(results, language), claimWords(species, language)],
      ...doubts(results, language),
    ].filter((sentence) => sentence !== null),
  ].join('\n');
}

/** `4 (bent 3, flat 1)`. */
export function refusals({ outcomes, reasons }: AttemptCounts, language: Language): string {
  const words = wordsIn(language, 'pad');
  const told = (Object.entries(reasons) as [NotLiveReason, number][]).map(
    ([reason, times]) => `${words(`notLive.${reason}`)} ${times}`,
  );
  const attacks = String(outcomes.attack);
  if (told.length === 0) return attacks;
  return words('outcomeBecause', { outcome: attacks, reason: told.join(', ') });
}

/** `Print, bent: attempt 2 of 5`. */
export function stepWords(
  {
    presentation,
    attempt,
    attempts,
  }: {
    readonly presentation: PresentationId;
    readonly attempt: number;
    readonly attempts: number;
  },
  language: Language,
): string {
  const words = wordsIn(language, 'pad');
  const name = words(`presentations.${presentation}.name`);
  return words('attemptOf', { presentation: name, attempt, attempts });
}

/** Rows as lines, each column as wide as its widest cell. */
function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => widthOf(row[column] ?? ''))),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell)))
      .join('  ')
      .trimEnd(),
  );
}

/** Columns of a terminal: ideographs and their punctuation take two. */
const widthOf = (text: string): number =>
  Array.from(text).reduce(
    (width, character) =>
      width + (/[\p{Script=Han}\u3000-\u303f\uff00-\uff60]/u.test(character) ? 2 : 1),
    0,
  );

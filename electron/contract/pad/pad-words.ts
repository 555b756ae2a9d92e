/** What a presentation attack test says: the same words in the window, on the terminal and in what is copied. */
import { wholePercent, type RateEstimate } from '../rate.ts';
import type { NotLiveReason } from '../observation.ts';
import type { AttemptCounts, PadAttempt, PadOutcome, PadResults, SpeciesFigures } from './pad.ts';
import { PAD_PRESENTATIONS, type PresentationId } from './species.ts';

export const OUTCOME_WORDS: Readonly<Record<PadOutcome, string>> = {
  opened: 'It opened',
  attack: 'Called a presentation attack',
  'not-recognised': 'Not recognised',
  undecided: 'No decision in 10 seconds',
  'nothing-seen': 'No face seen in 10 seconds',
};

/** What a relief that is no living face looks like. */
export const NOT_LIVE_WORDS: Readonly<Record<NotLiveReason, string>> = {
  flat: 'flat',
  bent: 'bent',
  folded: 'folded',
  'no-eye-sockets': 'no eye sockets',
  'not-a-face': 'not a face’s relief',
  'infrared-differs': 'another picture in infrared',
  'moves-as-a-sheet': 'moves as a sheet',
  'sheet-around': 'a sheet around the face',
};

/** `Called a presentation attack (bent) after 0.4 s`. */
export function attemptWords({ outcome, reason, afterMs }: PadAttempt): string {
  const words = reasonWords(outcome, reason);
  const isDecision = outcome !== 'undecided' && outcome !== 'nothing-seen';
  return isDecision ? `${words} after ${(afterMs / 1000).toFixed(1)} s` : words;
}

function reasonWords(outcome: PadOutcome, reason: NotLiveReason | null): string {
  return reason === null
    ? OUTCOME_WORDS[outcome]
    : `${OUTCOME_WORDS[outcome]} (${NOT_LIVE_WORDS[reason]})`;
}

/** Did the lock do what it should? Null: it decided nothing. */
export function isAsItShould({ presentation, outcome }: PadAttempt): boolean | null {
  if (presentation === 'genuine') return outcome === 'opened';
  if (outcome === 'opened') return false;
  return outcome === 'undecided' || outcome === 'nothing-seen' ? null : true;
}

/** `0 of 10 (at most 26 %)` or `3 of 10 (11 – 60 %)`; bounds of 95 %. */
export function rateWords({ errors, trials, interval }: RateEstimate): string {
  if (trials === 0) return 'no attempts';
  const bounds = errors === 0 ? `at most ${wholePercent(interval.high)}` : rangeWords(interval);
  return `${errors} of ${trials} (${bounds})`;
}

const rangeWords = ({ low, high }: RateEstimate['interval']): string =>
  `${wholePercent(low).replace(' %', '')} – ${wholePercent(high)}`;

/** What so few attempts allow to say of the worst species, in a sentence or two. */
export function claimWords(species: readonly SpeciesFigures[]): string {
  const [worst] = species;
  if (worst === undefined) return 'No attack was presented, so nothing can be said of attacks.';
  const { errors, trials, interval } = worst.iapar;
  if (errors > 0) {
    return `The best attack was “${PAD_PRESENTATIONS[worst.species].name}”: it opened in ${errors} of ${attemptsWords(trials)}, so expect ${wholePercent(interval.low).replace(' %', '')} to ${wholePercent(interval.high)} of such attempts to open, at 95 %.`;
  }
  const fewest = Math.min(...species.map(({ shown }) => shown));
  const high = Math.max(...species.map(({ iapar }) => iapar.interval.high));
  return `None of the attacks opened. With ${attemptsWords(fewest)} each that means at most ${wholePercent(high)} of such attempts would, at 95 %: ${enoughWords(fewest)}`;
}

/** Attempts without an opening from which the exact bound is at most 7 %, which FIDO's certification of sensors asks for. */
const ENOUGH_ATTEMPTS = 42;

const enoughWords = (attempts: number): string =>
  attempts >= ENOUGH_ATTEMPTS
    ? 'this person, these artefacts and this camera, no others.'
    : `few attempts prove little (7 % takes ${ENOUGH_ATTEMPTS} without an opening), and only for this person, these artefacts and this camera.`;

export const attemptsWords = (attempts: number): string =>
  attempts === 1 ? '1 attempt' : `${attempts} attempts`;

/** What the owner had to put up with, in a sentence; null without attempts. */
export function genuineWords({ figures: { genuine } }: Pick<PadResults, 'figures'>): string | null {
  if (genuine === null) return null;
  const opened = `It opened for you in ${genuine.outcomes.opened} of ${attemptsWords(genuine.shown)}`;
  const { medianOpenMs } = genuine;
  return medianOpenMs === null
    ? `${opened}, so that it stayed closed for others proves nothing.`
    : `${opened}, after ${(medianOpenMs / 1000).toFixed(1)} s in the median.`;
}

/** Why the results are worth less than they look; empty if there is nothing to say. */
export function doubts({ repeated, ended, camera }: PadResults): readonly string[] {
  return [
    ...(camera?.trust === 'virtual'
      ? ['This was the virtual Kinect: it shows how the test works and says nothing of a real one.']
      : []),
    ...(ended === 'stopped' ? ['The test was stopped before its end.'] : []),
    ...(repeated === 0
      ? []
      : [
          `${repeated} ${repeated === 1 ? 'attempt was' : 'attempts were'} repeated: what the first results were is not counted.`,
        ]),
  ];
}

/** The whole result as text of lines of at most some 100 characters. */
export function resultsWords(results: PadResults): string {
  const { app, date, camera, encoder, level, asksEyes, figures } = results;
  const { genuine, species } = figures;
  const eyes = asksEyes ? '' : ', eyes not asked for';
  const lock = `Depthlock ${app}, encoder ${encoder}, level ${level}${eyes}`;
  const rows = [
    [
      'species',
      'attempts',
      'opened (IAPAR)',
      'taken for live (APCER)',
      'called an attack',
      'no decision',
    ],
    ...species.map((figure) => [
      PAD_PRESENTATIONS[figure.species].name,
      String(figure.shown),
      rateWords(figure.iapar),
      figure.apcer === null ? '–' : rateWords(figure.apcer),
      refusals(figure),
      String(figure.apnrr.errors),
    ]),
  ];
  return [
    'Presentation attack test (ISO/IEC 30107-3; a presentation is one attempt; bounds of 95 %)',
    `${lock}; ${camera === null ? 'no camera' : camera.name}; ${date}`,
    '',
    ...(genuine === null
      ? ['The owner made no attempts.']
      : [
          `Owner, ${attemptsWords(genuine.shown)}: refused as an attack (BPCER) ${rateWords(genuine.bpcer)},`,
          `  not opened for any reason (FRR) ${rateWords(genuine.frr)}, no decision (BPNRR) ${rateWords(genuine.bpnrr)}`,
        ]),
    ...(species.length === 0 ? [] : ['', ...alignColumns(rows)]),
    '',
    ...[genuineWords(results), claimWords(species), ...doubts(results)].filter(
      (sentence) => sentence !== null,
    ),
  ].join('\n');
}

/** `4 (bent 3, flat 1)`. */
export function refusals({ outcomes, reasons }: AttemptCounts): string {
  const told = Object.entries(reasons) as [NotLiveReason, number][];
  const words = told.map(([reason, times]) => `${NOT_LIVE_WORDS[reason]} ${times}`);
  return words.length === 0 ? String(outcomes.attack) : `${outcomes.attack} (${words.join(', ')})`;
}

/** `Print, bent: attempt 2 of 5`. */
export const stepWords = (step: {
  readonly presentation: PresentationId;
  readonly attempt: number;
  readonly attempts: number;
}): string =>
  `${PAD_PRESENTATIONS[step.presentation].name}: attempt ${step.attempt} of ${step.attempts}`;

/** Rows as lines, each column as wide as its widest cell. */
function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

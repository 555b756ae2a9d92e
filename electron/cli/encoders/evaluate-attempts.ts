import { basename, join, resolve } from 'node:path';
import { InvalidArgumentError } from '@commander-js/extra-typings';
import {
  evaluateAttempts,
  type EvaluatedAttempts,
} from '../../../training/attempts/evaluate-attempts.ts';
import { evaluateFolderAttempts } from '../../../training/attempts/evaluate-folder-attempts.ts';
import { attemptsCardOf } from '../../../training/attempts/figures/attempts-card-of.ts';
import {
  boundsToChooseFrom,
  levelsWithBounds,
  type Level,
} from '../../../training/attempts/levels.ts';
import { TRIES_TO_LOCK_OUT } from '../../../training/attempts/run-attempts.ts';
import { reportPage } from '../../../training/evaluation/report/report-page.ts';
import { whyNotWritable, writeReport } from '../../../training/evaluation/report/write-report.ts';
import { reasonOf } from '../../base/error-words.ts';
import { fail, succeed, type Result } from '../../contract/problem.ts';
import { ATTEMPTS_CARD } from '../../contract/attempts-card.ts';
import { SECURITY_LEVELS } from '../../contract/security.ts';
import { complain } from '../complain.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { clearProgress, showProgress } from '../progress-line.ts';
import { describeAttempts } from './describe-attempts.ts';

export interface AttemptOptions {
  /** Folder whose `models/` are used. */
  readonly assets: string;
  /** Folder whose `models/` the figures are kept in. */
  readonly writeTo: string;
  readonly encoder?: string | undefined;
  readonly people: number;
  readonly strangers?: number | undefined;
  readonly frames: number;
  readonly sensor?: 'kinect-v1' | 'kinect-v2' | undefined;
  readonly set: 'reported' | 'calibration';
  readonly tries: number;
  readonly seed: number;
  readonly bounds?: readonly number[] | undefined;
  readonly write?: true | undefined;
  readonly report?: string | undefined;
  readonly json?: true | undefined;
}

/** Parses bounds of evidence, natural logarithms between 0 and 30, separated by commas. */
export function evidenceBounds(text: string): readonly number[] {
  const numbers = text.split(',').map((word) => (word.trim() === '' ? NaN : Number(word)));
  if (numbers.every((value) => value >= 0 && value <= 30)) return numbers;
  throw new InvalidArgumentError('It takes numbers from 0 to 30, separated by commas.');
}

/** `depthlock evaluate [DATASET] --attempts`. */
export async function evaluateAttemptsCommand(
  folders: readonly string[],
  options: AttemptOptions,
): Promise<ExitCode> {
  const { report: file, json, write } = options;
  const fault = faultOf(folders, options);
  if (fault !== null) return complain('evaluate', fault, EXIT.wrongUsage);
  const obstacle = file === undefined ? null : await whyNotWritable(file);
  if (obstacle !== null) return complain('evaluate', obstacle, EXIT.failed);
  const evaluated = await evaluate(folders[0], options);
  clearProgress();
  if (!evaluated.ok) return complain('evaluate', evaluated.problem.message, EXIT.failed);
  const { figures, notes } = evaluated.value;
  console.log(
    json === true ? JSON.stringify(figures, null, 2) : describeAttempts(figures).join('\n'),
  );
  for (const note of notes) console.error(note);
  if (file !== undefined) {
    const { command } = figures;
    const page = reportPage({
      sections: [],
      attempts: figures,
      command,
      date: new Date(figures.date),
    });
    const failure = await writeReport(file, page);
    if (failure !== null) return complain('evaluate', failure, EXIT.failed);
    console.error(`The report is in ${file}.`);
  }
  if (write !== true) return EXIT.done;
  const card = attemptsCardOf(figures);
  if (card === null) return complain('evaluate', NO_CARD, EXIT.failed);
  const failure = await writeReport(
    join(options.writeTo, 'models', ATTEMPTS_CARD),
    `${JSON.stringify(card, null, 2)}\n`,
  );
  return failure === null ? EXIT.done : complain('evaluate', failure, EXIT.failed);
}

const NO_CARD =
  'The figures were not kept: some level has no trials of five attempts in a row. Run it with more people.';

function faultOf(
  folders: readonly string[],
  { write, bounds, set, tries }: AttemptOptions,
): string | null {
  if (folders.length > 1) {
    return 'Attempts are played on one dataset at a time: name one folder, and the others in runs of their own.';
  }
  if (write !== true) return null;
  if (folders.length > 0) {
    return 'What is kept for Settings is measured on rendered people, so that anybody can measure it again: leave the dataset or --write away.';
  }
  if (tries < TRIES_TO_LOCK_OUT || set !== 'reported') {
    return `What is kept for Settings is measured until lock-out, on the reported people: add --tries ${TRIES_TO_LOCK_OUT}, and leave --set away.`;
  }
  if (bounds !== undefined && bounds.length !== SECURITY_LEVELS.length) {
    return `To keep bounds with the figures give one for each level: --bounds ${SECURITY_LEVELS.join(',')}.`;
  }
  return null;
}

const levelsOf = (bounds: readonly number[], isKept: boolean): readonly Level[] =>
  isKept ? levelsWithBounds(bounds) : boundsToChooseFrom(bounds);

/** The command without the file of the report, and of the dataset only its name: both lie where the reader's do not. */
export function commandToTell(words: readonly string[], dataset?: string): string {
  const isReport = (word: string | undefined) => word === '--report';
  return ['depthlock', ...words.filter((word, i) => !isReport(word) && !isReport(words[i - 1]))]
    .filter((word) => !word.startsWith('--report='))
    .map((word) => (word === dataset ? basename(resolve(word)) : word))
    .join(' ');
}

/** What both kinds of attempts want alike. */
function commonOf({ assets, encoder, bounds, tries, seed, write }: AttemptOptions) {
  return {
    ...{ assets, tries, seed, date: new Date() },
    ...(encoder === undefined ? {} : { encoder }),
    ...(bounds === undefined ? {} : { levels: levelsOf(bounds, write === true) }),
    onProgress: (done: number, total: number, what: string) =>
      showProgress(`${done} of ${total}: ${what}`),
  };
}

async function evaluateCast(options: AttemptOptions): Promise<Result<EvaluatedWithNotes>> {
  const { people, strangers = 0, set } = options;
  const command = commandToTell(process.argv.slice(2));
  const evaluated = await evaluateAttempts({
    ...commonOf(options),
    ...{ people, strangers, set, command },
  });
  if (!evaluated.ok) return evaluated;
  const { notEnrolled } = evaluated.value;
  const notes = notEnrolled.length === 0 ? [] : [`Not enrolled: ${notEnrolled.join(', ')}.`];
  return succeed({ ...evaluated.value, notes });
}

function evaluateFolder(
  folder: string,
  options: AttemptOptions,
): Promise<Result<EvaluatedWithNotes>> {
  const { strangers, sensor, frames } = options;
  const command = commandToTell(process.argv.slice(2), folder);
  return evaluateFolderAttempts({
    ...commonOf(options),
    ...{ dataset: folder, frames, command },
    ...(strangers === undefined ? {} : { strangers }),
    ...(sensor === undefined ? {} : { sensor }),
  });
}

/** What is thrown is a sentence too: training data that is missing, a cache that cannot be written. */
async function evaluate(
  folder: string | undefined,
  options: AttemptOptions,
): Promise<Result<EvaluatedWithNotes>> {
  try {
    return await (folder === undefined ? evaluateCast(options) : evaluateFolder(folder, options));
  } catch (error) {
    return fail('internal', reasonOf(error));
  }
}

interface EvaluatedWithNotes extends Pick<EvaluatedAttempts, 'figures'> {
  /** Sentences. */
  readonly notes: readonly string[];
}

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { ownPeopleValue } from '../../../training/encoders/own-people/own-people.ts';
import { trainingCache } from '../../../training/cache-folder.ts';
import { train, type TrainingOutcome } from '../../../training/trainer/train.ts';
import { TrainingConsole } from '../../../training/trainer/page/training-console.ts';
import type { TaskOptions } from '../../../training/trainer/training-task.ts';
import { complain } from '../complain.ts';
import { INTERRUPTED, listenForInterruption } from '../interruption.ts';
import { reasonOf } from '../../base/error-words.ts';

export const trainCommand = {
  usage:
    'train squeezenet|fused [--people DATASET…] [--passes N] [--batch N] [--rendered N] [--seed N] [--workers N] [--folder DIR] [--assets DIR] [--fresh] [--no-export]',
  summary:
    'Trains an encoder from nothing to its file in assets/models, on one’s own RGB-D people too (folder datasets, VAP); goes on where it was interrupted.',
  run,
};

/** Training tasks by name: the module with the network, its data and its default length of training. */
const ENCODERS: Readonly<Record<string, URL>> = {
  squeezenet: new URL('../../../training/encoders/squeezenet/squeezenet-task.ts', import.meta.url),
  fused: new URL('../../../training/encoders/fused/fused-task.ts', import.meta.url),
};

/** Options that are passed on to the task if given. */
const TASK_OPTIONS = ['passes', 'batch', 'rendered', 'seed'] as const;

const OPTIONS = {
  passes: { type: 'string' },
  batch: { type: 'string' },
  rendered: { type: 'string' },
  people: { type: 'string', multiple: true },
  assets: { type: 'string' },
  seed: { type: 'string' },
  workers: { type: 'string', default: '2' },
  folder: { type: 'string' },
  fresh: { type: 'boolean', default: false },
  'no-export': { type: 'boolean', default: false },
} as const;

const EXIT_CODES: Readonly<Record<TrainingOutcome['kind'], number>> = {
  finished: 0,
  failed: 1,
  interrupted: INTERRUPTED,
};

async function run(argv: readonly string[]): Promise<number> {
  const wanted = readArguments(argv);
  if (typeof wanted === 'string') return complain('train', wanted, 2);
  const screen = new TrainingConsole(process.stderr);
  const { name, module, taskOptions, workers, fresh, exports } = wanted;
  const interruption = listenForInterruption(() =>
    screen.notice(
      'Stopping: this step is finished and a checkpoint written. Ctrl-C again stops at once and loses the steps since the last one.',
    ),
  );
  const outcome = await train({
    taskModule: module,
    taskOptions,
    folder: wanted.folder ?? trainingCache(`runs/${name}`),
    workers,
    fresh,
    exports,
    signal: interruption.signal,
    observer: screen,
  });
  interruption.end();
  screen.clear();
  const code = EXIT_CODES[outcome.kind];
  if (outcome.kind !== 'failed') return tell(outcome.message, code);
  if (outcome.detail !== null) console.error(outcome.detail);
  return complain('train', outcome.message, code);
}

interface Wanted {
  readonly name: string;
  readonly module: URL;
  readonly taskOptions: TaskOptions;
  readonly workers: number;
  readonly folder: string | undefined;
  readonly fresh: boolean;
  readonly exports: boolean;
}

/** A sentence if they are invalid. */
function readArguments(argv: readonly string[]): Wanted | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: OPTIONS,
      allowPositionals: true,
    });
    const [name, ...rest] = positionals;
    const module = Object.hasOwn(ENCODERS, name ?? '') ? ENCODERS[name ?? ''] : undefined;
    if (name === undefined || module === undefined || (rest.length > 0 && !values.people)) {
      return `Name one encoder, ${Object.keys(ENCODERS).join(' or ')}: depthlock ${trainCommand.usage}`;
    }
    const taskOptions = TASK_OPTIONS.flatMap((option) => {
      const text = values[option];
      return text === undefined ? [] : [[option, count(option, text)] as const];
    });
    return {
      name,
      module,
      taskOptions: { ...Object.fromEntries(taskOptions), ...ownOptions(values, rest) },
      workers: count('workers', values.workers),
      folder: values.folder,
      fresh: values.fresh,
      exports: !values['no-export'],
    };
  } catch (error) {
    return reasonOf(error);
  }
}

/** Own people, where the shell gives all datasets but the first as further words; and where to write. */
function ownOptions(
  { people, assets }: { readonly people?: string[]; readonly assets?: string },
  others: readonly string[],
): TaskOptions {
  const number = people?.find((name) => /^\d+$/.test(name) && !existsSync(name));
  if (number !== undefined) {
    throw new Error(
      `--people takes data sets of one’s own people, and there is none called ${number}. Rendered people are counted with --rendered ${number}.`,
    );
  }
  return {
    ...(people === undefined ? {} : { people: ownPeopleValue([...people, ...others]) }),
    ...(assets === undefined ? {} : { assets: resolve(assets) }),
  };
}

function count(name: string, text: string): number {
  const parsed = z.coerce.number().int().positive().safeParse(text);
  if (parsed.success) return parsed.data;
  throw new Error(`--${name} takes a whole number from 1 on, not “${text}”.`);
}

function tell(message: string, code: number): number {
  console.log(message);
  return code;
}

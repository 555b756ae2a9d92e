import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Argument, Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { trainingCache } from '../../../training/cache-folder.ts';
import { ownPeopleValue } from '../../../training/encoders/own-people/own-people.ts';
import { train, type TrainingOutcome } from '../../../training/trainer/train.ts';
import { TrainingConsole } from '../../../training/trainer/page/training-console.ts';
import { TrainingLines } from '../../../training/trainer/page/training-lines.ts';
import { ASSETS_FOLDER } from '../../base/app-folders.ts';
import type { TrainingLine } from '../../contract/command-lines.ts';
import { ownModuleUrl } from '../../base/own-module-url.ts';
import { examples, exitsWith, wholeNumber } from '../command.ts';
import { complain } from '../complain.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { listenForInterruption } from '../interruption.ts';
import { ownAssets } from '../own-assets.ts';

const task = (source: string): URL => ownModuleUrl(source, import.meta.url);

/** Training tasks by name: the module with the network, its data and its default length of training. */
const TASKS = {
  squeezenet: task('../../../training/encoders/squeezenet/squeezenet-task.ts'),
  fused: task('../../../training/encoders/fused/fused-task.ts'),
} as const;

/**
 * Largest batches inside Electron, whose allocator gives nobody more than a gigabyte at once: onnxruntime's arena doubles,
 * and would ask for it. Larger ones end the process without a word.
 */
const LARGEST_IN_ELECTRON: Readonly<Partial<Record<keyof typeof TASKS, number>>> = { fused: 16 };

const EXIT_CODES: Readonly<Record<TrainingOutcome['kind'], ExitCode>> = {
  finished: EXIT.done,
  failed: EXIT.failed,
  interrupted: EXIT.interrupted,
};

export const trainCommand = new Command('train')
  .description(
    'Trains an encoder from nothing to its file in assets/models, from the training data (depthlock data) and from one’s own RGB-D people; goes on where it was interrupted. More: docs/training.md.',
  )
  .addArgument(
    new Argument('<encoder>', 'encoder to train').choices(['squeezenet', 'fused'] as const),
  )
  .option(
    '--people <dataset...>',
    'one’s own RGB-D people too: folder datasets, or the VAP RGB-D Face Database',
  )
  .option(
    '--passes <n>',
    'faces to train on (default: 320000 for fused, 3600000 for squeezenet)',
    wholeNumber(1),
  )
  .option(
    '--batch <n>',
    'faces in a step, an even number (default: 32 for fused, in an installed Depthlock 16; 64 for squeezenet)',
    evenNumber,
  )
  .option('--rendered <n>', 'rendered people to train on (default: 500)', wholeNumber(1))
  .option('--seed <n>', 'start of the random numbers (default: 1)', wholeNumber(1))
  .option('--workers <n>', 'computing threads; they change the speed alone', wholeNumber(1), 2)
  .option('--folder <dir>', 'folder of the run (default: runs/<encoder> in the cache)')
  .option(
    '--assets <dir>',
    'folder whose models/ the encoder is written to, a copy of assets (default: assets; of an installed Depthlock a copy in your folder)',
  )
  .option('--fresh', 'start over instead of going on')
  .option('--no-export', 'leave the encoder in assets/models as it is')
  .addOption(new Option('--json', 'print progress, curves and the result as lines of JSON'))
  .addHelpText(
    'after',
    examples(
      'train fused',
      'train fused --people family colleagues --assets my-assets',
      'train squeezenet --passes 20000 --rendered 200 --no-export',
    ),
  )
  .action(
    exitsWith(
      async (
        encoder,
        { people, assets, workers, folder, fresh = false, export: exports, json, ...rest },
      ) => {
        const number = people?.find((name) => /^\d+$/.test(name) && !existsSync(name));
        if (number !== undefined)
          return complain('train', countedElsewhere(number), EXIT.wrongUsage);
        const largest =
          process.versions['electron'] === undefined ? undefined : LARGEST_IN_ELECTRON[encoder];
        if (largest !== undefined && rest.batch !== undefined && rest.batch > largest) {
          return complain('train', tooLarge(encoder, rest.batch, largest), EXIT.wrongUsage);
        }
        const batch = rest.batch ?? largest;
        const target = assets === undefined && exports ? await ownAssets() : assets;
        const taskOptions = {
          ...rest,
          ...(batch === undefined ? {} : { batch }),
          ...(people === undefined ? {} : { people: ownPeopleValue(people) }),
          ...(target === undefined || target === ASSETS_FOLDER ? {} : { assets: resolve(target) }),
        };
        const screen = new TrainingConsole(process.stderr);
        const lines = json === true ? new TrainingLines(print) : null;
        const observer = lines ?? screen;
        const interruption = listenForInterruption(() =>
          observer.notice(
            'Stopping: this step is finished and a checkpoint written. Ctrl-C again stops at once and loses the steps since the last one.',
          ),
        );
        const outcome = await train({
          taskModule: TASKS[encoder],
          taskOptions,
          folder: folder ?? trainingCache(`runs/${encoder}`),
          workers,
          fresh,
          exports,
          signal: interruption.signal,
          observer,
        });
        interruption.end();
        screen.clear();
        lines?.end();
        const code = EXIT_CODES[outcome.kind];
        if (lines !== null) {
          print({ kind: 'ended', outcome: outcome.kind, message: outcome.message });
          return code;
        }
        if (outcome.kind === 'failed') {
          if (outcome.detail !== null) console.error(outcome.detail);
          return complain('train', outcome.message, code);
        }
        console.log(outcome.message);
        return code;
      },
    ),
  );

const print = (line: TrainingLine): void => console.log(JSON.stringify(line));

const countedElsewhere = (number: string): string =>
  `--people takes data sets of one’s own people, and there is none called ${number}. Rendered people are counted with --rendered ${number}.`;

const tooLarge = (encoder: string, batch: number, largest: number): string =>
  `A batch of ${batch} faces needs more memory at once than this program can get. Inside Electron ${encoder} takes at most ${largest}; from a checkout, with Node, it takes more.`;

const wholeFromFour = wholeNumber(4);

/** Half of a batch is compared with the other half. */
function evenNumber(text: string): number {
  const number = wholeFromFour(text);
  if (number % 2 === 0) return number;
  throw new InvalidArgumentError('It takes an even number.');
}

import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { trainingCache } from '../../../training/cache-folder.ts';
import { isMeasured } from '../../../training/encoders/ablation/ablation-row.ts';
import { ABLATIONS, writeAblations } from '../../../training/encoders/ablation/ablation-table.ts';
import { train } from '../../../training/trainer/train.ts';
import { TrainingConsole } from '../../../training/trainer/page/training-console.ts';
import { complain } from '../complain.ts';
import { INTERRUPTED, listenForInterruption } from '../interruption.ts';
import { reasonOf } from '../../base/error-words.ts';

export const ablateCommand = {
  usage: 'ablate [--passes N] [--people N] [--seed N] [--fresh]',
  summary:
    'Trains the squeezenet encoder with one thing changed at a time, and the article’s own network on the same data, and writes the comparison to its card; goes on where it was interrupted.',
  run,
};

const OPTIONS = {
  passes: { type: 'string', default: '40000' },
  people: { type: 'string', default: '200' },
  seed: { type: 'string', default: '1' },
  fresh: { type: 'boolean', default: false },
} as const;

const countSchema = z.coerce.number().int().positive();

async function run(argv: readonly string[]): Promise<number> {
  const wanted = readArguments(argv);
  if (typeof wanted === 'string') return complain('ablate', wanted, 2);
  const { fresh, ...shared } = wanted;
  const screen = new TrainingConsole(process.stderr);
  const interruption = listenForInterruption(() =>
    screen.notice('Stopping: this step is finished and a checkpoint written.'),
  );
  try {
    for (const [recipe, { module, says }] of Object.entries(ABLATIONS)) {
      screen.notice(`${recipe}: ${says}`);
      if (!fresh && (await isMeasured(recipe, shared))) {
        screen.notice('It was measured before.');
        continue;
      }
      const outcome = await train({
        taskModule: module,
        taskOptions: { ...shared, recipe },
        folder: trainingCache(`runs/ablation-${recipe}`),
        fresh,
        signal: interruption.signal,
        observer: screen,
      });
      screen.clear();
      if (outcome.kind === 'failed') return complain('ablate', outcome.message, 1);
      console.log(outcome.message);
      if (outcome.kind === 'interrupted') return INTERRUPTED;
    }
  } finally {
    interruption.end();
  }
  const assets = join(import.meta.dirname, '../../../assets');
  const { passes, people, seed } = shared;
  const command = `npm run depthlock -- ablate --passes ${passes} --people ${people} --seed ${seed}`;
  console.log(await writeAblations(assets, command));
  return 0;
}

/** A sentence if they are invalid. */
function readArguments(argv: readonly string[]) {
  try {
    const { values } = parseArgs({ args: [...argv], options: OPTIONS });
    const count = (name: 'passes' | 'people' | 'seed'): number => {
      const parsed = countSchema.safeParse(values[name]);
      if (parsed.success) return parsed.data;
      throw new Error(`--${name} takes a whole number from 1 on, not “${values[name]}”.`);
    };
    const shared = { passes: count('passes'), people: count('people'), seed: count('seed') };
    return { ...shared, fresh: values.fresh };
  } catch (error) {
    return reasonOf(error);
  }
}

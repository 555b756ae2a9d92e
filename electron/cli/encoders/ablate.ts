import { Command } from '@commander-js/extra-typings';
import { trainingCache } from '../../../training/cache-folder.ts';
import { isMeasured } from '../../../training/encoders/ablation/ablation-row.ts';
import { ABLATIONS, writeAblations } from '../../../training/encoders/ablation/ablation-table.ts';
import { train } from '../../../training/trainer/train.ts';
import { TrainingConsole } from '../../../training/trainer/page/training-console.ts';
import { examples, exitsWith, wholeNumber } from '../command.ts';
import { complain } from '../complain.ts';
import { EXIT } from '../exit-codes.ts';
import { listenForInterruption } from '../interruption.ts';
import { ownAssets } from '../own-assets.ts';

export const ablateCommand = new Command('ablate')
  .description(
    'Trains the squeezenet encoder with one thing changed at a time, and the article’s own network on the same data, and writes the comparison to its card; goes on where it was interrupted.',
  )
  .option('--passes <n>', 'faces that each network is trained on', wholeNumber(1), 40_000)
  .option('--rendered <n>', 'rendered people to train on', wholeNumber(1), 200)
  .option('--seed <n>', 'start of the random numbers', wholeNumber(1), 1)
  .option('--fresh', 'start over instead of going on')
  .addHelpText('after', examples('ablate', 'ablate --passes 20000 --rendered 200 --seed 1'))
  .action(
    exitsWith(async ({ passes, rendered, seed, fresh = false }) => {
      const shared = { passes, people: rendered, seed };
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
          if (outcome.kind === 'failed') return complain('ablate', outcome.message, EXIT.failed);
          console.log(outcome.message);
          if (outcome.kind === 'interrupted') return EXIT.interrupted;
        }
      } finally {
        interruption.end();
      }
      const command = `npm run depthlock -- ablate --passes ${passes} --rendered ${rendered} --seed ${seed}`;
      console.log(await writeAblations(await ownAssets(), command));
      return EXIT.done;
    }),
  );

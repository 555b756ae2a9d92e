import { Command } from '@commander-js/extra-typings';
import { calibrateEncoder } from '../../../training/encoders/calibration/calibrate-encoder.ts';
import { prepareToMeasure } from '../../../training/encoders/prepare.ts';
import { preparationReport } from '../../../training/trainer/page/preparation-report.ts';
import { TrainingConsole } from '../../../training/trainer/page/training-console.ts';
import { chooseEncoder } from '../../engine/vision/encode/encoder-choice.ts';
import { examples, exitsWith } from '../command.ts';
import { complain } from '../complain.ts';
import { EXIT } from '../exit-codes.ts';
import { listenForInterruption } from '../interruption.ts';
import { ownAssets } from '../own-assets.ts';
import { clearProgress, showProgress } from '../progress-line.ts';
import { reasonOf } from '../../base/error-words.ts';

export const calibrateCommand = new Command('calibrate')
  .description(
    'Measures an encoder on people nobody trained on and writes its thresholds and error rates to its card.',
  )
  .argument('[encoder]', 'encoder to measure (default: the one that the app uses)')
  .option(
    '--assets <dir>',
    'folder whose models/ are measured and written to (default: assets; of an installed Depthlock a copy in your folder)',
  )
  .addHelpText('after', examples('calibrate', 'calibrate squeezenet'))
  .action(
    exitsWith(async (encoder, options) => {
      const assets = options.assets ?? (await ownAssets());
      const choice = await chooseEncoder(assets, encoder);
      if (!choice.ok) return complain('calibrate', choice.problem.message, EXIT.wrongUsage);
      const screen = new TrainingConsole(process.stderr);
      const interruption = listenForInterruption(() => screen.notice('Stopping.'));
      try {
        await prepareToMeasure({}, preparationReport(screen), interruption.signal, true);
        screen.clear();
        if (interruption.signal.aborted) return EXIT.interrupted;
        showProgress('Measuring');
        const lines = await calibrateEncoder(assets, choice.value);
        clearProgress();
        console.log(lines);
        return EXIT.done;
      } catch (error) {
        screen.clear();
        return complain('calibrate', reasonOf(error), EXIT.failed);
      } finally {
        interruption.end();
      }
    }),
  );

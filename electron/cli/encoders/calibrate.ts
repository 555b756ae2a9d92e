import { join } from 'node:path';
import { calibrateEncoder } from '../../../training/encoders/calibration/calibrate-encoder.ts';
import { prepareToMeasure } from '../../../training/encoders/prepare.ts';
import { preparationReport } from '../../../training/trainer/page/preparation-report.ts';
import { TrainingConsole } from '../../../training/trainer/page/training-console.ts';
import { chooseEncoder } from '../../engine/vision/encode/encoder-choice.ts';
import { complain } from '../complain.ts';
import { INTERRUPTED, listenForInterruption } from '../interruption.ts';
import { reasonOf } from '../../base/error-words.ts';

const ASSETS = join(import.meta.dirname, '../../../assets');

export const calibrateCommand = {
  usage: 'calibrate [ENCODER]',
  summary:
    'Measures an encoder on people nobody trained on and writes its thresholds and error rates to its card.',
  run,
};

async function run([name, ...rest]: readonly string[]): Promise<number> {
  if (rest.length > 0)
    return complain('calibrate', 'Name one encoder, or none for the default one.', 2);
  const choice = await chooseEncoder(ASSETS, name);
  if (!choice.ok) return complain('calibrate', choice.problem.message, 2);
  const screen = new TrainingConsole(process.stderr);
  const interruption = listenForInterruption(() => screen.notice('Stopping.'));
  try {
    await prepareToMeasure({}, preparationReport(screen), interruption.signal);
    screen.clear();
    if (interruption.signal.aborted) return INTERRUPTED;
    console.log(await calibrateEncoder(ASSETS, choice.value));
    return 0;
  } catch (error) {
    screen.clear();
    return complain('calibrate', reasonOf(error), 1);
  } finally {
    interruption.end();
  }
}

/** `npx tsx training/head-pose/main.ts [--passes N]`: trains the head pose network; resumes where it stopped. */
import { parseArgs } from 'node:util';
import { trainingCache } from '../cache-folder.ts';
import { train } from '../trainer/train.ts';
import { TrainingConsole } from '../trainer/page/training-console.ts';

const { values } = parseArgs({ options: { passes: { type: 'string', default: '1000000' } } });
const screen = new TrainingConsole(process.stderr);
const outcome = await train({
  taskModule: new URL('./head-pose-task.ts', import.meta.url),
  taskOptions: { passes: Number(values.passes), seed: 1 },
  folder: trainingCache('runs/head-pose'),
  observer: screen,
});
screen.clear();
console.log(outcome.message);
process.exitCode = outcome.kind === 'finished' ? 0 : 1;

import { ASSETS_FOLDER } from '../../../electron/base/app-folders.ts';
import type { TaskOptions, TrainingTask } from '../../trainer/training-task.ts';
import { photographedPeople, renderedPeople } from '../calibration/calibration-people.ts';
import { errorRates } from '../calibration/error-rates.ts';
import { openPhotoViews } from '../data/photo-views.ts';
import { prepare as prepareEncoder } from '../prepare.ts';
import { createTask as createSqueezeNetTask } from '../squeezenet/squeezenet-task.ts';
import { ablationOptions, storeAblation } from './ablation-row.ts';

/** `people` of an ablation are rendered ones. */
const asTaskOptions = ({ people, ...others }: TaskOptions): TaskOptions =>
  people === undefined ? others : { ...others, rendered: people };

export const prepare: typeof prepareEncoder = (given, report, signal, exports) =>
  prepareEncoder(asTaskOptions(given), report, signal, exports);

/** The squeezenet encoder by one of its recipes: measured at the end, and not shipped. */
export async function createTask(given: TaskOptions): Promise<TrainingTask> {
  const options = ablationOptions.parse(given);
  const recipe = String(given['recipe']);
  const task = await createSqueezeNetTask(asTaskOptions(given));
  return {
    ...task,
    name: `squeezenet, ${recipe}`,
    // One, at the end: it chooses nothing.
    validations: 1,
    async export(parameters, statistics) {
      const embed = await task.embedder(parameters, statistics);
      const views = await openPhotoViews(ASSETS_FOLDER);
      const { shots, isTrial } = await photographedPeople(views, views.people.calibration, embed);
      return storeAblation(
        { ...options, recipe },
        {
          parameters: task.program.parameterCount,
          photographed: errorRates(shots, isTrial),
          rendered: errorRates((await renderedPeople('reported', embed)).shots),
        },
      );
    },
  };
}

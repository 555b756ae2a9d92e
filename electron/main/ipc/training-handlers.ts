/** Handlers for windows' requests about training and evaluation. Only an open lock's window is served. */
import { fail, succeed, type Result } from '../../contract/problem.ts';
import type { EvaluationDesk, TrainedModels } from '../training/evaluation-desk.ts';
import type { TrainingDesk } from '../training/training-desk.ts';
import type { FileDialogs } from '../window/file-dialogs.ts';
import type { RequestHandlers } from './ipc.ts';
import { LOCKED } from './refusals.ts';

export interface TrainingHandlerOptions {
  readonly training: Pick<
    TrainingDesk,
    'addPeople' | 'chooseData' | 'pause' | 'removePeople' | 'resume' | 'start' | 'stop' | 'view'
  >;
  readonly evaluation: Pick<EvaluationDesk, 'close' | 'report' | 'start'>;
  /** Folder of the models that trainings have written. */
  readonly trainedAssets: string;
  readonly dialogs: Pick<FileDialogs, 'chooseFolder'>;
  /** Opens a file with the system's program for it; resolves with why that failed, or ''. */
  readonly openFile: (file: string) => Promise<string>;
  readonly isLocked: () => boolean;
  /** The present opening of the lock; another one is another object. */
  readonly opening: () => unknown;
}

export type TrainingHandlers = Pick<
  RequestHandlers,
  Extract<keyof RequestHandlers, `training.${string}` | `evaluation.${string}`>
>;

const DONE = succeed(undefined);
const NOTHING_TRAINED = fail(
  'training-impossible',
  'No training has written an encoder yet. Evaluate the one that Depthlock uses.',
);

export function createTrainingHandlers(options: TrainingHandlerOptions): TrainingHandlers {
  const { training, evaluation, trainedAssets, dialogs, openFile, isLocked, opening } = options;
  let isAsking = false;

  const whenOpen = <T>(act: () => Result<T> | Promise<Result<T>>) => (isLocked() ? LOCKED : act());

  /** One dialog at a time; the lock may close while it is open. */
  async function withFolder(
    purpose: Parameters<FileDialogs['chooseFolder']>[0],
    use: (folder: string) => Result<undefined> | Promise<Result<undefined>>,
  ): Promise<Result<undefined>> {
    if (isLocked()) return LOCKED;
    if (isAsking) return DONE;
    const before = opening();
    isAsking = true;
    const folder = await dialogs.chooseFolder(purpose).finally(() => {
      isAsking = false;
    });
    if (folder === null) return DONE;
    return isLocked() || opening() !== before ? LOCKED : use(folder);
  }

  return {
    'training.chooseData': () =>
      withFolder('data', (folder) => {
        training.chooseData(folder);
        return DONE;
      }),
    'training.addPeople': () => withFolder('people', (folder) => training.addPeople(folder)),
    'training.removePeople': ({ index }) =>
      whenOpen(() => {
        training.removePeople(index);
        return DONE;
      }),
    'training.start': (wish) => whenOpen(() => training.start(wish)),
    'training.pause': () => whenOpen(() => training.pause()),
    'training.resume': () => whenOpen(() => training.resume()),
    'training.stop': () => whenOpen(() => training.stop()),

    'evaluation.start': ({ trained }) => {
      const { trained: encoder } = training.view;
      if (trained && encoder === null) return whenOpen(() => NOTHING_TRAINED);
      const models: TrainedModels | null =
        trained && encoder !== null ? { encoder, assets: trainedAssets } : null;
      return withFolder('dataset', (folder) => evaluation.start(folder, models));
    },
    'evaluation.close': () =>
      whenOpen(async () => {
        await evaluation.close();
        return DONE;
      }),
    'evaluation.openReport': () =>
      whenOpen(async () => {
        const report = evaluation.report();
        if (!report.ok) return report;
        const fault = await openFile(report.value);
        if (fault === '') return DONE;
        return fail(
          'files-unreadable',
          `${report.value} could not be opened (${fault}). Open it in a browser.`,
        );
      }),
  };
}

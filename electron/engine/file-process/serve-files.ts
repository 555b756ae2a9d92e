/** The work of the process that parses files: one task after another, each answered once. */
import { reasonOf } from '../../base/error-words.ts';
import { fail, succeed, type Result } from '../../contract/problem.ts';
import type { Recording } from '../camera/recording/recording.ts';
import type { SensorFrame } from '../camera/sensor-frame.ts';
import type { FileAnswer, FileQuestion, FileTask, FileTasks } from './file-tasks.ts';

type Work<Task extends FileTask> = (
  input: FileTasks[Task][0],
  run: Run,
) => Promise<Result<FileTasks[Task][1]>>;

interface Run {
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number | null) => void;
}

/** The modules that a task needs are loaded with it: most processes do one kind. */
class FileServer {
  #opened: Recording | null = null;

  readonly work: { readonly [Task in FileTask]: Work<Task> } = {
    describe: async ({ file }) => {
      const [{ openRecording }, { describeRecording }] = await Promise.all([
        import('../recording/mcap/read/open-recording.ts'),
        import('../recording/describe-recording.ts'),
      ]);
      return describeRecording(await openRecording(file));
    },
    repair: async ({ file }, { signal, onProgress }) => {
      const { repairRecording } = await import('../recording/mcap/read/repair-recording.ts');
      return repairRecording(file, { signal, onProgress });
    },
    convert: async ({ request }, { signal, onProgress }) => {
      const { convertFiles } = await import('../exchange/convert-files.ts');
      return convertFiles(request, signal, onProgress);
    },
    open: async ({ file }) => {
      const { openRecording } = await import('../recording/mcap/read/open-recording.ts');
      await this.#opened?.close();
      const opened = await openRecording(file);
      if (!opened.ok) return opened;
      this.#opened = opened.value;
      const { info, times } = opened.value;
      return succeed({ info, times: Float64Array.from(times) });
    },
    frame: async ({ index }) => {
      if (this.#opened === null) return fail('internal', 'No recording is open.');
      const read = await this.#opened.frameAt(index);
      if (!read.ok) return read;
      return succeed(withoutSensor(read.value));
    },
  };
}

/** The engine has it from the opening. */
function withoutSensor(frame: SensorFrame): Omit<SensorFrame, 'sensor'> {
  const { sequence, timeMs, depth, color, registeredColor, infrared } = frame;
  return {
    ...{ sequence, timeMs, depth, color },
    ...(registeredColor === undefined ? {} : { registeredColor }),
    ...(infrared === undefined ? {} : { infrared }),
  };
}

/** @returns takes the engine's messages, in order */
export function serveFiles(
  answer: (message: FileAnswer) => void,
): (question: FileQuestion) => void {
  const server = new FileServer();
  const running = new Map<number, AbortController>();
  let queue: Promise<void> = Promise.resolve();

  async function perform<Task extends FileTask>(
    id: number,
    task: Task,
    input: FileTasks[Task][0],
  ): Promise<void> {
    const controller = running.get(id) ?? new AbortController();
    const onProgress = (done: number, total: number | null): void =>
      answer({ kind: 'progress', id, done, total });
    const result = await server.work[task](input, { signal: controller.signal, onProgress }).catch(
      (error: unknown) => {
        // A bug of ours, not of the file.
        return fail('internal', `Depthlock made a mistake in reading the file: ${reasonOf(error)}`);
      },
    );
    running.delete(id);
    answer({ kind: 'done', id, result });
  }

  return (question) => {
    if (question.kind === 'cancel') {
      running.get(question.id)?.abort();
      return;
    }
    const { id, task, input } = question;
    running.set(id, new AbortController());
    queue = queue.then(() => perform(id, task, input as never));
  };
}

/** The engine's end of a process that parses files. */
import { fail, type Result } from '../../contract/problem.ts';
import { checkAnswer, checkMessage } from './file-answers.ts';
import type { FileChannel, FileTask, FileTasks, StartFileProcess } from './file-tasks.ts';

/** Silence after which a task is given up: nothing that a person waits for takes as long. */
const PATIENCE_MS: Readonly<Record<FileTask, number>> = {
  describe: 30_000,
  open: 60_000,
  frame: 20_000,
  convert: 120_000,
  // What was written is read once more, without progress.
  repair: 30 * 60_000,
};
/** Time for a cancelled task to remove what it wrote. */
const TIDY_MS = 3000;

export interface TaskOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number | null) => void;
}

interface Waiting {
  readonly task: FileTask;
  readonly file: string;
  readonly onProgress: TaskOptions['onProgress'];
  settle(result: Result<unknown>): void;
  timer: NodeJS.Timeout | undefined;
}

export class FileClient {
  readonly #channel: FileChannel;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #isGone = false;
  /** The file that was named last. */
  #file = '';

  constructor(start: StartFileProcess) {
    this.#channel = start({
      onMessage: (received) => this.#take(received),
      onGone: () => this.#gone(),
    });
  }

  /** Has the process ended? Every task is a problem then. */
  get isGone(): boolean {
    return this.#isGone;
  }

  /**
   * Answers when the process does, or with a problem when it dies, or is silent for too long and is ended.
   */
  async run<Task extends FileTask>(
    task: Task,
    input: FileTasks[Task][0],
    { signal, onProgress }: TaskOptions = {},
  ): Promise<Result<FileTasks[Task][1]>> {
    const file = fileOf(input) ?? this.#file;
    this.#file = file;
    if (this.#isGone) return died(file);
    this.#lastId += 1;
    const id = this.#lastId;
    const settled = new Promise<Result<unknown>>((settle) => {
      this.#waiting.set(id, { task, file, onProgress, settle, timer: undefined });
    });
    this.#watch(id, PATIENCE_MS[task]);
    const cancel = (): void => {
      this.#channel.send({ kind: 'cancel', id });
      this.#watch(id, TIDY_MS);
    };
    this.#channel.send({ kind: 'task', id, task, input });
    if (signal?.aborted === true) cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    const result = await settled;
    signal?.removeEventListener('abort', cancel);
    return result.ok ? checkAnswer(task, result.value) : result;
  }

  /** Ends the process. Tasks that run are problems. */
  end(): void {
    if (this.#isGone) return;
    this.#channel.kill();
    this.#gone();
  }

  #take(received: unknown): void {
    const message = checkMessage(received);
    if (message === null) return;
    const waiting = this.#waiting.get(message.id);
    if (waiting === undefined) return;
    if (message.kind === 'progress') {
      this.#watch(message.id, PATIENCE_MS[waiting.task]);
      waiting.onProgress?.(message.done, message.total);
    } else this.#settle(message.id, message.result);
  }

  #watch(id: number, limitMs: number): void {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return;
    clearTimeout(waiting.timer);
    waiting.timer = setTimeout(() => {
      this.#settle(id, late(waiting.file));
      this.end();
    }, limitMs);
  }

  #settle(id: number, result: Result<unknown>): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    clearTimeout(waiting?.timer);
    waiting?.settle(result);
  }

  #gone(): void {
    this.#isGone = true;
    for (const [id, { file }] of [...this.#waiting]) this.#settle(id, died(file));
  }
}

/** A frame is of the recording that was opened. */
function fileOf(input: FileTasks[FileTask][0]): string | undefined {
  if ('request' in input) return input.request.input;
  return 'file' in input ? input.file : undefined;
}

const died = (file: string): Result<never> =>
  fail(
    'files-unreadable',
    `Reading ${file} ended the part of Depthlock that reads files: the file is damaged, or made to do harm. Everything else goes on.`,
  );
const late = (file: string): Result<never> =>
  fail(
    'files-unreadable',
    `Reading ${file} took far too long and was stopped: the file is damaged, or made to do harm. Everything else goes on.`,
  );

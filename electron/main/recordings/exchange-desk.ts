/** The windows' imports and exports, as main tracks them: windows know them by id and never name a file. */
import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { EngineCommand } from '../../contract/engine/engine-messages.ts';
import type {
  DepthEncoding,
  ExchangeEvent,
  ExchangeJob,
  ExchangeProgress,
  ExchangeRequest,
  ExportFormat,
  ExportSummary,
} from '../../contract/exchange.ts';
import { fail, succeed, type Problem, type Result } from '../../contract/problem.ts';
import { leftOutInWords } from '../../contract/reading.ts';
import { UNFINISHED } from '../../base/durable-file.ts';
import { fileNameOf, freePath } from './free-name.ts';
import { reasonOf } from '../../base/error-words.ts';

export interface ExchangeDeskOptions {
  /** Folder of the recordings. */
  readonly folder: string;
  /** Passes a command to the engine; false if none runs. */
  readonly send: (command: EngineCommand) => boolean;
  /** Called when the jobs have changed. */
  readonly onJobs: (jobs: readonly ExchangeJob[]) => void;
  /** Milliseconds; tests pass their own clock. */
  readonly now?: () => number;
}

interface Job extends ExchangeJob {
  readonly output: string;
  readonly startedMs: number;
}

const ENDING = '.mcap';
/** Extensions of files that can be imported: left out of the recording's name. */
const KNOWN_ENDINGS = /\.(mcap|png|jpe?g|pgm|pfm|pcd|pclzf|tiff?|txt|json|bin)$/i;
/** Nobody needs more at once, and a compromised window must not fill the memory. */
const MOST_JOBS = 20;
/** Before this much time the pace is too uncertain. */
const PACE_AFTER_MS = 1000;

const ENGINE_GONE: Problem = {
  code: 'engine-stopped',
  message: 'The engine stopped meanwhile, so nothing was written. Try it again.',
};
const NO_ENGINE = fail(
  'engine-stopped',
  'The engine is not running, so nothing can be imported or exported now. Choose “Try again” at the top, then repeat it.',
);
const TOO_MANY = fail(
  'too-many-conversions',
  `${MOST_JOBS} imports and exports are waiting already. Let some of them end first.`,
);

export class ExchangeDesk {
  readonly #options: ExchangeDeskOptions;
  readonly #now: () => number;
  readonly #jobs = new Map<string, Job>();

  constructor(options: ExchangeDeskOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /**
   * Adds the content of a file or a folder to the recordings.
   * @param encoding of a depth PNG
   */
  async import(input: string, encoding?: DepthEncoding): Promise<Result<undefined>> {
    const { folder } = this.#options;
    const name = path.basename(input);
    const stem = name.replace(KNOWN_ENDINGS, '');
    try {
      await mkdir(folder, { recursive: true });
    } catch (error) {
      const detail = reasonOf(error);
      return fail(
        'files-unwritable',
        `The folder of recordings cannot be made (${detail}), so nothing was imported.`,
      );
    }
    const taken = new Set(Array.from(this.#jobs.values(), ({ output }) => output));
    const output = await freePath(folder, fileNameOf(stem), ENDING, taken);
    const meaning = encoding === undefined ? {} : { encoding };
    return this.#start('import', name, { input, output, format: 'recording', ...meaning });
  }

  /**
   * Writes a recording in another format.
   * @param frame the one for a point cloud, counted from 0
   */
  export(
    input: string,
    output: string,
    format: ExportFormat,
    frame: number | undefined,
  ): Result<undefined> {
    const only = format === 'ply' ? { frame: frame ?? 0 } : {};
    return this.#start('export', path.basename(output), { input, output, format, ...only });
  }

  /** No effect once it has ended. */
  cancel(id: string): void {
    const job = this.#jobs.get(id);
    if (job === undefined || !isOpen(job)) return;
    if (this.#options.send({ kind: 'exchange.cancel', id })) {
      this.#change(job, { phase: 'cancelling' });
    }
  }

  /** Removes a finished job from the list. */
  dismiss(id: string): void {
    const job = this.#jobs.get(id);
    if (job === undefined || isOpen(job)) return;
    this.#jobs.delete(id);
    this.#tell();
  }

  /** Path of a finished export; null before, and for imports, which are among the recordings. */
  outputOf(id: string): string | null {
    const job = this.#jobs.get(id);
    return job?.direction === 'export' && job.progress.phase === 'finished' ? job.output : null;
  }

  /** Handles the engine's event about a job. */
  onEvent(event: ExchangeEvent): void {
    const job = this.#jobs.get(event.id);
    if (job === undefined) return;
    switch (event.kind) {
      case 'started':
        if (job.progress.phase === 'cancelling') return;
        this.#change(
          { ...job, startedMs: this.#now() },
          { phase: 'running', done: 0, total: null, leftMs: null },
        );
        break;
      case 'progress': {
        if (job.progress.phase === 'cancelling') return;
        const { done, total } = event;
        const leftMs = timeLeft(this.#now() - job.startedMs, done, total);
        this.#change(job, { phase: 'running', done, total, leftMs });
        break;
      }
      case 'finished': {
        this.#change(job, finished(event.summary));
        break;
      }
      case 'cancelled':
        this.#jobs.delete(job.id);
        this.#tell();
        break;
      case 'failed':
        this.#change(job, { phase: 'failed', problem: event.problem });
        break;
    }
  }

  /** The engine died or restarted: its jobs will not be finished, and must not stay in the list as running. */
  engineLost(): void {
    for (const job of this.#jobs.values()) {
      if (!isOpen(job)) continue;
      void rm(`${job.output}${UNFINISHED}`, { recursive: true, force: true }).catch(
        (error: unknown) => console.error('main: an unfinished output stays:', error),
      );
      this.#change(job, { phase: 'failed', problem: ENGINE_GONE });
    }
  }

  #start(
    direction: ExchangeJob['direction'],
    name: string,
    request: ExchangeRequest,
  ): Result<undefined> {
    if (Array.from(this.#jobs.values()).filter(isOpen).length >= MOST_JOBS) return TOO_MANY;
    const id = randomUUID();
    if (!this.#options.send({ kind: 'exchange.start', id, request })) return NO_ENGINE;
    const { output } = request;
    this.#forgetOldest();
    this.#change(
      { id, direction, name, output, startedMs: this.#now(), progress: { phase: 'waiting' } },
      { phase: 'waiting' },
    );
    return succeed(undefined);
  }

  #forgetOldest(): void {
    for (const job of this.#jobs.values()) {
      if (this.#jobs.size < MOST_JOBS) return;
      if (!isOpen(job)) this.#jobs.delete(job.id);
    }
  }

  #change(job: Job, progress: ExchangeProgress): void {
    this.#jobs.set(job.id, { ...job, progress });
    this.#tell();
  }

  #tell(): void {
    this.#options.onJobs(
      Array.from(this.#jobs.values(), ({ id, direction, name, progress }) => ({
        id,
        direction,
        name,
        progress,
      })),
    );
  }
}

/** An end as the window is told of it: what of an import has to be known goes with it. */
function finished({
  frames,
  losses,
  leftOut,
  notices = [],
  reading,
}: ExportSummary): ExchangeProgress {
  const lost = leftOut === undefined ? null : leftOutInWords(leftOut);
  const told = lost === null ? notices : [lost, ...notices];
  return {
    phase: 'finished',
    frames,
    losses,
    ...(told.length === 0 ? {} : { notices: told }),
    ...(reading === undefined ? {} : { reading }),
  };
}

function isOpen({ progress: { phase } }: ExchangeJob): boolean {
  return phase === 'waiting' || phase === 'running' || phase === 'cancelling';
}

/** Estimated milliseconds until the end at the pace so far; null if unknown. */
export function timeLeft(elapsedMs: number, done: number, total: number | null): number | null {
  if (total === null || done === 0 || elapsedMs < PACE_AFTER_MS) return null;
  return (elapsedMs * Math.max(0, total - done)) / done;
}

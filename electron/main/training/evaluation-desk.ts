/** The evaluation of a window: a command in a process of its own, its figures and its report. */
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { reasonOf } from '../../base/error-words.ts';
import { evaluationLine, parseLine } from '../../contract/command-lines.ts';
import { fail, succeed, type Result } from '../../contract/problem.ts';
import type { EvaluationView, TrainedEncoder } from '../../contract/training.ts';
import type { RunningCommand } from '../command-line/start-command-line.ts';
import { fileNameOf } from '../recordings/free-name.ts';
import { evaluationSummary } from './evaluation-summary.ts';
import { withoutName, type StartCommand } from './start-command.ts';

export interface EvaluationDeskOptions {
  /** Folder of the last report; made at the first use. */
  readonly home: string;
  /** Models of the app. */
  readonly assets: string;
  readonly start: StartCommand;
  readonly onView: (view: EvaluationView) => void;
}

/** An encoder that a training has written, and the folder with its models. */
export interface TrainedModels {
  readonly encoder: TrainedEncoder;
  readonly assets: string;
}

/** A report of a dataset of a million shots is smaller. */
const LARGEST_REPORT = 256e6;

const DONE = succeed(undefined);
const RUNS_ALREADY = fail(
  'training-impossible',
  'An evaluation is running already. Wait for it, or cancel it.',
);
const NO_REPORT = fail('training-impossible', 'There is no report: no evaluation has ended.');
const KILLED =
  'The evaluation ended without a word, as a process does that is killed or runs out of memory. Close other programs, then try it again.';
const NO_FIGURES =
  'The evaluation printed figures that this version cannot read. Start Depthlock again.';

export class EvaluationDesk {
  readonly #options: EvaluationDeskOptions;
  #view: EvaluationView = { phase: 'idle' };
  #command: RunningCommand | null = null;
  #report: string | null = null;

  constructor(options: EvaluationDeskOptions) {
    this.#options = options;
  }

  /** @param trained null: the encoder of the app */
  async start(folder: string, trained: TrainedModels | null): Promise<Result<undefined>> {
    if (this.#view.phase === 'running') return RUNS_ALREADY;
    const dataset = path.basename(folder);
    this.#tell({ phase: 'running', dataset, done: 0, total: 0 });
    const { home } = this.#options;
    try {
      // One report at a time: whoever wants to keep one saves it.
      await rm(home, { recursive: true, force: true });
      await mkdir(home, { recursive: true });
    } catch (error) {
      this.#tell({ phase: 'idle' });
      const reason = reasonOf(error);
      return fail(
        'files-unwritable',
        `The folder of the report cannot be made (${reason}), so nothing was evaluated. Make room, then try it again.`,
      );
    }
    const report = path.join(home, `${fileNameOf(dataset)}.html`);
    this.#run(folder, dataset, report, trained);
    return DONE;
  }

  /** Ends it, or puts its figures away. */
  async close(): Promise<void> {
    const command = this.#command;
    this.#command = null;
    this.#report = null;
    this.#tell({ phase: 'idle' });
    command?.kill();
    await command?.ended;
  }

  /** Puts it away, and deletes the report. */
  async removeAll(): Promise<void> {
    await this.close();
    await rm(this.#options.home, { recursive: true, force: true });
  }

  report(): Result<string> {
    return this.#report === null ? NO_REPORT : succeed(this.#report);
  }

  #run(folder: string, dataset: string, report: string, trained: TrainedModels | null): void {
    const output: string[] = [];
    let size = 0;
    let complaint = '';
    const command = this.#options.start(
      [
        ...['evaluate', folder, '--json', '--progress', '--report', report],
        ...['--assets', trained?.assets ?? this.#options.assets],
        ...(trained === null ? [] : ['--encoder', trained.encoder]),
      ],
      {
        onLine: (line) => {
          size += line.length;
          if (size <= LARGEST_REPORT) output.push(line);
        },
        onError: (text) => {
          const line = parseLine(evaluationLine, text);
          if (line === null) complaint = text.trim() === '' ? complaint : text;
          else if (this.#command === command) {
            this.#tell({ phase: 'running', dataset, done: line.done, total: line.total });
          }
        },
      },
      null,
    );
    this.#command = command;
    void command.ended.then((code) => {
      // It was closed meanwhile.
      if (this.#command !== command) return;
      this.#command = null;
      if (code !== 0) {
        const message = complaint === '' || code > 2 || code < 0 ? KILLED : withoutName(complaint);
        this.#tell({ phase: 'failed', dataset, message });
        return;
      }
      const summary = evaluationSummary(output.join('\n'));
      if (summary === null) {
        this.#tell({ phase: 'failed', dataset, message: NO_FIGURES });
        return;
      }
      this.#report = report;
      this.#tell({ phase: 'done', dataset, summary });
    });
  }

  #tell(view: EvaluationView): void {
    this.#view = view;
    this.#options.onView(view);
  }
}

/** The training of a window: a command in a process of its own, which main pauses, resumes and remembers. */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { parseLine, trainingLine, type TrainingLine } from '../../contract/command-lines.ts';
import { fail, succeed, type Result } from '../../contract/problem.ts';
import {
  MOST_DATASETS,
  type TrainingPhase,
  type TrainingStage,
  type TrainingView,
  type TrainingWish,
} from '../../contract/training.ts';
import type { RunningCommand } from '../command-line/start-command-line.ts';
import { readTraining, writeTraining, type KeptRun, type KeptTraining } from './kept-training.ts';
import { withoutName, type StartCommand } from './start-command.ts';

export interface TrainingDeskOptions {
  /** Folder of everything that training keeps; made at the first use. */
  readonly home: string;
  readonly start: StartCommand;
  /** Called when the view has changed. */
  readonly onView: (view: TrainingView) => void;
}

/** The folders below the desk's own. */
const RUN = 'run';

const DONE = succeed(undefined);
const NO_DATA = fail(
  'training-impossible',
  'Training needs public data beside your own people, and no folder with it is chosen. “depthlock data FOLDER” in a terminal says what belongs into such a folder and where to get it; choose the folder then.',
);
const RUNS_ALREADY = fail(
  'training-impossible',
  'There is a training already. Resume it, or stop it before another one begins.',
);
const NOT_NOW = fail(
  'training-impossible',
  'The training is in another state by now, so nothing was done.',
);
const TOO_MANY_FOLDERS = fail(
  'training-impossible',
  `A training takes ${MOST_DATASETS} folders of people at most. Remove one first.`,
);
const KILLED =
  'The training ended without a word, as a process does that is killed or runs out of memory. Its last checkpoint is kept: resume it, or begin anew.';

export class TrainingDesk {
  readonly #options: TrainingDeskOptions;
  #kept: KeptTraining;
  #phase: TrainingPhase | null;
  #command: RunningCommand | null = null;
  #isEnding = false;
  #writing: Promise<void> = Promise.resolve();

  private constructor(options: TrainingDeskOptions, kept: KeptTraining) {
    this.#options = options;
    this.#kept = kept;
    this.#phase = kept.run === null ? null : phaseOf(kept.run);
  }

  static async open(options: TrainingDeskOptions): Promise<TrainingDesk> {
    return new TrainingDesk(options, await readTraining(options.home));
  }

  get view(): TrainingView {
    const { data, people, trained, run } = this.#kept;
    const shown =
      run === null || this.#phase === null
        ? null
        : {
            wish: run.wish,
            people: run.people.map((folder) => path.basename(folder)),
            now: this.#phase,
            passes: run.passes,
            totalPasses: run.totalPasses,
            loss: run.loss,
            curves: run.curves,
          };
    return { data, people, trained, run: shown };
  }

  chooseData(folder: string): void {
    this.#keep({ data: folder });
  }

  addPeople(folder: string): Result<undefined> {
    const { people } = this.#kept;
    if (people.includes(folder)) return DONE;
    if (people.length >= MOST_DATASETS) return TOO_MANY_FOLDERS;
    this.#keep({ people: [...people, folder] });
    return DONE;
  }

  removePeople(index: number): void {
    this.#keep({ people: this.#kept.people.filter((_, i) => i !== index) });
  }

  async start(wish: TrainingWish): Promise<Result<undefined>> {
    const { data, people, run } = this.#kept;
    if (this.#isRunning() || (run !== null && this.#phase?.phase !== 'finished')) {
      return RUNS_ALREADY;
    }
    if (data === null) return NO_DATA;
    await this.#discard();
    // Asked for twice at once.
    if (this.#isRunning()) return RUNS_ALREADY;
    this.#run({
      ...{ wish, data, people, passes: 0, totalPasses: wish.passes, loss: null },
      ...{ curves: { losses: [], validations: [] }, end: { phase: 'open' } },
    });
    return DONE;
  }

  /** The step is finished and a checkpoint written; what was prepared is kept. */
  pause(): Result<undefined> {
    if (this.#command === null || this.#phase?.phase !== 'running') return NOT_NOW;
    this.#tell({ phase: 'pausing' });
    this.#command.kill();
    return DONE;
  }

  resume(): Result<undefined> {
    const { run } = this.#kept;
    const phase = this.#phase?.phase;
    if (run === null || this.#command !== null || (phase !== 'paused' && phase !== 'failed')) {
      return NOT_NOW;
    }
    this.#run({ ...run, end: { phase: 'open' } });
    return DONE;
  }

  /** Ends it and deletes its checkpoints. What it has written of an encoder stays. */
  async stop(): Promise<Result<undefined>> {
    if (this.#kept.run === null) return NOT_NOW;
    if (this.#command !== null) {
      this.#tell({ phase: 'stopping' });
      await endNow(this.#command);
    }
    await this.#discard();
    return DONE;
  }

  /** The app ends: a running training writes its checkpoint. */
  async end(): Promise<void> {
    this.#isEnding = true;
    this.#command?.kill();
    await this.#command?.ended;
    await this.#writing;
  }

  /** Ends it, and deletes everything that training has kept or made. */
  async removeAll(): Promise<void> {
    if (this.#command !== null) await endNow(this.#command);
    await this.#discard();
    await this.#writing;
    this.#kept = { data: null, people: [], trained: null, run: null };
    await rm(this.#options.home, { recursive: true, force: true });
    this.#options.onView(this.view);
  }

  #isRunning(): boolean {
    return this.#command !== null;
  }

  #run(run: KeptRun): void {
    this.#kept = { ...this.#kept, run };
    let ended: Extract<TrainingLine, { kind: 'ended' }> | null = null;
    let complaint = '';
    const command = this.#options.start(
      wordsOf(run, path.join(this.#options.home, RUN)),
      {
        onLine: (text) => {
          const line = parseLine(trainingLine, text);
          if (line?.kind === 'ended') ended = line;
          else if (line !== null) this.#onProgress(line);
        },
        onError: (text) => {
          if (text.trim() !== '') complaint = text;
        },
      },
      run.data,
    );
    this.#command = command;
    void command.ended.then((code) => this.#onEnd(code, ended, complaint));
    this.#tell({ phase: 'running', stage: { kind: 'starting' } });
    this.#write();
  }

  #onProgress(line: Exclude<TrainingLine, { kind: 'ended' }>): void {
    switch (line.kind) {
      case 'preparing':
        this.#tellStage(line);
        break;
      case 'training':
      case 'validating': {
        const { kind, passes, totalPasses, loss, perSecond, secondsLeft } = line;
        this.#changeRun({ passes, totalPasses, ...(loss === null ? {} : { loss }) });
        this.#tellStage({ kind, perSecond, secondsLeft });
        break;
      }
      case 'curves': {
        const { losses, validations } = line;
        this.#changeRun({ curves: { losses, validations } });
        // The first ones, still empty, end the preparations; the first step may take a while.
        if (losses.length === 0) this.#tellStage({ kind: 'starting' });
        else this.#options.onView(this.view);
        this.#write();
        break;
      }
      case 'notice':
        break;
    }
  }

  /** A training that is being paused goes on for a step. */
  #tellStage(stage: TrainingStage): void {
    if (this.#phase?.phase === 'running') this.#tell({ phase: 'running', stage });
  }

  #onEnd(
    code: number,
    ended: Extract<TrainingLine, { kind: 'ended' }> | null,
    complaint: string,
  ): void {
    const asked = this.#phase?.phase;
    this.#command = null;
    if (asked === 'stopping') return;
    if (ended?.outcome === 'finished') {
      const { run } = this.#kept;
      if (run?.wish.exports === true) this.#kept = { ...this.#kept, trained: run.wish.encoder };
      this.#endRun({ phase: 'finished', message: ended.message });
    } else if (asked === 'pausing' || this.#isEnding || ended?.outcome === 'interrupted') {
      this.#changeRun({ end: { phase: this.#isEnding ? 'open' : 'paused' } });
      this.#tell({ phase: 'paused', because: this.#isEnding ? 'app-ended' : 'asked' });
    } else {
      const said = complaint === '' || code > 2 || code < 0 ? KILLED : withoutName(complaint);
      this.#endRun({ phase: 'failed', message: ended?.message ?? said });
    }
    this.#write();
  }

  #endRun(end: Extract<KeptRun['end'], { phase: 'finished' | 'failed' }>): void {
    this.#changeRun({ end });
    this.#tell(end);
  }

  async #discard(): Promise<void> {
    this.#phase = null;
    this.#kept = { ...this.#kept, run: null };
    this.#options.onView(this.view);
    this.#write();
    await rm(path.join(this.#options.home, RUN), { recursive: true, force: true });
  }

  #changeRun(changes: Partial<KeptRun>): void {
    const { run } = this.#kept;
    if (run !== null) this.#kept = { ...this.#kept, run: { ...run, ...changes } };
  }

  #tell(phase: TrainingPhase): void {
    this.#phase = phase;
    this.#options.onView(this.view);
  }

  #keep(changes: Partial<KeptTraining>): void {
    this.#kept = { ...this.#kept, ...changes };
    this.#options.onView(this.view);
    this.#write();
  }

  #write(): void {
    this.#writing = this.#writing
      .then(() => writeTraining(this.#options.home, this.#kept))
      .catch((error: unknown) => console.error('main: the training could not be noted:', error));
  }
}

/** What was running when the app ended goes on from its last checkpoint. */
function phaseOf({ end }: KeptRun): TrainingPhase {
  switch (end.phase) {
    case 'open':
      return { phase: 'paused', because: 'app-ended' };
    case 'paused':
      return { phase: 'paused', because: 'asked' };
    case 'finished':
    case 'failed':
      return end;
  }
}

/** Asked once it writes a checkpoint, which nobody wants any more: the second time it ends at once. */
async function endNow(command: RunningCommand): Promise<void> {
  command.kill();
  command.kill();
  await command.ended;
}

function wordsOf({ wish, people }: KeptRun, folder: string): readonly string[] {
  const { encoder, passes, rendered, exports } = wish;
  return [
    ...['train', encoder, '--json', '--folder', folder],
    ...['--passes', String(passes), '--rendered', String(rendered)],
    ...(exports ? [] : ['--no-export']),
    ...(people.length === 0 ? [] : ['--people', ...people]),
  ];
}

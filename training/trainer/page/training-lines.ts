import type { TrainingLine } from '../../../electron/contract/command-lines.ts';
import type { RunHistory } from '../checkpoint/checkpoint-format.ts';
import type { TrainingObserver, TrainingProgress } from '../training-observer.ts';

const INTERVAL_MS = 500;

/** Shows a run to a program: lines about progress twice a second, and the curves when they have grown. */
export class TrainingLines implements TrainingObserver {
  readonly #print: (line: TrainingLine) => void;
  readonly #now: () => number;
  readonly #shownAt = { progress: -Infinity, history: -Infinity };
  #stage = '';
  #untold: RunHistory | null = null;

  /** @param now a clock in milliseconds, for tests */
  constructor(print: (line: TrainingLine) => void, now: () => number = () => performance.now()) {
    this.#print = print;
    this.#now = now;
  }

  readonly progress = (progress: TrainingProgress): void => {
    const stage = progress.kind === 'preparing' ? progress.label : progress.kind;
    const isComplete = progress.kind === 'preparing' && progress.done === progress.total;
    if (stage === this.#stage && !isComplete && !this.#isDue('progress')) return;
    this.#stage = stage;
    this.#shownAt.progress = this.#now();
    this.#print(lineOf(progress));
  };

  readonly notice = (message: string): void => this.#print({ kind: 'notice', message });

  readonly history = (history: RunHistory): void => {
    this.#untold = history;
    if (this.#isDue('history')) this.#tellHistory();
  };

  /** Prints what was held back. */
  end(): void {
    this.#tellHistory();
  }

  #isDue(what: 'progress' | 'history'): boolean {
    return this.#now() - this.#shownAt[what] >= INTERVAL_MS;
  }

  #tellHistory(): void {
    if (this.#untold === null) return;
    const { losses, validations } = this.#untold;
    this.#untold = null;
    this.#shownAt.history = this.#now();
    this.#print({
      kind: 'curves',
      losses: losses.map(({ passes, losses: [total = NaN] }) => ({ passes, value: total })),
      validations: validations.map(({ passes, figures }) => ({ passes, value: figures.errorRate })),
    });
  }
}

function lineOf(progress: TrainingProgress): TrainingLine {
  const { perSecond, secondsLeft } = progress.rate;
  if (progress.kind === 'preparing') {
    const { kind, label, done, total } = progress;
    return { kind, label, done, total, secondsLeft };
  }
  const { kind, passes, totalPasses, loss, errorRate } = progress;
  return { kind, passes, totalPasses, loss, errorRate, perSecond, secondsLeft };
}

import { compactCount, duration, percent, shortNumber } from './figures-in-words.ts';
import type { TrainingObserver, TrainingProgress } from '../training-observer.ts';

/** Output of the console: `process.stderr`, or a stand-in. */
export interface ConsoleStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const INTERVAL_MS = 200;
const BAR_CELLS = 24;
/** Maximum length of the figures: the bar gets the rest of the terminal. */
const FIGURES_COLUMNS = 92;
const CLEAR_LINE = '\r\u001b[K';

/**
 * Shows a run as text: one line that stays in place on a terminal. In a pipe or a file there is no progress, only
 * sentences; the page of the run has its progress (`training-page.ts`).
 */
export class TrainingConsole implements TrainingObserver {
  readonly #stream: ConsoleStream;
  readonly #now: () => number;
  readonly #terminal: boolean;
  #shownAt = -Infinity;
  #shownStage = '';

  /** @param now a clock in milliseconds, for tests */
  constructor(stream: ConsoleStream, now: () => number = () => performance.now()) {
    this.#stream = stream;
    this.#now = now;
    this.#terminal = stream.isTTY === true;
  }

  readonly progress = (progress: TrainingProgress): void => {
    const stage = progress.kind === 'preparing' ? progress.label : progress.kind;
    const complete = progress.kind === 'preparing' && progress.done === progress.total;
    const due = this.#now() - this.#shownAt >= INTERVAL_MS || complete;
    if (!this.#terminal || (!due && stage === this.#shownStage)) return;
    this.#shownAt = this.#now();
    this.#shownStage = stage;
    this.#show(progress, complete);
  };

  readonly notice = (sentence: string): void => {
    this.#stream.write(`${this.#terminal ? CLEAR_LINE : ''}${sentence}\n`);
  };

  /** Removes the line in place, before something else is printed. */
  clear(): void {
    if (this.#terminal) this.#stream.write(CLEAR_LINE);
  }

  #show(progress: TrainingProgress, complete: boolean): void {
    const columns = this.#stream.columns ?? FIGURES_COLUMNS;
    const cells = Math.max(0, Math.min(BAR_CELLS, columns - FIGURES_COLUMNS));
    const line = `${bar(progress, cells)}${figures(progress)}`.slice(0, columns - 1);
    this.#stream.write(`${CLEAR_LINE}${line}${complete ? '\n' : ''}`);
  }
}

function bar(progress: TrainingProgress, cells: number): string {
  if (cells === 0) return '';
  const [done, total] = amounts(progress);
  const full = total === 0 ? cells : Math.round((cells * done) / total);
  return `${'█'.repeat(full)}${'░'.repeat(cells - full)} `;
}

function figures(progress: TrainingProgress): string {
  const [done, total] = amounts(progress);
  const { perSecond, secondsLeft } = progress.rate;
  const share = total === 0 ? 100 : (100 * done) / total;
  const left = secondsLeft === null || done === total ? [] : [`${duration(secondsLeft)} left`];
  const speed = perSecond === null ? [] : [`${shortNumber(perSecond)}/s`];
  const amount = `${compactCount(done)} of ${compactCount(total)}`;
  if (progress.kind === 'preparing') {
    return [`${share.toFixed(0)} % ${progress.label}`, amount, ...speed, ...left].join(' · ');
  }
  const { loss, errorRate, kind } = progress;
  return [
    `${share.toFixed(1)} %`,
    `${amount} passes`,
    ...speed.map((rate) => `${rate.slice(0, -2)} images/s`),
    ...(loss === null ? [] : [`loss ${shortNumber(loss)}`]),
    ...(errorRate === null ? [] : [`error rate ${percent(errorRate)}`]),
    ...(kind === 'validating' ? ['validating …'] : left),
  ].join(' · ');
}

function amounts(progress: TrainingProgress): [number, number] {
  return progress.kind === 'preparing'
    ? [progress.done, progress.total]
    : [progress.passes, progress.totalPasses];
}

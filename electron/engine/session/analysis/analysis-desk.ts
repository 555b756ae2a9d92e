/**
 * Analyses recordings in the background, one at a time. It looks at some frames whenever nothing else needs the machine
 * more, and at none while the lock is closed. What is stopped keeps its locks, and goes on exactly where it was, until
 * another analysis starts.
 */
import type { EncoderEngine } from '../../../contract/encoder-runtime.ts';
import type { AnalysisEvent } from '../../../contract/recording-analysis.ts';
import type { SecurityChoice } from '../../../contract/security.ts';
import type { AnalysisPlan } from './analysis-messages.ts';
import type { OpenRecording } from './recordings-port.ts';
import { startAnalysisThread, type AnalysisThread } from './analysis-thread.ts';

/** How often it is looked whether a waiting analysis may go on. */
const LOOK_MS = 250;

/** One recording, analysed in one way. */
export interface AnalysisKey {
  readonly id: string;
  readonly kind: AnalysisPlan['kind'];
}

export interface AnalysisWish {
  readonly id: string;
  readonly file: string;
  /** Index of the first frame that is not analysed yet, for one that is not held any more. */
  readonly from: number;
  readonly plan: AnalysisPlan;
}

export interface AnalysisDeskOptions {
  readonly assets: string;
  readonly engine: EncoderEngine;
  readonly openRecording: OpenRecording;
  /** By what rules locks decide now. */
  readonly security: () => SecurityChoice;
  /** Whether it may run now: nothing that must not be slowed down does, and whoever looks may see all. */
  readonly mayRun: () => boolean;
  readonly emit: (key: AnalysisKey, event: AnalysisEvent) => void;
  /** For tests. */
  readonly startThread?: typeof startAnalysisThread;
}

interface Held {
  readonly key: AnalysisKey;
  readonly thread: AnalysisThread;
  /** A piece is being made. */
  isBusy: boolean;
  isBegun: boolean;
  isWanted: boolean;
  isWaiting: boolean;
}

export class AnalysisDesk {
  readonly #options: AnalysisDeskOptions;
  readonly #timer: ReturnType<typeof setInterval>;
  #held: Held | null = null;
  #ending: Promise<unknown> = Promise.resolve();

  constructor(options: AnalysisDeskOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.#goOn(), LOOK_MS);
  }

  /** Starts an analysis, or goes on with it. Another one that runs is stopped. */
  start({ id, file, from, plan }: AnalysisWish): void {
    const key = { id, kind: plan.kind };
    const held = this.#held;
    if (held !== null && isSame(held.key, key)) {
      // It is told anew what it waits for.
      [held.isWanted, held.isWaiting] = [true, false];
      this.#goOn();
      return;
    }
    this.#stop();
    this.#letGo();
    const { assets, engine, security, openRecording } = this.#options;
    const { startThread = startAnalysisThread } = this.#options;
    const data = { assets, engine, file, from, plan, security: security() };
    const started: Held = {
      key,
      thread: startThread(data, openRecording, (answer) => this.#take(started, answer)),
      ...{ isBusy: false, isBegun: false, isWanted: true, isWaiting: false },
    };
    this.#held = started;
  }

  /** Stops it where it is; it can be started again. */
  stop(key: AnalysisKey): void {
    if (this.#held !== null && isSame(this.#held.key, key)) this.#stop();
  }

  /** Nothing of it is wanted any more. */
  end(key: AnalysisKey): void {
    if (this.#held !== null && isSame(this.#held.key, key)) this.#letGo();
  }

  /** Resolves when nothing runs any more. */
  async dispose(): Promise<void> {
    clearInterval(this.#timer);
    this.#letGo();
    await this.#ending;
  }

  #stop(): void {
    const held = this.#held;
    if (held?.isWanted !== true) return;
    held.isWanted = false;
    this.#options.emit(held.key, { kind: 'stopped' });
  }

  #letGo(): void {
    const held = this.#held;
    if (held === null) return;
    this.#held = null;
    this.#ending = Promise.all([this.#ending, held.thread.end()]);
  }

  #goOn(): void {
    const held = this.#held;
    if (held === null || !held.isBegun || !held.isWanted || held.isBusy) return;
    if (!this.#options.mayRun()) {
      if (!held.isWaiting) this.#options.emit(held.key, { kind: 'waiting' });
      held.isWaiting = true;
      return;
    }
    held.isWaiting = false;
    held.isBusy = true;
    held.thread.goOn();
  }

  #take(held: Held, event: AnalysisEvent): void {
    if (this.#held !== held) return;
    switch (event.kind) {
      case 'began':
        held.isBegun = true;
        break;
      case 'piece':
        held.isBusy = false;
        break;
      case 'done':
      case 'failed':
        this.#letGo();
        break;
      case 'waiting':
      case 'stopped':
        break;
    }
    this.#options.emit(held.key, event);
    if (event.kind === 'began' && !held.isWanted) {
      // It was stopped before it had begun.
      this.#options.emit(held.key, { kind: 'stopped' });
    }
    this.#goOn();
  }
}

const isSame = (one: AnalysisKey, other: AnalysisKey): boolean =>
  one.id === other.id && one.kind === other.kind;

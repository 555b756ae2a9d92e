import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AnalysisEvent, TrackPiece } from '../../../contract/recording-analysis.ts';
import { DEFAULT_SECURITY } from '../../../contract/security.ts';
import type { AnalysisAnswer, AnalysisData } from './analysis-messages.ts';
import { AnalysisDesk } from './analysis-desk.ts';
import type { AnalysisThread } from './analysis-thread.ts';

const LOCKS = [{ encoder: 'fake 1', people: [] }];

/** A thread that does what the test tells it to. */
class FakeThread implements AnalysisThread {
  readonly data: AnalysisData;
  readonly #answer: (answer: AnalysisAnswer) => void;
  wanted = 0;
  isEnded = false;
  #next: number;

  constructor(data: AnalysisData, answer: (answer: AnalysisAnswer) => void) {
    this.data = data;
    this.#answer = answer;
    this.#next = data.from;
  }

  goOn(): void {
    this.wanted += 1;
  }

  end(): Promise<void> {
    this.isEnded = true;
    return Promise.resolve();
  }

  begin(): void {
    const { from } = this.data;
    this.#answer({ kind: 'began', from, frames: 100, locks: LOCKS, enrolledFrames: 0 });
  }

  /** Answers what it was asked for last. */
  answer(): void {
    const from = this.#next;
    this.#next += 10;
    this.#answer({ kind: 'piece', piece: piece(from), events: [] });
  }

  done(): void {
    this.#answer({ kind: 'done' });
  }
}

function piece(from: number): TrackPiece {
  const column = new Float32Array(10);
  return {
    ...{ from, times: new Float64Array(10), locks: [] },
    ...{ yaw: column, pitch: column, roll: column, distanceMm: column, liveness: column },
  };
}

let threads: FakeThread[];
let told: string[];
let mayRun: boolean;
let desk: AnalysisDesk;
beforeEach(() => {
  vi.useFakeTimers();
  [threads, told, mayRun] = [[], [], true];
  desk = new AnalysisDesk({
    ...{ assets: 'assets', engine: 'onnxruntime', security: () => DEFAULT_SECURITY },
    mayRun: () => mayRun,
    emit: ({ id }, event: AnalysisEvent) => told.push(`${id} ${event.kind}`),
    openRecording: () => Promise.reject(new Error('nothing is opened here')),
    startThread: (data, _, answer) => {
      const thread = new FakeThread(data, answer);
      threads.push(thread);
      return thread;
    },
  });
});
afterEach(async () => {
  await desk.dispose();
  vi.useRealTimers();
});

const A = { id: 'a', kind: 'people' } as const;
const start = (id: string, from = 0): void =>
  desk.start({ id, file: `${id}.mcap`, from, plan: { kind: 'people', gallery: [] } });
const only = (): FakeThread => {
  expect(threads).toHaveLength(1);
  const [thread] = threads;
  if (thread === undefined) throw new Error('there is no thread');
  return thread;
};

describe('the desk of analyses', () => {
  it('has one piece made after the other, to the end', () => {
    start('a');
    const thread = only();
    expect(thread.wanted).toBe(0);
    thread.begin();
    expect(thread.wanted).toBe(1);
    thread.answer();
    expect(thread.wanted).toBe(2);
    thread.answer();
    thread.done();
    expect(told).toEqual(['a began', 'a piece', 'a piece', 'a done']);
    expect(thread.isEnded).toBe(true);
  });

  it('wants nothing while something else needs the machine, and says so once', () => {
    start('a');
    const thread = only();
    mayRun = false;
    thread.begin();
    vi.advanceTimersByTime(2000);
    expect(thread.wanted).toBe(0);
    expect(told).toEqual(['a began', 'a waiting']);
    mayRun = true;
    vi.advanceTimersByTime(2000);
    expect(thread.wanted).toBe(1);
  });

  it('stops after the piece that is being made, and goes on with the same locks', () => {
    start('a');
    const thread = only();
    thread.begin();
    desk.stop(A);
    thread.answer();
    vi.advanceTimersByTime(2000);
    expect(thread.wanted).toBe(1);
    expect(told).toEqual(['a began', 'a stopped', 'a piece']);
    start('a', 10);
    expect(only().wanted).toBe(2);
    expect(thread.isEnded).toBe(false);
  });

  it('says again that it waits, where it is resumed and still has to', () => {
    start('a');
    mayRun = false;
    only().begin();
    desk.stop(A);
    start('a');
    expect(told).toEqual(['a began', 'a waiting', 'a stopped', 'a waiting']);
  });

  it('may be stopped before it has begun', () => {
    start('a');
    desk.stop(A);
    only().begin();
    vi.advanceTimersByTime(2000);
    expect(only().wanted).toBe(0);
    expect(told).toEqual(['a stopped', 'a began', 'a stopped']);
  });

  it('lets go of one where another starts, and of what is wanted no more', () => {
    start('a');
    only().begin();
    start('b');
    expect(threads.map(({ isEnded }) => isEnded)).toEqual([true, false]);
    // Of one that is let go nothing is told any more.
    threads[0]?.answer();
    expect(told).toEqual(['a began', 'a stopped']);
    desk.end({ id: 'b', kind: 'people' });
    expect(threads.map(({ isEnded }) => isEnded)).toEqual([true, true]);
    // It starts with locks that know of nothing, where it was.
    start('a', 10);
    expect(threads.map(({ data }) => data.from)).toEqual([0, 0, 10]);
  });
});

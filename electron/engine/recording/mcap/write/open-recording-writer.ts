import { succeed, type Problem, type Result } from '../../../../contract/problem.ts';
import type { SensorFrame } from '../../../camera/sensor-frame.ts';
import type { RecordingStatistics, RecordingWriter } from '../../recording-files.ts';
import { BufferPool } from './buffer-pool.ts';
import type { FrameStore } from '../read/frame-store.ts';
import { buffersOf, holdFrame, type HeldFrame } from '../held-frame.ts';
import { RecordingFile, type RecordingFileOptions } from './recording-file.ts';
import { openRecordingThread } from './recording-thread.ts';

/** Most frames that wait for the disk, to bound memory. */
const LONGEST_QUEUE = 15;
/** No frame is taken while the oldest has waited longer than this: a crash loses no more than a second. */
const LONGEST_WAIT_MS = 500;

export interface WriterOptions extends RecordingFileOptions {
  /** Called once, when nothing more can be written. */
  readonly onProblem?: (problem: Problem) => void;
}

/**
 * Begins a recording in a new file. The problem says why there is no file: it already exists, the folder is missing or
 * not writable, or the disk is full.
 */
export async function openRecordingWriter(
  file: string,
  { onProblem, ...options }: WriterOptions,
): Promise<Result<RecordingWriter>> {
  const store = await RecordingFile.create(file, options);
  return store.ok ? succeed(new QueuedWriter(store.value, onProblem)) : store;
}

/** The same, but compressed and written by another thread: the caller's thread only copies the frames. */
export async function openThreadedRecordingWriter(
  file: string,
  { onProblem, ...options }: WriterOptions,
): Promise<Result<RecordingWriter>> {
  const store = await openRecordingThread(file, options);
  return store.ok ? succeed(new QueuedWriter(store.value, onProblem)) : store;
}

class QueuedWriter implements RecordingWriter {
  readonly #store: FrameStore;
  readonly #pool = new BufferPool();
  readonly #onProblem: ((problem: Problem) => void) | undefined;
  /** Frames taken but not yet written, oldest first. */
  readonly #waiting: { readonly written: Promise<void>; readonly sinceMs: number }[] = [];
  /** A caller was told that the next frame will be taken, and may come a moment later. */
  #isExpected = false;
  #lastMs = -Infinity;
  #lastSequence: number | null = null;
  #written = { frames: 0, bytes: 0, firstMs: 0, lastMs: 0 };
  #drops = { droppedByDisk: 0, missedByCamera: 0 };
  #problem: Problem | null = null;
  #closed: Promise<Result<undefined>> | null = null;

  constructor(store: FrameStore, onProblem: ((problem: Problem) => void) | undefined) {
    this.#store = store;
    this.#written.bytes = store.bytes;
    this.#onProblem = onProblem;
  }

  get problem(): Problem | null {
    return this.#problem;
  }

  offer(frame: SensorFrame): boolean {
    if (this.#closed !== null) return false;
    this.#countMissed(frame.sequence);
    // Times that run backwards would leave frames that cannot be found by time.
    if (frame.timeMs < this.#lastMs) {
      this.#drops.missedByCamera += 1;
      return false;
    }
    const isBehind = this.#isBehind() && !this.#isExpected;
    this.#isExpected = false;
    if (this.#problem !== null || isBehind) {
      this.#drops.droppedByDisk += 1;
      return false;
    }
    this.#lastMs = frame.timeMs;
    const written = this.#write(holdFrame(frame, this.#pool));
    this.#waiting.push({ written, sinceMs: performance.now() });
    return true;
  }

  drop(sequence: number): void {
    this.#countMissed(sequence);
    this.#drops.droppedByDisk += 1;
  }

  async ready(): Promise<void> {
    while (this.#problem === null && this.#isBehind()) await this.#waiting[0]?.written;
    this.#isExpected = true;
  }

  #isBehind(): boolean {
    const [oldest] = this.#waiting;
    if (oldest === undefined) return false;
    const waitedMs = performance.now() - oldest.sinceMs;
    return this.#waiting.length >= LONGEST_QUEUE || waitedMs > LONGEST_WAIT_MS;
  }

  statistics(): RecordingStatistics {
    const { frames, bytes, firstMs, lastMs } = this.#written;
    return { frames, bytes, durationMs: lastMs - firstMs, ...this.#drops };
  }

  close(): Promise<Result<undefined>> {
    this.#closed ??= this.#store.end({ ...this.#drops });
    return this.#closed;
  }

  #countMissed(sequence: number): void {
    const gap = sequence - (this.#lastSequence ?? sequence - 1) - 1;
    if (gap > 0) this.#drops.missedByCamera += gap;
    this.#lastSequence = Math.max(sequence, this.#lastSequence ?? sequence);
  }

  async #write(held: HeldFrame): Promise<void> {
    const stored = await this.#store.add(held);
    void this.#waiting.shift();
    if (stored.ok) {
      for (const buffer of buffersOf(held)) this.#pool.give(buffer);
      const { frames, firstMs } = this.#written;
      this.#written = {
        frames: frames + 1,
        bytes: stored.value,
        firstMs: frames === 0 ? held.timeMs : firstMs,
        lastMs: held.timeMs,
      };
    } else if (this.#problem === null) {
      this.#problem = stored.problem;
      this.#onProblem?.(stored.problem);
    }
  }
}

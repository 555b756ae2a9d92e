import type { RgbdFrame } from '../../../contract/frame.ts';
import { succeed, type Result } from '../../../contract/problem.ts';
import type { RecordingEvent } from '../../../contract/recording-analysis.ts';
import type { RecordedFrames } from '../../camera/recording/recorded-frames.ts';
import type { RehearsedFrame } from '../rehearsal.ts';
import { EventWatch } from './event-watch.ts';

/** A lock that opens nothing, as far as a recording is shown to it. */
export interface ShownLock {
  look(frame: RgbdFrame): Promise<RehearsedFrame>;
}

/** What locks made of one frame of a recording. */
export interface RehearsedLook {
  /** Index of the frame, from 0. */
  readonly frame: number;
  /** Milliseconds since the first frame. */
  readonly timeMs: number;
  /** What each lock made of it, in their order. */
  readonly seen: readonly RehearsedFrame[];
  /** What happens with it, to the first lock. */
  readonly events: readonly RecordingEvent[];
}

/**
 * A recording that is shown to locks frame by frame, none left out. The command line and the analysis behind the player's
 * tracks both read a recording this way.
 */
export class RehearsedRecording {
  readonly #frames: RecordedFrames;
  readonly #locks: readonly ShownLock[];
  readonly #events = new EventWatch();
  #next: number;

  /**
   * @param locks at least one; each is asked after the one before
   * @param from index of the first frame that they are shown; default: the first of all
   */
  constructor(frames: RecordedFrames, locks: readonly ShownLock[], from = 0) {
    this.#frames = frames;
    this.#locks = locks;
    this.#next = from;
  }

  /** Index of the frame that comes next. */
  get next(): number {
    return this.#next;
  }

  get isOver(): boolean {
    return this.#next >= this.#frames.count;
  }

  /** Shows the next frame; a problem for one that cannot be read, after which the others may be. */
  async look(): Promise<Result<RehearsedLook>> {
    const frame = this.#next;
    this.#next += 1;
    const read = await this.#frames.at(frame);
    if (!read.ok) return read;
    const timeMs = this.#frames.timeOf(frame);
    const seen: RehearsedFrame[] = [];
    for (const [k, lock] of this.#locks.entries()) {
      // A lock takes the arrays away.
      const isLast = k === this.#locks.length - 1;
      seen.push(await lock.look(isLast ? read.value : copyOf(read.value)));
    }
    const [first] = seen;
    const events = first === undefined ? [] : this.#events.see(frame, timeMs, first);
    return succeed({ frame, timeMs, seen, events });
  }
}

const copyOf = (frame: RgbdFrame): RgbdFrame => ({
  ...frame,
  color: frame.color.slice(),
  depth: frame.depth.slice(),
  ...(frame.infrared === undefined ? {} : { infrared: frame.infrared.slice() }),
});

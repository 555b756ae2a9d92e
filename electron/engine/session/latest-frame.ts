import type { RgbdFrame } from '../../contract/frame.ts';

/**
 * Runs one piece of work per frame, one at a time, always on the newest frame: what arrives meanwhile waits in a
 * single place, and a newer frame takes it. A slow stage so lags by one frame at most.
 */
export class LatestFrame {
  readonly #work: (frame: RgbdFrame) => Promise<void>;
  #waiting: RgbdFrame | null = null;
  #busy = false;
  #run: Promise<void> = Promise.resolve();
  #dropped = 0;

  /** `work` must not reject. */
  constructor(work: (frame: RgbdFrame) => Promise<void>) {
    this.#work = work;
  }

  /** Frames that were replaced before they were worked on. */
  get dropped(): number {
    return this.#dropped;
  }

  offer(frame: RgbdFrame): void {
    if (this.#waiting !== null) this.#dropped += 1;
    this.#waiting = frame;
    if (!this.#busy) this.#run = this.#workOff();
  }

  /** Resolves when every frame so far was worked on or replaced. */
  get done(): Promise<void> {
    return this.#run;
  }

  async #workOff(): Promise<void> {
    this.#busy = true;
    for (let frame = this.#take(); frame !== null; frame = this.#take()) await this.#work(frame);
    this.#busy = false;
  }

  #take(): RgbdFrame | null {
    const frame = this.#waiting;
    this.#waiting = null;
    return frame;
  }
}

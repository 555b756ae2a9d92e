import { FRAMES_PER_SECOND, type CameraClock } from './frame-clock.ts';

/**
 * Ticks for every frame, however long each one takes: the next tick waits until the frame of the last one is done, and
 * for its own moment. Where frames take longer than a period its moments fall behind the time of day, and catch up
 * when they can; between themselves they are always a period apart.
 */
export class EveryFrameClock implements CameraClock {
  readonly #onTick: (tick: number, timeMs: number) => void;
  readonly #periodMs: number;
  #startMs = 0;
  /** The next one. */
  #tick = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `onTick` gets the number of the frame and its moment: `frameDone` is due after each. */
  constructor(
    onTick: (tick: number, timeMs: number) => void,
    framesPerSecond: number = FRAMES_PER_SECOND,
  ) {
    this.#onTick = onTick;
    this.#periodMs = 1000 / framesPerSecond;
  }

  start(): void {
    this.stop();
    this.#startMs = performance.now();
    this.#tick = 0;
    this.frameDone();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  frameDone(): void {
    const tick = this.#tick++;
    const timeMs = this.#startMs + tick * this.#periodMs;
    const run = (): void => this.#onTick(tick, timeMs);
    this.#timer = setTimeout(run, Math.max(0, timeMs - performance.now()));
  }
}

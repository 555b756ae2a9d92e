const WINDOW_MS = 60_000;

/** Null until there is something to measure. */
export interface Rate {
  readonly perSecond: number | null;
  readonly secondsLeft: number | null;
}

/** Rate of progress over the last minute. Times in milliseconds. */
export class RateMeter {
  #samples: { readonly timeMs: number; readonly done: number }[] = [];

  add(timeMs: number, done: number): void {
    this.#samples.push({ timeMs, done });
    // One sample from before the window stays, so that the measured period is never shorter than it.
    while ((this.#samples[1]?.timeMs ?? Infinity) < timeMs - WINDOW_MS) this.#samples.shift();
  }

  rate(total: number): Rate {
    const [first] = this.#samples;
    const last = this.#samples.at(-1);
    if (first === undefined || last === undefined || last.timeMs <= first.timeMs) {
      return { perSecond: null, secondsLeft: null };
    }
    const perSecond = ((last.done - first.done) / (last.timeMs - first.timeMs)) * 1000;
    return {
      perSecond,
      secondsLeft: perSecond > 0 ? Math.max(0, total - last.done) / perSecond : null,
    };
  }
}

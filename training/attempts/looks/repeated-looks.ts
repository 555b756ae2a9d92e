import type { LookSequence } from './look-sequence.ts';
import type { RecordedLook } from './looks-store.ts';

/** Looks after which what vision gathers over frames has settled: they are not begun with again. */
const SETTLED = 3;
/** The least that can be repeated. */
export const FEWEST_FRAMES = SETTLED + 1;

/**
 * The looks of a still face at the times of an attempt, milliseconds from its start. The first ones of a sequence are all
 * different; after the last of them they come again from the fourth on.
 */
export class RepeatedLooks {
  readonly #looks: LookSequence;
  readonly #frames: number;
  readonly #times: readonly number[];

  /** @param frames how many looks of the sequence are taken, `FEWEST_FRAMES` or more */
  constructor(looks: LookSequence, frames: number, times: readonly number[]) {
    this.#looks = looks;
    this.#frames = frames;
    this.#times = times;
  }

  /** Null when the attempt is over. */
  async at(k: number): Promise<RecordedLook | null> {
    const timeMs = this.#times[k];
    if (timeMs === undefined) return null;
    const look = await this.#looks.at(placeOf(k, this.#frames));
    if (look === null) return null;
    return { ...look, observation: { ...look.observation, sequence: k, timeMs } };
  }
}

/** Which of so many looks comes k-th. */
export const placeOf = (k: number, frames: number): number =>
  k < frames ? k : SETTLED + ((k - frames) % (frames - SETTLED));

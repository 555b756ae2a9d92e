/**
 * Slows down guessing: after five wrong PINs in a row a minute's wait, doubled with each further one, up to an hour.
 * At that pace the 10,000 PINs of four digits take more than a year. A pure state machine; time in milliseconds.
 */
const FREE_TRIES = 5;
const FIRST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 3_600_000;

export interface PinLimit {
  readonly wrongInARow: number;
  /** No PIN may be tried before this time; 0: at once. */
  readonly notBeforeMs: number;
}

export const NO_WRONG_PINS: PinLimit = { wrongInARow: 0, notBeforeMs: 0 };

/** The limit after one more wrong PIN at `nowMs`. */
export function afterWrongPin({ wrongInARow }: PinLimit, nowMs: number): PinLimit {
  const wrong = wrongInARow + 1;
  if (wrong < FREE_TRIES) return { wrongInARow: wrong, notBeforeMs: 0 };
  const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (wrong - FREE_TRIES));
  return { wrongInARow: wrong, notBeforeMs: nowMs + waitMs };
}

/** Milliseconds until a PIN may be tried; never more than the longest wait, even if the clock was set back. */
export function waitBeforePin({ notBeforeMs }: PinLimit, nowMs: number): number {
  return Math.min(LONGEST_WAIT_MS, Math.max(0, notBeforeMs - nowMs));
}

/** Pictures a second at the start of an attempt, and when it has gone on for a while. */
const FAST_PER_SECOND = 30;
const SLOW_PER_SECOND = 10;
const FAST_MS = 600;

/** An attempt is given up after so long: a face that stays undecided is charged for before. */
export const LONGEST_ATTEMPT_MS = 11_500;

/** When pictures are taken of a turn of the head that was asked for, milliseconds from then. */
export const TURN_TIMES: readonly number[] = Array.from({ length: 30 + 25 }, (_, k) =>
  k < 30 ? (1000 * k) / 15 : 2000 + 200 * (k - 30),
);

/**
 * When the pictures of an attempt are taken, milliseconds from its start. Whoever is seen well is let in or refused
 * within the first ones, at the full rate of a Kinect; later ones are thinned, because more of the same say nothing new.
 */
export const FRAME_TIMES: readonly number[] = Array.from({ length: 18 + 109 }, (_, k) =>
  k < (FAST_MS / 1000) * FAST_PER_SECOND
    ? (1000 * k) / FAST_PER_SECOND
    : FAST_MS + ((k - 18) * 1000) / SLOW_PER_SECOND,
).filter((timeMs) => timeMs < LONGEST_ATTEMPT_MS);

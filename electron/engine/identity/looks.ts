/**
 * The looks that decisions count, and the time that passes between them.
 *
 * A look is a frame with a new picture. The same looks decide alike at 2 and at 30 frames a second; a decision that
 * also needs time uses `elapsedMs`, which is immune to jumps of the camera's clock.
 */
import { quantile } from '../../base/quantile.ts';
import type { Hint } from '../../contract/observation.ts';

/** A frame this soon after the previous look is the same picture again: no camera delivers that many. */
const SAME_PICTURE_MS = 5;

/** Intervals from which the pace is measured: one gap among them does not change it, two do. */
const PACE_INTERVALS = 4;
/** Pace assumed before it can be measured. */
const UNKNOWN_PACE_MS = 500;

/** Looks belong together across a gap of this many intervals, within these bounds. */
const GAP_INTERVALS = 15;
const SHORTEST_GAP_LIMIT_MS = 500;
const LONGEST_GAP_LIMIT_MS = 1500;

/** An unexplained interval counts as the shortest that a camera has: a jump of its clock gains no time. */
const SHORTEST_INTERVAL_MS = 33;

/** Two breaks within this many looks mean a camera that stutters; one is a normal pause. */
const UNSTEADY_LOOKS = 30;
/** Fewer than four looks a second are noticeable. */
const SLOW_PACE_MS = 250;

export interface Looks {
  /** Number of looks so far, and so the number of the last one. */
  readonly count: number;
  /** Time of the last look, on the camera's clock; -Infinity before the first. */
  readonly timeMs: number;
  /** Latest known time on the camera's clock: that of the last look or tick. */
  readonly knownMs: number;
  /** Elapsed time, as far as it can be trusted: never back, and no leap of that clock. */
  readonly elapsedMs: number;
  /** Intervals between the last looks, oldest first; none above 1500, the longest gap that is ever bridged. */
  readonly intervalsMs: readonly number[];
  /** Numbers of the last two looks that followed a break in the pictures or a jump of the clock. */
  readonly breaks: readonly number[];
}

export const NO_LOOKS: Looks = {
  count: 0,
  timeMs: -Infinity,
  knownMs: -Infinity,
  elapsedMs: 0,
  intervalsMs: [],
  breaks: [],
};

/** Whether a frame of this time is not a new look: the last picture again, or without a time. */
export function isSamePicture({ timeMs: lastMs }: Looks, timeMs: number): boolean {
  return !Number.isFinite(timeMs) || (timeMs >= lastMs && timeMs - lastMs < SAME_PICTURE_MS);
}

/**
 * Counts a look at this time of the camera's clock. An interval that the pace does not explain, or a negative one, may
 * be a gap or a jump of the clock: it ends what needs consecutive looks, and counts almost nothing as time.
 */
export function takeLook(looks: Looks, timeMs: number): Looks {
  const count = looks.count + 1;
  if (looks.timeMs === -Infinity) return { ...looks, count, timeMs, knownMs: timeMs };
  const intervalMs = timeMs - looks.timeMs;
  const isForward = intervalMs > 0;
  const intervalsMs = isForward
    ? [...looks.intervalsMs, Math.min(intervalMs, LONGEST_GAP_LIMIT_MS)].slice(-PACE_INTERVALS)
    : looks.intervalsMs;
  const measured = { ...looks, count, timeMs, intervalsMs };
  const isExplained = isForward && intervalMs <= longestGapMs(measured);
  const ticked = looks.knownMs > looks.timeMs;
  const passedMs = isExplained
    ? Math.max(0, timeMs - looks.knownMs)
    : ticked
      ? 0
      : SHORTEST_INTERVAL_MS;
  return {
    ...measured,
    knownMs: isExplained ? Math.max(looks.knownMs, timeMs) : timeMs,
    elapsedMs: looks.elapsedMs + passedMs,
    breaks: isExplained ? looks.breaks : [...looks.breaks, count].slice(-2),
  };
}

/** Time that passed without a look, from a clock that does not jump; `timeMs` is on the camera's clock. */
export function passTime(looks: Looks, timeMs: number): Looks {
  if (!(timeMs > looks.knownMs) || looks.knownMs === -Infinity) return looks;
  return { ...looks, knownMs: timeMs, elapsedMs: looks.elapsedMs + timeMs - looks.knownMs };
}

/** A new source, or a restart of the same one: its clock and pace are unrelated to the previous ones. */
export function changeSource({ count, elapsedMs }: Looks): Looks {
  return { ...NO_LOOKS, count, elapsedMs };
}

/** Whether nothing is known to lie between the last two looks. */
export function followsOn({ count, breaks, intervalsMs }: Looks): boolean {
  return intervalsMs.length > 0 && breaks.at(-1) !== count;
}

/** The pace: the upper median of the last intervals, at most 1500 milliseconds. */
export function usualIntervalMs({ intervalsMs }: Looks): number {
  return intervalsMs.length === 0 ? UNKNOWN_PACE_MS : quantile(intervalsMs, 0.5);
}

/** Longest gap between looks that still support one another: 500 ms at 30 looks a second, never above 1500. */
export function longestGapMs(looks: Looks): number {
  return Math.min(
    Math.max(GAP_INTERVALS * usualIntervalMs(looks), SHORTEST_GAP_LIMIT_MS),
    LONGEST_GAP_LIMIT_MS,
  );
}

/** The hint about the pictures themselves; `none` while they arrive as they should. */
export function paceHint(looks: Looks): Extract<Hint, 'none' | 'camera-slow' | 'camera-unsteady'> {
  const { count, breaks, intervalsMs } = looks;
  const [earlier = -Infinity] = breaks.length === 2 ? breaks : [];
  if (count - earlier < UNSTEADY_LOOKS) return 'camera-unsteady';
  const isMeasured = intervalsMs.length === PACE_INTERVALS;
  return isMeasured && usualIntervalMs(looks) > SLOW_PACE_MS ? 'camera-slow' : 'none';
}

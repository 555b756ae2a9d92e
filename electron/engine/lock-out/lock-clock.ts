/**
 * Both clocks of a moment. Somebody can set the time of day, and time since the start ends with a restart: so expiry
 * counts by whichever clock says that more has passed, and waiting by the one that nobody sets, and in one run only.
 */
import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { uptime } from 'node:os';
import { z } from 'zod';

const text = z.string().min(1).max(100);

export const momentSchema = z.object({
  /** Time of day, milliseconds since 1970. */
  wallMs: z.number(),
  /** Since the computer started, milliseconds; time asleep counts. */
  upMs: z.number(),
  /** Random id of this run of the program. */
  run: text,
  /** The kernel's id of this start of the computer; null where there is none. */
  boot: text.nullable(),
});
/** A moment as it is kept. */
export type KeptMoment = Readonly<z.infer<typeof momentSchema>>;

export type Moment = KeptMoment & {
  /** Who judges faces, where several processes share a run; default: the run. */
  readonly judge?: string;
};

/** How much time may have passed, for what expires: the larger of both clocks; ∞ where neither can be believed. */
export function mostElapsed(since: KeptMoment, now: Moment): number {
  const wallMs = now.wallMs - since.wallMs;
  const upMs = isSameStart(since, now) ? now.upMs - since.upMs : -1;
  const mostMs = Math.max(wallMs, upMs);
  return mostMs >= 0 ? mostMs : Infinity;
}

/** How much time has surely passed, for what is waited for: by the clock of this run; 0 for another one. */
export function leastElapsed(since: Pick<Moment, 'run' | 'upMs'>, now: Moment): number {
  const upMs = since.run === now.run ? now.upMs - since.upMs : 0;
  return upMs > 0 ? upMs : 0;
}

const isSameStart = (a: KeptMoment, b: KeptMoment): boolean =>
  a.run === b.run || (a.boot !== null && a.boot === b.boot);

/** Tells the moment; one for each run of a program. */
export function startClock(): () => Moment {
  const run = randomUUID();
  const boot = bootId();
  return () => ({ wallMs: Date.now(), upMs: uptime() * 1000, run, boot });
}

/**
 * Tells the moment to a process that opens nothing by itself, as `depthlock verify`: the run that counts for it is the one
 * in which the last right PIN was given, if that was in this start of the computer. What it judges is its own.
 */
export function joinedClock(
  lastPin: KeptMoment | null,
  boot: string | null = bootId(),
): () => Moment {
  const judge = randomUUID();
  const run = joinedRun(lastPin, boot) ?? judge;
  return () => ({ wallMs: Date.now(), upMs: uptime() * 1000, run, boot, judge });
}

/**
 * Where no PIN was given since the computer started, all such processes share one run, so that a wait after wrong PINs
 * passes between them. Null where starts of the computer cannot be told apart: then none knows of another.
 */
function joinedRun(lastPin: KeptMoment | null, boot: string | null): string | null {
  if (boot === null) return null;
  return lastPin?.boot === boot ? lastPin.run : `boot ${boot}`.slice(0, 100);
}

function bootId(): string | null {
  try {
    const id = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return id === '' ? null : id.slice(0, 100);
  } catch {
    return null;
  }
}

import { BETWEEN_ATTEMPTS_MS, type AttemptEnd, type LockAtLevel } from './lock-at-level.ts';
import { LONGEST_ATTEMPT_MS } from './looks/frame-times.ts';
import type { RecordedLook } from './looks/looks-store.ts';
import type { TurnDirection } from './looks/turn.ts';

/** An attempt in which no face was found for so long is given up. */
const NOBODY_SEEN_MS = 2000;
/** The next picture after the one in which the turn was asked for. */
const TURN_BEGINS_MS = 1000 / 30;

/** Looks one after the other; null when there are no more. */
export interface Looks {
  at(k: number): Promise<RecordedLook | null>;
}

/** What there is to see in one attempt: somebody who looks ahead, and the turns of the head that a lock may ask for. */
export interface AttemptLooks {
  readonly ahead: Looks;
  turned(turn: TurnDirection): Looks;
  /** Keeps what was seen. */
  save(): Promise<void>;
}

/**
 * All attempts of a visit, one after the other before every lock, until it is open or out of tries.
 * @param looksOf what there is to see in the n-th attempt
 * @param comesBack whether whoever has opened the lock goes away and tries again
 */
export async function playVisit(
  locks: readonly LockAtLevel[],
  tries: number,
  looksOf: (attempt: number) => AttemptLooks,
  comesBack: (lock: LockAtLevel) => boolean,
): Promise<ReadonlyMap<LockAtLevel, readonly AttemptEnd[]>> {
  const ends = new Map<LockAtLevel, AttemptEnd[]>(locks.map((lock) => [lock, []]));
  for (let attempt = 0; attempt < tries; attempt++) {
    const open = locks.filter((lock) => !lock.isSettled);
    if (open.length === 0) break;
    const looks = looksOf(attempt);
    await playAttempt(looks, open, attempt * (LONGEST_ATTEMPT_MS + BETWEEN_ATTEMPTS_MS));
    for (const lock of open) {
      ends.get(lock)?.push(lock.finish());
      if (lock.isOpen && comesBack(lock)) lock.close();
    }
  }
  return ends;
}

async function playAttempt(
  looks: AttemptLooks,
  locks: readonly LockAtLevel[],
  laterMs: number,
): Promise<void> {
  for (const lock of locks) lock.begin(laterMs - 1);
  await playAhead(looks.ahead, locks, laterMs);
  for (const lock of locks) await playTurn(looks, lock, laterMs);
  await looks.save();
}

/** What comes after the lock has asked for a turn of the head: it is made. */
async function playTurn(looks: AttemptLooks, lock: LockAtLevel, laterMs: number): Promise<void> {
  if (lock.asked === null) return;
  const { turn, sinceMs } = lock.asked;
  const turned = looks.turned(turn);
  for (let k = 0; ; k++) {
    if (lock.isDecided) return;
    const look = await turned.at(k);
    if (look === null) return;
    await lock.look(look, sinceMs + TURN_BEGINS_MS + look.observation.timeMs, laterMs);
  }
}

/** Until every lock has decided, asked for a turn, or seen nobody for long enough. */
async function playAhead(
  looks: Looks,
  locks: readonly LockAtLevel[],
  laterMs: number,
): Promise<void> {
  let isSeen = false;
  for (let k = 0; ; k++) {
    const waiting = locks.filter((lock) => !lock.isDecided && lock.asked === null);
    if (waiting.length === 0) return;
    const look = await looks.at(k);
    if (look === null) return;
    const { kind, timeMs } = look.observation;
    isSeen ||= kind === 'face';
    if (!isSeen && timeMs > NOBODY_SEEN_MS) return;
    for (const lock of waiting) await lock.look(look, timeMs, laterMs);
  }
}

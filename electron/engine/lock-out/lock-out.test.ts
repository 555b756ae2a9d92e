import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SeededRandom } from '../../base/seeded-random.ts';
import { joinedClock, type Moment } from './lock-clock.ts';
import {
  faceObstacle,
  lockOutSchema,
  MAXIMUM_PICTURES,
  MAXIMUM_TRIES,
  NEW_LOCK_OUT,
  pinWait,
  readLockOut,
  refusedTries,
  stepLockOut,
  triesLeft,
  USED_UP,
  type LockOut,
  type LockOutInput,
  type LockOutStep,
} from './lock-out.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOON_MS = Date.UTC(2026, 10, 30, 12);

/** A moment of the first run, so long after its start. */
const at = (ms: number, changes: Partial<Moment> = {}): Moment => ({
  ...{ wallMs: NOON_MS + ms, upMs: 1000 + ms, run: 'first', boot: 'boot' },
  ...changes,
});
const START = at(0);

function steps(state: LockOut, ...inputs: readonly LockOutInput[]): LockOutStep {
  return inputs.reduce<LockOutStep>((step, input) => stepLockOut(step.state, input), {
    state,
    verdict: 'noted',
  });
}
const pin = (now: Moment): LockOutInput[] => [
  { kind: 'pin-begun', now },
  { kind: 'pin-right', now },
];
const refusal = (now: Moment, isPicture = false): LockOutInput[] => [
  { kind: 'attempt-begun', now },
  { kind: 'face-refused', isPicture, now },
];
const look = (now: Moment): LockOutInput[] => [
  { kind: 'attempt-begun', now },
  { kind: 'face-matched', now },
];
const times = (count: number, of: (k: number) => LockOutInput[]): LockOutInput[] =>
  Array.from({ length: count }, (_, k) => of(k)).flat();

const inputOf = (
  kind: 'begin' | 'abandon' | 'lost' | 'refuse' | 'match',
  now: Moment,
): LockOutInput => {
  switch (kind) {
    case 'begin':
      return { kind: 'attempt-begun', now };
    case 'abandon':
      return { kind: 'attempt-abandoned', now };
    case 'lost':
      return { kind: 'engine-lost', now };
    case 'refuse':
      return { kind: 'face-refused', isPicture: false, now };
    case 'match':
      return { kind: 'face-matched', now };
  }
};

/** The PIN was given at the start of the first run. */
const opened = (): LockOut => steps(NEW_LOCK_OUT, ...pin(START)).state;

describe('after a start', () => {
  it('only the PIN opens, then a face does', () => {
    expect(faceObstacle(NEW_LOCK_OUT, START)).toBe('start');
    expect(steps(NEW_LOCK_OUT, ...look(START)).verdict).toBe('refuse');
    expect(steps(NEW_LOCK_OUT, ...pin(START)).verdict).toBe('open');
    expect(steps(opened(), ...look(at(1000))).verdict).toBe('open');
  });

  it('of the program once more it is so again, whatever opened it before', () => {
    const again = at(5000, { run: 'second' });
    const { state } = steps(opened(), ...look(at(1000)), { kind: 'started', now: again });
    expect(faceObstacle(state, again)).toBe('start');
    expect(steps(state, ...look(again)).verdict).toBe('refuse');
  });
});

describe('time', () => {
  it.each([
    [48 * HOUR_MS - 1, null],
    [48 * HOUR_MS, 'unused'],
  ])('after %d ms without a face or a PIN: %s', (ms, obstacle) => {
    expect(faceObstacle(opened(), at(ms))).toBe(obstacle);
  });

  it('asks for a PIN that is older than 6.5 days, unless a face opened within 4 hours', () => {
    const eachDay = [1, 2, 3, 4, 5, 6].flatMap((day) => look(at(day * DAY_MS)));
    const { state } = steps(opened(), ...eachDay, ...look(at(6.4 * DAY_MS)));
    expect(faceObstacle(state, at(6.5 * DAY_MS))).toBeNull();
    expect(faceObstacle(state, at(6.4 * DAY_MS + 4 * HOUR_MS))).toBeNull();
    expect(faceObstacle(state, at(6.4 * DAY_MS + 4 * HOUR_MS + 1))).toBe('old-pin');
    const often = steps(state, ...look(at(6.4 * DAY_MS + 3 * HOUR_MS))).state;
    expect(faceObstacle(often, at(6.4 * DAY_MS + 6 * HOUR_MS))).toBeNull();
  });

  it.each([
    ['set back', { wallMs: NOON_MS - DAY_MS }],
    ['stopped', { wallMs: NOON_MS }],
  ])('that is %s does not make it younger', (_, clock) => {
    expect(faceObstacle(opened(), at(48 * HOUR_MS, clock))).toBe('unused');
  });

  it('that is set forward costs', () => {
    expect(faceObstacle(opened(), at(1000, { wallMs: NOON_MS + 3 * DAY_MS }))).toBe('unused');
  });
});

describe('faces', () => {
  it('are charged before they are judged', () => {
    const { state, verdict } = steps(opened(), { kind: 'attempt-begun', now: at(1) });
    expect(verdict).toBe('judge');
    expect([state.faceTries, state.pendingAttempt]).toEqual([1, 'first']);
  });

  it('that are refused five times leave only the PIN', () => {
    let state = opened();
    for (let k = 1; k <= MAXIMUM_TRIES; k++) {
      state = steps(state, ...refusal(at(k))).state;
      expect(triesLeft(state)).toBe(MAXIMUM_TRIES - k);
    }
    expect(faceObstacle(state, at(9))).toBe('tries');
    expect(steps(state, ...look(at(9))).verdict).toBe('refuse');
    const cleared = steps(state, ...pin(at(10))).state;
    expect(steps(cleared, ...look(at(11))).verdict).toBe('open');
  });

  it('may open with the fifth try', () => {
    const { state } = steps(opened(), ...times(4, (k) => refusal(at(k))));
    expect(steps(state, ...look(at(9))).verdict).toBe('open');
  });

  it('that are pictures leave only the PIN after three in a row', () => {
    const two = steps(opened(), ...times(2, (k) => refusal(at(k), true))).state;
    expect(faceObstacle(two, at(9))).toBeNull();
    const three = steps(two, ...refusal(at(9), true)).state;
    expect([three.picturesInRow, faceObstacle(three, at(10))]).toEqual([
      MAXIMUM_PICTURES,
      'pictures',
    ]);
    const between = steps(two, ...refusal(at(9)), ...refusal(at(10), true)).state;
    expect(faceObstacle(between, at(11))).toBeNull();
  });

  it('that go away undecided cost nothing', () => {
    const state = steps(
      opened(),
      { kind: 'attempt-begun', now: at(1) },
      { kind: 'attempt-abandoned', now: at(2) },
    ).state;
    expect([state.faceTries, state.pendingAttempt]).toEqual([0, null]);
  });

  it.each([
    ['the engine is killed', { kind: 'engine-lost', now: at(2) }],
    ['the program is killed', { kind: 'started', now: at(2, { run: 'second' }) }],
  ] satisfies [string, LockOutInput][])('that are being judged cost a try when %s', (_, end) => {
    const begun = steps(opened(), { kind: 'attempt-begun', now: at(1) }).state;
    const { state } = steps(begun, end);
    expect([refusedTries(state), state.pendingAttempt]).toEqual([1, null]);
  });

  it('that match without having been charged do not open', () => {
    expect(stepLockOut(opened(), { kind: 'face-matched', now: at(1) }).verdict).toBe('refuse');
    const begun = steps(opened(), { kind: 'attempt-begun', now: at(1) }).state;
    const other = at(2, { run: 'second' });
    expect(stepLockOut(begun, { kind: 'face-matched', now: other }).verdict).toBe('refuse');
  });

  it('that were refused without having been begun cost a try all the same', () => {
    const { state } = steps(opened(), { kind: 'face-refused', isPicture: false, now: at(1) });
    expect(refusedTries(state)).toBe(1);
  });
});

describe('PINs', () => {
  const wrong = (now: Moment): LockOutInput[] => [{ kind: 'pin-begun', now }];

  it('that are wrong five times in a row make wait, each further one twice as long, up to an hour', () => {
    let state = steps(NEW_LOCK_OUT, ...times(4, (k) => wrong(at(k)))).state;
    expect(pinWait(state, at(4))).toBe(0);
    let now = 4;
    const waits: number[] = [];
    for (let k = 0; k < 9; k++) {
      state = steps(state, ...wrong(at(now))).state;
      waits.push(pinWait(state, at(now)) / 60_000);
      now += pinWait(state, at(now));
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
  });

  it('are not judged while one waits, however many are sent', () => {
    const state = steps(NEW_LOCK_OUT, ...times(5, (k) => wrong(at(k)))).state;
    const early = stepLockOut(state, { kind: 'pin-begun', now: at(30_000) });
    expect([early.verdict, early.state.pinFailures]).toEqual(['refuse', 5]);
    expect(stepLockOut(state, { kind: 'pin-begun', now: at(70_000) }).verdict).toBe('judge');
  });

  it.each([
    ['the clock set forward', at(5, { wallMs: NOON_MS + 99 * DAY_MS }), 60_000],
    ['the clock set back', at(5, { wallMs: 0 }), 60_000],
    ['a restart after hours', at(9 * HOUR_MS, { run: 'second' }), 60_000],
    ['a restart of the computer', at(5, { upMs: 3, run: 'second', boot: 'other' }), 60_000],
  ])('keep their wait with %s', (_, now, waitMs) => {
    const failed = steps(NEW_LOCK_OUT, ...times(5, () => wrong(at(5)))).state;
    const { state } =
      now.run === 'first' ? { state: failed } : steps(failed, { kind: 'started', now });
    expect(pinWait(state, now)).toBe(waitMs);
    expect(stepLockOut(state, { kind: 'pin-begun', now }).verdict).toBe('refuse');
  });

  it('that are right clear everything', () => {
    const failed = steps(opened(), ...times(3, () => wrong(at(1))), ...refusal(at(2), true)).state;
    const { state } = steps(failed, ...pin(at(3)));
    expect(state).toMatchObject({ faceTries: 0, picturesInRow: 0, pinFailures: 0, lastPin: at(3) });
  });
});

describe('a process that joins a run', () => {
  const wrongPin = (now: Moment): LockOutInput[] => [{ kind: 'pin-begun', now }];
  const other = (ms: number, changes: Partial<Moment> = {}) =>
    at(ms, { judge: 'other', ...changes });

  it('may judge faces once the PIN was given in it', () => {
    const { state, verdict } = steps(opened(), ...look(other(5)));
    expect(verdict).toBe('open');
    expect(state.lastFace).toEqual(at(5));
    expect(faceObstacle(NEW_LOCK_OUT, other(5))).toBe('start');
  });

  it('ends no attempt of another one, and is charged for its own', () => {
    const begun = steps(opened(), { kind: 'attempt-begun', now: at(1) }).state;
    const abandoned = stepLockOut(begun, { kind: 'attempt-abandoned', now: other(2) }).state;
    expect([abandoned.faceTries, abandoned.pendingAttempt]).toEqual([1, 'first']);
    expect(stepLockOut(begun, { kind: 'face-matched', now: other(2) }).verdict).toBe('refuse');
    const lost = stepLockOut(begun, { kind: 'engine-lost', now: other(2) }).state;
    expect(lost.pendingAttempt).toBe('first');
    const both = steps(begun, { kind: 'attempt-begun', now: other(3) }).state;
    expect([both.faceTries, both.pendingAttempt]).toEqual([2, 'other']);
    const left = steps(both, { kind: 'attempt-abandoned', now: other(4) }).state;
    expect(left.faceTries).toBe(1);
  });

  it('and is refused unbegun gives no try back that another one holds', () => {
    const four = steps(opened(), ...times(4, (k) => refusal(at(k)))).state;
    const { state } = steps(
      four,
      { kind: 'attempt-begun', now: at(5) },
      { kind: 'face-refused', isPicture: false, now: other(6) },
      { kind: 'attempt-abandoned', now: at(7) },
    );
    expect(faceObstacle(state, at(8))).toBe('tries');
  });

  it('and the others give each other nothing, whatever they do at once', () => {
    const kind = fc.constantFrom('begin', 'abandon', 'lost', 'refuse', 'match');
    const moves = fc.array(fc.record({ judge: fc.constantFrom('app', 'other', 'third'), kind }), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(moves, (played) => {
        let state = opened();
        let refused = 0;
        const judging = new Set<string>();
        for (const [k, { judge, kind }] of played.entries()) {
          const now = at(k, { judge });
          const { state: next, verdict } = stepLockOut(state, inputOf(kind, now));
          state = next;
          if (kind === 'begin' && verdict === 'judge') judging.add(judge);
          if (kind === 'begin') continue;
          if (verdict === 'open') {
            expect(judging.has(judge)).toBe(true);
            expect(refused).toBeLessThan(MAXIMUM_TRIES);
            refused = 0;
          } else if (kind === 'refuse') {
            refused++;
          }
          judging.delete(judge);
          expect(refusedTries(state)).toBeGreaterThanOrEqual(Math.min(refused, MAXIMUM_TRIES) - 1);
          if (state.pendingAttempt === null) {
            expect(state.faceTries).toBeGreaterThanOrEqual(Math.min(refused, MAXIMUM_TRIES));
          }
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('waits after wrong PINs as the run does', () => {
    const failed = steps(opened(), ...times(5, () => wrongPin(other(5)))).state;
    expect(pinWait(failed, at(30_005))).toBe(30_000);
    expect(pinWait(failed, other(60_005, { judge: 'third' }))).toBe(0);
  });
});

describe('the clock of a process that joins', () => {
  const pinAt = (boot: string | null) => ({ wallMs: 0, upMs: 0, run: 'app', boot });

  it.each([
    ['joins the run of the PIN of this start of the computer', pinAt('b'), 'b', 'app'],
    ['knows no PIN of an earlier start', pinAt('a'), 'b', 'boot b'],
    ['shares a run before the first PIN', null, 'b', 'boot b'],
  ])('%s', (_, lastPin, boot, run) => {
    const [one, two] = [joinedClock(lastPin, boot)(), joinedClock(lastPin, boot)()];
    expect([one.run, two.run, one.boot]).toEqual([run, run, boot]);
    expect(one.judge).not.toBe(two.judge);
  });

  it('joins nothing where starts of the computer cannot be told apart', () => {
    const [one, two] = [joinedClock(pinAt(null), null)(), joinedClock(pinAt(null), null)()];
    expect(new Set([one.run, two.run, 'app']).size).toBe(3);
  });
});

describe('what is kept', () => {
  it('is read again as it was written', () => {
    const { state } = steps(opened(), ...refusal(at(1), true), { kind: 'pin-begun', now: at(2) });
    expect(readLockOut(JSON.parse(JSON.stringify(state)))).toEqual(state);
  });

  it.each([
    ['nothing', undefined],
    ['another thing', 'text'],
    ['a negative count', { ...NEW_LOCK_OUT, faceTries: -1 }],
    ['half a try', { ...NEW_LOCK_OUT, picturesInRow: 0.5 }],
    ['too many tries', { ...NEW_LOCK_OUT, faceTries: 99 }],
    ['no number', { ...NEW_LOCK_OUT, pinFailures: null }],
    ['a part that is missing', { counter: 1, faceTries: 0 }],
  ])('counts as used up if it is %s', (_, stored) => {
    expect(readLockOut(stored)).toEqual(USED_UP);
    expect(faceObstacle(USED_UP, START)).toBe('tries');
    expect(pinWait(USED_UP, START)).toBeGreaterThan(0);
  });
});

/** An `expect` of which there can be millions. */
function holds(rule: boolean): void {
  if (!rule) throw new Error('A rule of the lock does not hold.');
}

/** What truly happens, and who may be let in by the rules: told without the machine. */
class World {
  readonly #random: SeededRandom;
  state: LockOut = NEW_LOCK_OUT;
  /** Honest time; `upMs` follows it, the time of day is anybody's. */
  #trueMs = 0;
  #wallMs = NOON_MS;
  #upMs = 0;
  #run = 0;
  #boot = 0;
  #judging = false;
  #pinAtMs: number | null = null;
  #pinRun = -1;
  #faceAtMs: number | null = null;
  #refused = 0;
  #pictures = 0;
  #wrongPins = 0;
  /** Since when the wait runs, in honest time of this run. */
  #waitsSinceMs = 0;
  openings = 0;

  constructor(seed: number) {
    this.#random = new SeededRandom(seed);
  }

  get #now(): Moment {
    return { wallMs: this.#wallMs, upMs: this.#upMs, run: `r${this.#run}`, boot: `b${this.#boot}` };
  }

  play(): void {
    const draw = Math.floor(this.#random.next() * 16);
    if (draw < 2) this.#wait();
    else if (draw === 2) this.#setClock();
    else if (draw === 3) this.#restart();
    else if (draw === 4) this.#killEngine();
    else if (draw < 8) this.#begin();
    else if (draw < 10) this.#match();
    else if (draw < 12) this.#refuse();
    else if (draw === 12) this.#abandon();
    else this.#pin(draw === 13);
  }

  #step(input: LockOutInput): LockOutStep['verdict'] {
    const before = this.state;
    const { state, verdict } = stepLockOut(before, input);
    if (state !== before) holds(state.counter > before.counter);
    holds(lockOutSchema.safeParse(state).success);
    this.state = state;
    return verdict;
  }

  #pass(ms: number): void {
    this.#trueMs += ms;
    this.#wallMs += ms;
    this.#upMs += ms;
  }

  #wait(): void {
    const spans = [1000, 50_000, 70_000, HOUR_MS, 5 * HOUR_MS, 30 * HOUR_MS, 7 * DAY_MS];
    this.#pass(spans[Math.floor(this.#random.next() * spans.length)] ?? 0);
  }

  #setClock(): void {
    this.#wallMs += (this.#random.next() - 0.5) * 30 * DAY_MS;
  }

  #restart(): void {
    this.#run++;
    if (this.#random.next() < 0.5) [this.#boot, this.#upMs] = [this.#boot + 1, 0];
    if (this.#judging) this.#refused++;
    this.#judging = false;
    this.#waitsSinceMs = this.#trueMs;
    this.#gaveNothing(() => this.#step({ kind: 'started', now: this.#now }));
  }

  #killEngine(): void {
    if (this.#judging) this.#refused++;
    this.#judging = false;
    this.#gaveNothing(() => this.#step({ kind: 'engine-lost', now: this.#now }));
  }

  #gaveNothing(change: () => void): void {
    const before = this.state;
    change();
    holds(this.state.faceTries >= before.faceTries);
    holds(this.state.picturesInRow >= before.picturesInRow);
    holds(this.state.pinFailures >= before.pinFailures);
    holds(pinWait(this.state, this.#now) >= pinWait(before, this.#now));
  }

  /** By the rules, in honest time. */
  #faceMayOpen(): boolean {
    if (this.#pinAtMs === null || this.#pinRun !== this.#run) return false;
    if (this.#refused >= 5 || this.#pictures >= 3) return false;
    const pinMs = this.#trueMs - this.#pinAtMs;
    const faceMs = this.#faceAtMs === null ? Infinity : this.#trueMs - this.#faceAtMs;
    return (
      Math.min(pinMs, faceMs) < 48 * HOUR_MS && !(pinMs > 156 * HOUR_MS && faceMs > 4 * HOUR_MS)
    );
  }

  #begin(): void {
    if (this.#step({ kind: 'attempt-begun', now: this.#now }) !== 'judge') return;
    holds(this.#judging || this.#faceMayOpen());
    this.#judging = true;
  }

  #match(): void {
    const verdict = this.#step({ kind: 'face-matched', now: this.#now });
    if (verdict === 'open') {
      this.openings++;
      holds(this.#judging && this.#faceMayOpen());
      [this.#refused, this.#pictures, this.#faceAtMs] = [0, 0, this.#trueMs];
    } else {
      this.#refused++;
    }
    this.#judging = false;
  }

  #refuse(): void {
    const isPicture = this.#random.next() < 0.3;
    this.#step({ kind: 'face-refused', isPicture, now: this.#now });
    this.#refused++;
    this.#pictures = isPicture ? this.#pictures + 1 : 0;
    this.#judging = false;
  }

  #abandon(): void {
    this.#step({ kind: 'attempt-abandoned', now: this.#now });
    this.#judging = false;
  }

  #pin(isRight: boolean): void {
    if (this.#step({ kind: 'pin-begun', now: this.#now }) !== 'judge') return;
    const waitMs = this.#wrongPins < 5 ? 0 : Math.min(HOUR_MS, 60_000 * 2 ** (this.#wrongPins - 5));
    holds(this.#trueMs - this.#waitsSinceMs >= waitMs);
    this.#waitsSinceMs = this.#trueMs;
    this.#wrongPins++;
    if (!isRight) return;
    holds(this.#step({ kind: 'pin-right', now: this.#now }) === 'open');
    this.#wrongPins = 0;
    [this.#pinAtMs, this.#pinRun] = [this.#trueMs, this.#run];
    [this.#refused, this.#pictures, this.#judging] = [0, 0, false];
  }
}

describe('10,000 sequences of faces, PINs, kills, restarts and clocks', () => {
  it('open nothing but by the rules, and give nothing', { timeout: 120_000 }, () => {
    let openings = 0;
    for (let seed = 1; seed <= 10_000; seed++) {
      const world = new World(seed);
      for (let k = 0; k < 40; k++) world.play();
      openings += world.openings;
    }
    expect(openings).toBeGreaterThan(1000);
  });
});

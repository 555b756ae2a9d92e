/**
 * Main holds the lock: the engine judges faces and reports, and whether a report opens is decided here. Each try is
 * charged on disk before anything of its judgement is believed or shown, so that an engine that dies, restarts or lies
 * gains nothing.
 */
import type { ActivityEvent, LockCause } from '../../contract/activity.ts';
import type { EngineMessage, LockCommand } from '../../contract/engine/engine-messages.ts';
import type {
  AttemptReport,
  JudgedLock,
  LockView,
  OpenLock,
  PersonSummary,
} from '../../contract/identity.ts';
import { fail, failFor, succeed, type Problem, type Result } from '../../contract/problem.ts';
import type { Moment } from '../../engine/lock-out/lock-clock.ts';
import {
  faceObstacle,
  isJudging,
  pinWait,
  stepLockOut,
  type LockOut,
  type LockOutInput,
  type LockOutStep,
} from '../../engine/lock-out/lock-out.ts';
import { decideAttempt, shownLock } from '../../engine/lock-out/shown-lock.ts';
import type { PeopleVault } from '../vault/people-vault.ts';
import { attemptEvent } from '../activity/attempt-event.ts';
import { isInert } from './inert-people.ts';
import { NOT_WRITTEN, tooManyPins, TRY_NOT_WRITTEN, WRONG_PIN } from './sentences.ts';

/** Where the lock-out state is kept: the anchor of the vault, or a stand-in. */
export interface LockOutStore {
  /** As last read or written. */
  readonly state: LockOut;
  /** Reads it again, changes it and resolves once it is on disk; changes come one after the other. */
  change(update: (state: LockOut) => LockOut): Promise<Result<LockOut>>;
}

export interface LockKeeperOptions {
  readonly store: LockOutStore;
  readonly now: () => Moment;
  readonly vault: Pick<PeopleVault, 'isClosed' | 'people'>;
  /** Passes a command to the engine, if one runs. */
  readonly tell: (command: LockCommand) => void;
  /** Called whenever the view is another one. */
  readonly show: (view: LockView) => void;
  readonly onProblem: (problem: Problem) => void;
  /** Writes down what happened; default: nobody does. */
  readonly note?: (event: ActivityEvent) => void;
}

type LockMessage = Extract<EngineMessage, { kind: 'lock' }>;
type Verdict = LockOutStep['verdict'];

const CLOSED: JudgedLock = { phase: 'locked', hint: 'none' };

export class LockKeeper {
  readonly #options: LockKeeperOptions;
  #judged: JudgedLock = CLOSED;
  #open: OpenLock | null = null;
  #queue: Promise<void> = Promise.resolve();
  #waiting = 0;
  #shown = '';
  /** The last write failed: nothing is judged until one succeeds. */
  #cannotWrite = false;
  /** What the engine was told; null: nothing since it started. */
  #faceTold: boolean | null = null;
  /** What an engine that starts anew must know: it does not open by itself for whoever sits there. */
  #untilAsked = false;

  constructor(options: LockKeeperOptions) {
    this.#options = options;
  }

  /** Begins a run: whatever an earlier one was judging is over, at its cost. */
  async start(): Promise<void> {
    await this.#step({ kind: 'started', now: this.#options.now() });
  }

  /** Who has it open; null: it is closed, or there is nothing to lock. */
  get open(): OpenLock | null {
    return this.#open;
  }

  get view(): LockView {
    const { store, vault, now } = this.#options;
    if (this.#open !== null) return this.#open;
    if (vault.people().length === 0 && !vault.isClosed) return { phase: 'nothing-enrolled' };
    const { phase } = this.#judged;
    // An empty gallery does not mean an empty vault.
    const judged = phase === 'unlocked' || phase === 'nothing-enrolled' ? CLOSED : this.#judged;
    return shownLock(judged, store.state, now());
  }

  /** Whether the engine may judge faces. */
  get faceAllowed(): boolean {
    const { store, now } = this.#options;
    return !this.#cannotWrite && faceObstacle(store.state, now()) === null;
  }

  /** Resolves when every report so far was decided on. */
  get idle(): Promise<void> {
    return this.#queue;
  }

  /** Whether it was locked, and neither has the face left nor did anybody ask. */
  get isUntilAsked(): boolean {
    return this.#untilAsked && this.#open === null;
  }

  /** Somebody wants a closed lock to look. */
  asked(): void {
    this.#untilAsked = false;
  }

  /** A report of the engine. */
  onEngine(message: LockMessage): void {
    if (this.#waiting > 0 || this.#concernsTries(message)) this.#later(() => this.#decide(message));
    else this.#follow(message.view);
  }

  /** The engine ended: an attempt that it was judging costs its try. */
  engineLost(): void {
    this.#faceTold = null;
    this.#later(async () => {
      this.#judged = CLOSED;
      if (this.#isPending) {
        await this.#step({ kind: 'engine-lost', now: this.#options.now() });
        this.#note({ kind: 'refused', because: 'interrupted' });
      }
      this.#show();
    });
  }

  /** A new engine was told whether it may judge faces. */
  engineStarted(): void {
    this.#faceTold = this.faceAllowed;
  }

  /** Takes effect at once. */
  lock(cause: LockCause = 'asked'): void {
    if (this.#open !== null) this.#note({ kind: 'locked', cause });
    this.#open = null;
    this.#judged = CLOSED;
    this.#untilAsked = true;
    this.#options.tell({ kind: 'lock.lock' });
    this.#show();
  }

  /** Charges a PIN before it is checked; the problem says how long to wait, or that it could not be written down. */
  async beginPin(): Promise<Result<undefined>> {
    const { store, now } = this.#options;
    const verdict = await this.#step({ kind: 'pin-begun', now: now() });
    if (verdict === null) return NOT_WRITTEN;
    if (verdict === 'judge') return succeed(undefined);
    const waitMs = pinWait(store.state, now());
    return failFor('too-many-pins', tooManyPins(waitMs), waitMs);
  }

  /** The PIN that was begun is nobody's; it was charged already. The problem says so, and how long to wait. */
  pinWrong(): Result<never> {
    const { store, now } = this.#options;
    this.#note({ kind: 'refused', because: 'wrong-pin' });
    const waitMs = pinWait(store.state, now());
    if (waitMs === 0) return fail('wrong-pin', WRONG_PIN);
    this.#note({ kind: 'limit-reached', limit: 'pins' });
    return failFor('wrong-pin', `${WRONG_PIN} ${tooManyPins(waitMs)}`, waitMs);
  }

  /** The PIN that was begun is right, or whoever is the first to enrol has just set theirs. */
  async pinRight(): Promise<Result<undefined>> {
    const verdict = await this.#step({ kind: 'pin-right', now: this.#options.now() });
    this.#show();
    return verdict === null ? NOT_WRITTEN : succeed(undefined);
  }

  /** Opens for whoever gave the right PIN, even without the engine: the PIN exists for the day the camera fails. */
  openByPin(
    { id, name }: Pick<PersonSummary, 'id' | 'name'>,
    by: 'pin' | 'recovery-code' = 'pin',
  ): void {
    this.#open = { phase: 'unlocked', personId: id, name, by: 'pin' };
    this.#judged = CLOSED;
    this.#note({ kind: 'opened', by, personId: id });
    this.#options.tell({ kind: 'lock.pin', personId: id, name });
    this.#show();
  }

  /** Call after people were added or removed. Whoever was removed has it open no longer. */
  peopleChanged(): void {
    const id = this.#open?.personId;
    const isThere = this.#options.vault.people().some((person) => person.id === id);
    if (this.#open !== null && !isThere) this.lock();
    else this.#show();
  }

  /** Everybody was erased. */
  async erased(): Promise<void> {
    await this.#step({ kind: 'erased' });
    this.#show();
  }

  /** Time has passed: a PIN may be due, or a full disk have room again. */
  async recheck(): Promise<void> {
    if (this.#cannotWrite) await this.#step({ kind: 'engine-lost', now: this.#options.now() });
    this.#show();
  }

  get #isPending(): boolean {
    return isJudging(this.#options.store.state, this.#options.now());
  }

  /** Whether a report begins, ends or decides an attempt. */
  #concernsTries({ attempt, isUnderway }: LockMessage): boolean {
    if (attempt !== null) return true;
    if (isUnderway) return this.#open === null && !this.#isPending && this.faceAllowed;
    return this.#isPending;
  }

  async #decide(message: LockMessage): Promise<void> {
    const { now } = this.#options;
    const { view, attempt, isUnderway } = message;
    const isAttempt = this.#open === null && (attempt !== null || isUnderway);
    if (isAttempt && !this.#isPending) {
      const begun = await this.#step({ kind: 'attempt-begun', now: now() });
      // Nothing of an uncharged judgement is told.
      if (begun !== 'judge') return this.#follow(view.phase === 'unlocked' ? view : CLOSED);
    }
    if (attempt !== null && this.#isPending) {
      const opening = this.#openingOf(message);
      const counted = attempt.refused === null && opening === null ? ODD_REPORT : attempt;
      const verdict = await this.#step((state) => decideAttempt(state, counted, now()));
      this.#noteAttempt({ ...attempt, refused: counted.refused }, view, verdict);
      // A PIN may have opened it meanwhile.
      if (verdict === 'open' && opening !== null) this.#open ??= opening;
    } else if (!isUnderway && this.#isPending) {
      await this.#step({ kind: 'attempt-abandoned', now: now() });
    }
    this.#follow(view);
  }

  #noteAttempt(attempt: AttemptReport, view: JudgedLock, verdict: Verdict | null): void {
    const { store, now } = this.#options;
    const isDone = attempt.refused !== null || verdict === 'open';
    const event = isDone ? attemptEvent(attempt, view) : null;
    this.#note(event ?? { kind: 'refused', because: 'interrupted' });
    const obstacle = faceObstacle(store.state, now());
    if (obstacle === 'tries' || obstacle === 'pictures') {
      this.#note({ kind: 'limit-reached', limit: obstacle });
    }
  }

  #note(event: ActivityEvent): void {
    this.#options.note?.(event);
  }

  /** Whom a face opens it for by this report; null: for nobody whom the vault lets in. */
  #openingOf({ view }: LockMessage): OpenLock | null {
    const people = this.#options.vault.people();
    if (view.phase !== 'unlocked' || view.by !== 'face') return null;
    const person = people.find(({ id }) => id === view.personId);
    return person === undefined || isInert(person, people) ? null : { ...view, name: person.name };
  }

  /** Takes over what the engine sees; one that calls itself open without leave is closed. */
  #follow(view: JudgedLock): void {
    const claimsOpen = view.phase === 'unlocked';
    this.#judged = claimsOpen ? CLOSED : view;
    // It looks again at whoever is there.
    if (view.phase === 'looking') this.#untilAsked = false;
    if (claimsOpen && this.#open === null) this.#options.tell({ kind: 'lock.lock' });
    this.#show();
  }

  /** Null if the new state could not be written: then nothing was judged. */
  async #step(input: LockOutInput | ((state: LockOut) => LockOutStep)): Promise<Verdict | null> {
    let verdict: Verdict = 'refuse';
    const written = await this.#options.store.change((state) => {
      const step = typeof input === 'function' ? input(state) : stepLockOut(state, input);
      verdict = step.verdict;
      return step.state;
    });
    // Told once: it is tried again every second.
    if (!written.ok && !this.#cannotWrite) this.#options.onProblem(TRY_NOT_WRITTEN);
    this.#cannotWrite = !written.ok;
    return written.ok ? verdict : null;
  }

  #show(): void {
    const { faceAllowed, view } = this;
    if (this.#faceTold !== faceAllowed) {
      this.#faceTold = faceAllowed;
      this.#options.tell({ kind: 'lock.face', allowed: faceAllowed });
    }
    const shown = JSON.stringify(view);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#options.show(view);
  }

  #later(task: () => Promise<void>): void {
    this.#waiting += 1;
    this.#queue = this.#queue.then(task).finally(() => {
      this.#waiting -= 1;
    });
  }
}

/** An engine that opens for nobody in the vault: a try is spent on it. */
const ODD_REPORT = { refused: 'stranger' } as const;

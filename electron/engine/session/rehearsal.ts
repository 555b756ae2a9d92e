/**
 * A lock that opens nothing: it decides as the app's own would, and counts its own tries, as if the PIN had been given a
 * moment ago. The player, presentation attack tests and the command line each hold one.
 */
import type { AttemptReport, LockView } from '../../contract/identity.ts';
import type { RgbdFrame } from '../../contract/frame.ts';
import type { Observation } from '../../contract/observation.ts';
import type { UnlockInput } from '../identity/unlock.ts';
import { faceObstacle, NEW_LOCK_OUT, stepLockOut, type LockOut } from '../lock-out/lock-out.ts';
import type { Moment } from '../lock-out/lock-clock.ts';
import { decideAttempt, shownLock } from '../lock-out/shown-lock.ts';
import { Recognition, type RecognisedFrame, type RecognitionOptions } from './recognition.ts';

/** Nothing expires in a rehearsal. */
const NOW: Moment = { wallMs: 0, upMs: 0, run: 'rehearsal', boot: null };

/** The shortest that Settings offers for an app that locks when nobody is there. */
export const LOCKS_AGAIN_MS = 5000;

export interface RehearsalOptions extends RecognitionOptions {
  /**
   * Whether it locks again when nobody was seen for `LOCKS_AGAIN_MS`: whoever comes next is then judged too. Default:
   * false, it stays open once it has opened.
   */
  readonly locksAgain?: boolean;
}

export interface RehearsedFrame extends Omit<RecognisedFrame, 'decision'> {
  /** How the lock would stand after the frame. */
  readonly decision: LockView;
}

export class Rehearsal {
  readonly #recognition: Recognition;
  readonly #locksAgain: boolean;
  #lockOut: LockOut = stepLockOut(NEW_LOCK_OUT, { kind: 'pin-right', now: NOW }).state;
  #counted: AttemptReport | null = null;
  /** Milliseconds on the clock of the frames. */
  #lastSeenMs: number | null = null;

  constructor({ locksAgain = false, ...options }: RehearsalOptions) {
    this.#recognition = new Recognition(options);
    this.#locksAgain = locksAgain;
  }

  /** Each frame in its turn, the next when this one is answered. Takes over the frame's arrays. */
  async look(frame: RgbdFrame): Promise<RehearsedFrame> {
    const seen = await this.#recognition.look(frame);
    this.#count();
    if (this.#isLeft(seen.observation)) this.#recognition.lock({ kind: 'lock.lock' });
    return { ...seen, decision: this.lockView };
  }

  lock(input: UnlockInput): void {
    this.#recognition.lock(input);
    this.#count();
  }

  get lockView(): LockView {
    return shownLock(this.#recognition.lockView, this.#lockOut, NOW);
  }

  get isUnlocked(): boolean {
    return this.#recognition.isUnlocked;
  }

  /** The last attempt that was decided; null before the first. */
  get lastAttempt(): AttemptReport | null {
    return this.#recognition.lastAttempt;
  }

  /** Whether it is open, and nobody was seen for so long that it locks again. */
  #isLeft({ kind, timeMs }: Observation): boolean {
    if (kind === 'face') this.#lastSeenMs = timeMs;
    if (!this.#locksAgain || !this.isUnlocked || kind === 'face') return false;
    return timeMs - (this.#lastSeenMs ?? timeMs) >= LOCKS_AGAIN_MS;
  }

  #count(): void {
    const { lastAttempt } = this.#recognition;
    if (lastAttempt === null || lastAttempt === this.#counted) return;
    this.#counted = lastAttempt;
    const begun = stepLockOut(this.#lockOut, { kind: 'attempt-begun', now: NOW }).state;
    this.#lockOut = decideAttempt(begun, lastAttempt, NOW).state;
    const allowed = faceObstacle(this.#lockOut, NOW) === null;
    this.#recognition.lock({ kind: 'lock.face', allowed });
  }
}

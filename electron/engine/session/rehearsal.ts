/**
 * A lock that opens nothing: it decides as the app's own would, and counts its own tries, as if the PIN had been given a
 * moment ago. The player, presentation attack tests and the command line each hold one.
 */
import type { AttemptReport, LockView } from '../../contract/identity.ts';
import type { RgbdFrame } from '../../contract/frame.ts';
import type { UnlockInput } from '../identity/unlock.ts';
import { faceObstacle, NEW_LOCK_OUT, stepLockOut, type LockOut } from '../lock-out/lock-out.ts';
import type { Moment } from '../lock-out/lock-clock.ts';
import { decideAttempt, shownLock } from '../lock-out/shown-lock.ts';
import { Recognition, type RecognisedFrame, type RecognitionOptions } from './recognition.ts';

/** Nothing expires in a rehearsal. */
const NOW: Moment = { wallMs: 0, upMs: 0, run: 'rehearsal', boot: null };

export interface RehearsedFrame extends Omit<RecognisedFrame, 'decision'> {
  /** How the lock would stand after the frame. */
  readonly decision: LockView;
}

export class Rehearsal {
  readonly #recognition: Recognition;
  #lockOut: LockOut = stepLockOut(NEW_LOCK_OUT, { kind: 'pin-right', now: NOW }).state;
  #counted: AttemptReport | null = null;

  constructor(options: RecognitionOptions) {
    this.#recognition = new Recognition(options);
  }

  /** Each frame in its turn, the next when this one is answered. Takes over the frame's arrays. */
  async look(frame: RgbdFrame): Promise<RehearsedFrame> {
    const seen = await this.#recognition.look(frame);
    this.#count();
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

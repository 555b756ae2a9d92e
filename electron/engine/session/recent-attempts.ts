import { ATTEMPTS_REMEMBERED, type AttemptLook } from '../../contract/explorer.ts';
import type { AttemptReport } from '../../contract/identity.ts';
import type { Trust } from '../../contract/frame.ts';
import type { RecognisedFrame } from './recognition.ts';

/**
 * The looks that decided the last attempts at the lock, for whoever has it open to see how near they came. In memory
 * only: they are forgotten when only a PIN opens any more, when somebody is removed, and when the engine ends.
 */
export class RecentAttempts {
  #looks: AttemptLook[] = [];
  #last: Omit<AttemptLook, 'personId' | 'atMs'> | null = null;

  /** A frame before the closed lock: it may turn out to be the one that decides. */
  see({ observation, embedding }: RecognisedFrame, trust: Trust): void {
    if (observation.kind === 'no-face') this.#last = null;
    if (observation.kind === 'no-face' || embedding === null) return;
    const { spectrum } = observation;
    const { yaw, pitch } = observation.pose;
    const { vector, handicap } = embedding;
    this.#last = { embedding: vector, handicap, yaw, pitch, spectrum, trust };
  }

  /**
   * @param openedFor whom it opened for; null: it was refused
   * @param atMs by the clock on the wall
   */
  decided({ refused }: AttemptReport, openedFor: string | null, atMs: number): void {
    const last = this.#last;
    this.#last = null;
    if (last === null) return;
    const personId = refused === null ? openedFor : null;
    this.#looks = [...this.#looks, { ...last, personId, atMs }].slice(-ATTEMPTS_REMEMBERED);
  }

  /** Oldest first. */
  get looks(): readonly AttemptLook[] {
    return this.#looks;
  }

  forget(): void {
    this.#looks = [];
    this.#last = null;
  }
}

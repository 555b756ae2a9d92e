import type { GalleryEntry } from '../../electron/contract/engine/engine-messages.ts';
import type { Trust } from '../../electron/contract/frame.ts';
import type { LockView } from '../../electron/contract/identity.ts';
import type { Observation } from '../../electron/contract/observation.ts';
import { Recognition } from '../../electron/engine/session/recognition.ts';
import type { Vision } from '../../electron/engine/vision/pipeline.ts';
import { frameOf, Relay } from './relay.ts';
import type { RecordedLook } from './looks-store.ts';

/** A security level, or a bound that is tried out. */
export interface Level {
  readonly name: string;
  /** Below this distance a look matches. */
  readonly threshold: number;
}

/** How one attempt ended; `undecided`: neither opened nor charged before it was given up. */
export type Outcome = 'opened' | 'stranger' | 'picture' | 'undecided';

export interface AttemptEnd {
  readonly outcome: Outcome;
  /** From the first frame to the decision. */
  readonly ms: number;
  /** Liveness let it pass: enough looks to open by were live, and no picture was seen in it. */
  readonly seemedAlive: boolean;
}

/** Looks that open. */
const LOOKS_TO_OPEN = 3;
/** Whoever was refused goes away for so long. */
export const BETWEEN_ATTEMPTS_MS = 3000;

/** The app's lock of one owner at one level, before which one attempt after the other is played. */
export class LockAtLevel {
  readonly owner: string;
  readonly level: Level;
  readonly #recognition: Recognition;
  readonly #relay: Relay;
  readonly #trust: Trust;
  #tries = 0;
  #fromMs: number | null = null;
  #lastMs = 0;
  #live = 0;
  #end: AttemptEnd | null = null;

  constructor(
    entry: GalleryEntry,
    level: Level,
    { encoder }: Pick<Vision, 'encoder'>,
    trust: Trust,
  ) {
    this.owner = entry.personId;
    this.level = level;
    this.#trust = trust;
    this.#relay = new Relay({ ...encoder, thresholds: thresholdsAt(level, encoder.thresholds) });
    this.#recognition = new Recognition({ vision: this.#relay, gallery: [entry], trust });
  }

  /** Opened, or out of tries: nothing more will be decided. */
  get isSettled(): boolean {
    const { phase } = this.#recognition.lockView;
    return phase === 'unlocked' || phase === 'too-many-tries';
  }

  get isOpen(): boolean {
    return this.#recognition.isUnlocked;
  }

  /** Whoever opened it goes away, and comes back. */
  close(): void {
    this.#recognition.lock({ kind: 'lock.lock' });
  }

  /** Another attempt begins at this time of the lock's clock; until then nobody was there. */
  begin(timeMs: number): void {
    this.#recognition.lock({ kind: 'tick', timeMs });
    this.#end = null;
    this.#fromMs = null;
    this.#live = 0;
    this.#tries = this.#recognition.failedTries;
  }

  get isDecided(): boolean {
    return this.#end !== null;
  }

  /** One more look of the attempt; `laterMs` puts it after those of earlier attempts. */
  async look(look: RecordedLook, laterMs: number): Promise<void> {
    if (this.#end !== null) return;
    const { observation } = look;
    this.#fromMs ??= observation.timeMs;
    this.#lastMs = observation.timeMs;
    if (isLive(observation)) this.#live += 1;
    this.#relay.show(look, laterMs, observation.sequence);
    const { decision } = await this.#recognition.look(frameOf(look, this.#trust));
    const wasCharged = this.#recognition.failedTries > this.#tries;
    if (decision.phase === 'unlocked') this.#finish('opened');
    else if (wasCharged) this.#finish(reasonOf(decision, observation));
  }

  /** Ends the attempt, whether or not it was decided. */
  finish(): AttemptEnd {
    return this.#end ?? this.#finish('undecided');
  }

  #finish(outcome: Outcome): AttemptEnd {
    const seemedAlive =
      outcome === 'opened' || (outcome !== 'picture' && this.#live >= LOOKS_TO_OPEN);
    this.#end = { outcome, ms: this.#lastMs - (this.#fromMs ?? this.#lastMs), seemedAlive };
    return this.#end;
  }
}

const isLive = (observation: Observation): boolean =>
  observation.kind === 'face' && observation.liveness.kind === 'live';

/** The view does not say what the last try of all was charged for: the look that did it does. */
function reasonOf({ phase }: LockView, observation: Observation): Outcome {
  if (phase === 'looks-like-a-picture') return 'picture';
  if (phase !== 'too-many-tries') return 'stranger';
  const { kind } = observation;
  const isSuspect =
    kind === 'face' &&
    observation.liveness.kind !== 'live' &&
    observation.liveness.kind !== 'undecided';
  return isSuspect ? 'picture' : 'stranger';
}

const thresholdsAt = (
  { threshold }: Level,
  thresholds: Vision['encoder']['thresholds'],
): Vision['encoder']['thresholds'] => ({
  ...thresholds,
  people: threshold,
  renderedPeople: threshold,
});

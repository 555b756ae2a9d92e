import type { GalleryEntry } from '../../electron/contract/engine/engine-messages.ts';
import type { Trust } from '../../electron/contract/frame.ts';
import type { LockView, RefusalReason } from '../../electron/contract/identity.ts';
import type { Observation } from '../../electron/contract/observation.ts';
import { DEFAULT_SECURITY } from '../../electron/contract/security.ts';
import { SeededRandom } from '../../electron/base/seeded-random.ts';
import { Rehearsal } from '../../electron/engine/session/rehearsal.ts';
import type { Vision } from '../../electron/engine/vision/pipeline.ts';
import { boundsOf, type Level } from './levels.ts';
import type { RecordedLook } from './looks/looks-store.ts';
import { frameOf, Relay } from './looks/relay.ts';
import { seedOf } from './seed-of.ts';
import { directionOf, type TurnDirection } from './looks/turn.ts';

/** How one attempt ended; `given-up`: neither opened nor charged when there was no more to see. */
export type Outcome = 'opened' | RefusalReason | 'given-up';

export interface AttemptEnd {
  readonly outcome: Outcome;
  /** From the first frame to the decision. */
  readonly ms: number;
  /** Liveness let it pass: enough looks to open by were live, and it was not refused as a picture. */
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
  readonly #lock: Rehearsal;
  readonly #relay: Relay;
  readonly #trust: Trust;
  #decisions = 0;
  #fromMs: number | null = null;
  #lastMs = 0;
  #live = 0;
  #end: AttemptEnd | null = null;
  #asked: { readonly turn: TurnDirection; readonly sinceMs: number } | null = null;

  /** @param seed of what the lock draws: where to turn the head */
  constructor(
    entry: GalleryEntry,
    level: Level,
    { encoder }: Pick<Vision, 'encoder'>,
    trust: Trust,
    seed: number,
  ) {
    this.owner = entry.personId;
    this.level = level;
    this.#trust = trust;
    const { bounds: shipped, ...info } = encoder;
    const bounds = boundsOf(level, shipped);
    this.#relay = new Relay(bounds === undefined ? info : { ...info, bounds });
    const random = new SeededRandom(seedOf(seed, entry.personId, level.name));
    this.#lock = new Rehearsal({
      vision: this.#relay,
      gallery: [entry],
      security: { ...DEFAULT_SECURITY, level: level.security },
      chance: () => random.next(),
      trust,
    });
  }

  /** Opened, or open to the PIN only: nothing more will be decided. */
  get isSettled(): boolean {
    const { phase } = this.#lock.lockView;
    return phase === 'unlocked' || phase === 'too-many-tries';
  }

  get isOpen(): boolean {
    return this.#lock.isUnlocked;
  }

  /** The turn of the head that it has asked for in this attempt, and when, from its start. */
  get asked(): { readonly turn: TurnDirection; readonly sinceMs: number } | null {
    return this.#asked;
  }

  /** Whoever opened it goes away, and comes back. */
  close(): void {
    this.#lock.lock({ kind: 'lock.lock' });
    // No look shows that they left.
    this.#lock.lock({ kind: 'lock.ask' });
  }

  /** Another attempt begins at this time of the lock's clock; until then nobody was there. */
  begin(timeMs: number): void {
    this.#lock.lock({ kind: 'tick', timeMs });
    this.#end = null;
    this.#asked = null;
    this.#fromMs = null;
    this.#live = 0;
    this.#decisions = this.#lock.lastAttempt?.number ?? 0;
  }

  get isDecided(): boolean {
    return this.#end !== null;
  }

  /**
   * One more look of the attempt.
   * @param atMs when, from the start of the attempt; `laterMs` puts it after earlier attempts
   */
  async look(look: RecordedLook, atMs: number, laterMs: number): Promise<void> {
    if (this.#end !== null) return;
    this.#fromMs ??= atMs;
    this.#lastMs = atMs;
    if (isLive(look.observation)) this.#live += 1;
    this.#relay.show(look, laterMs + atMs);
    const { decision } = await this.#lock.look(frameOf(look, this.#trust));
    const last = this.#lock.lastAttempt;
    if (last !== null && last.number > this.#decisions) this.#finish(last.refused ?? 'opened');
    const turn = turnIn(decision);
    if (turn !== null) this.#asked ??= { turn, sinceMs: atMs };
  }

  /** Ends the attempt, whether or not it was decided. */
  finish(): AttemptEnd {
    return this.#end ?? this.#finish('given-up');
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

const turnIn = (view: LockView): TurnDirection | null =>
  view.phase === 'looking' || view.phase === 'locked' ? directionOf(view.hint) : null;

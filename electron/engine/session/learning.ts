/** What a lock learns of the people enrolled as it decides; the rules are in `identity/adaptation`. */
import type { AddedLook, GalleryEntry } from '../../contract/engine/engine-messages.ts';
import type { ShapeStatistics } from '../../contract/head-shape.ts';
import { LEVEL_RULES, type SecurityChoice } from '../../contract/security.ts';
import { adapt, stillServing, type AdaptationInput } from '../identity/adaptation/adaptation.ts';
import {
  areSame,
  lookOf,
  seeFrame,
  type RecentFace,
  type SeenFrame,
} from '../identity/adaptation/recent-face.ts';

export interface LearningOptions {
  /** Null: the shape of heads is not measured, and nothing is learnt. */
  readonly shape: ShapeStatistics | null;
  /** The clock on the wall, milliseconds; default: the system's. */
  readonly wallClock?: () => number;
  /** A clock that does not jump, milliseconds; default: the system's. */
  readonly steadyClock?: () => number;
}

/** Looks of a person that are to be kept from now on, in place of those before. */
export interface Learnt {
  readonly personId: string;
  readonly added: readonly AddedLook[];
}

export class Learning {
  readonly #shape: ShapeStatistics | null;
  readonly #wallClock: () => number;
  readonly #steadyClock: () => number;
  #recent: RecentFace | null = null;

  constructor({
    shape,
    wallClock = Date.now,
    steadyClock = () => performance.now(),
  }: LearningOptions) {
    this.#shape = shape;
    this.#wallClock = wallClock;
    this.#steadyClock = steadyClock;
  }

  /** Call for every frame. */
  see(frame: Omit<SeenFrame, 'nowMs'>): void {
    this.#recent = seeFrame(this.#recent, { ...frame, nowMs: this.#steadyClock() });
  }

  /** What came before is of another camera or place. */
  forget(): void {
    this.#recent = null;
  }

  /** Entries without added looks that serve no more. */
  serving(gallery: readonly GalleryEntry[]): readonly GalleryEntry[] {
    const nowMs = this.#wallClock();
    return gallery.map((entry) =>
      entry.added === undefined ? entry : { ...entry, added: stillServing(entry.added, nowMs) },
    );
  }

  /**
   * What the opening of the lock teaches; null: nothing.
   * @param by what opened it
   */
  opened(
    entry: GalleryEntry | undefined,
    by: 'face' | 'pin',
    { adapts = true, level }: SecurityChoice,
  ): Learnt | null {
    if (entry === undefined || !adapts) return null;
    const rules = { shape: this.#shape, leastShape: LEVEL_RULES[level].leastShape };
    const seen = lookOf(this.#recent, entry.personId, this.#steadyClock(), rules);
    if (seen === null) return null;
    const nowMs = this.#wallClock();
    const { look, sinceMs } = seen;
    const input: AdaptationInput =
      by === 'face'
        ? { kind: 'opened', look, nowMs }
        : { kind: 'pin-after-near-miss', look, nowMs, sinceMs };
    const before = entry.added ?? [];
    const added = adapt(before, entry.references, input);
    return areSame(before, added) ? null : { personId: entry.personId, added };
  }
}

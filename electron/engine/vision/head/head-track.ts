import type { Vector3 } from '../../geometry/rigid.ts';

/** Heads move no faster than this, mm a millisecond: a lean forward is below 1. */
const FASTEST = 1.5;
/** Error of a head's place from one frame to the next, mm. */
const UNSURE_MM = 60;
/** A head that moved farther between two frames, however far apart, may be another one, mm. */
const FARTHEST_MM = 200;
/** The same where the face had to be searched for: heads side by side are no nearer to each other, mm. */
const FARTHEST_SEARCHED_MM = 100;
/** Frames farther apart than this do not follow one another, ms. */
const LONGEST_GAP_MS = 1500;

export interface SeenHead {
  readonly timeMs: number;
  /** The head's place in space, mm. */
  readonly place: Vector3;
  /** Whether it was found where the frame before showed a face; else it was searched for. */
  readonly isFollowed: boolean;
}

/**
 * Numbers the heads that the frames of one stream show, so that what is gathered over frames is of one head. The number
 * stays while each frame shows a head where the frame before did, and changes with every doubt.
 */
export class HeadTrack {
  #number = 0;
  #last: SeenHead | null = null;

  /** @returns the head's number, from 1 */
  see(head: SeenHead): number {
    if (this.#last === null || !goesOn(this.#last, head)) this.#number += 1;
    this.#last = head;
    return this.#number;
  }

  /** Call where a frame shows no head, or another face is to be followed. */
  lose(): void {
    this.#last = null;
  }
}

function goesOn(before: SeenHead, now: SeenHead): boolean {
  const elapsedMs = now.timeMs - before.timeMs;
  if (!(elapsedMs >= 0 && elapsedMs <= LONGEST_GAP_MS)) return false;
  const moved = Math.hypot(...now.place.map((x, i) => x - (before.place[i] ?? 0)));
  const most = now.isFollowed ? FARTHEST_MM : FARTHEST_SEARCHED_MM;
  return moved <= Math.min(UNSURE_MM + FASTEST * elapsedMs, most);
}

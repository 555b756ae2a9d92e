import type { LockView } from '../../../contract/identity.ts';
import type { RecordingEvent } from '../../../contract/recording-analysis.ts';
import type { RehearsedFrame } from '../rehearsal.ts';

/** Whoever was unseen for this long and is seen again has come anew. */
const COMES_ANEW_MS = 1000;

/** Finds what happens in a recording, frame by frame, in order. */
export class EventWatch {
  #seenMs: number | null = null;
  #phase: LockView['phase'] | null = null;

  /**
   * What happens with this frame; mostly nothing.
   * @param frame its index
   * @param timeMs since the first frame
   */
  see(
    frame: number,
    timeMs: number,
    {
      observation,
      decision,
      attempt,
    }: Pick<RehearsedFrame, 'observation' | 'decision' | 'attempt'>,
  ): RecordingEvent[] {
    const place = { frame, timeMs };
    const events: RecordingEvent[] = [];
    if (observation.kind === 'face') {
      const isFirst = this.#seenMs === null;
      if (this.#seenMs === null || timeMs - this.#seenMs >= COMES_ANEW_MS) {
        events.push({ ...place, kind: 'face', isFirst });
      }
      this.#seenMs = timeMs;
    }
    if (attempt?.refused === 'picture') {
      events.push({ ...place, kind: 'picture', because: attempt.picture });
    } else if (attempt !== null && attempt.refused !== null) {
      events.push({ ...place, kind: 'refusal', because: attempt.refused });
    }
    const before = this.#phase;
    this.#phase = decision.phase;
    if (decision.phase === before) return events;
    if (decision.phase === 'unlocked') {
      const { personId, name } = decision;
      events.push({ ...place, kind: 'unlock', personId, name });
    } else if (before === 'unlocked') {
      events.push({ ...place, kind: 'locked-again' });
    }
    if (decision.phase === 'too-many-tries') {
      events.push({ ...place, kind: 'lock-out', because: decision.because });
    }
    return events;
  }
}

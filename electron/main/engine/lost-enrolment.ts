/** What windows are told of an enrolment whose engine died: it holds what was captured, so it is gone. */
import type { EnrolmentView } from '../../contract/identity.ts';

const REASON =
  'The camera engine stopped, and what it had captured of your face is gone with it. Once the camera is back, start the enrolment again.';

export class LostEnrolment {
  #isShown = false;

  /** The engine died; null: no enrolment was under way. */
  engineLost(view: EnrolmentView): EnrolmentView | null {
    if (!isUnderWay(view)) return null;
    this.#isShown = true;
    return { phase: 'stopped', reason: REASON };
  }

  /** What the engine reports; null: nothing to tell. A fresh engine knows of no enrolment, which is no news. */
  onView(view: EnrolmentView): EnrolmentView | null {
    if (this.#isShown && view.phase === 'idle') return null;
    this.#isShown = false;
    return view;
  }

  /** The person has read it; null: there was nothing to read. */
  dismissed(): EnrolmentView | null {
    if (!this.#isShown) return null;
    this.#isShown = false;
    return { phase: 'idle' };
  }
}

const isUnderWay = ({ phase }: EnrolmentView): boolean =>
  phase === 'capturing' || phase === 'between-passes' || phase === 'naming';

/** Texts about recordings. */
import type { LockView, ShownReason } from '../electron/contract/identity.ts';

/** Whether it has the recorder's default name, which is only the time; a name given by a person says more. */
export function isNamedByRecorder(name: string): boolean {
  return /^\d{4}-\d\d-\d\d \d\d-\d\d-\d\d(?: \d+)?$/u.test(name);
}

const NOT_RECOGNISED_WORDS: Readonly<Record<ShownReason, string>> = {
  stranger: 'A camera showing this would be refused: not recognised.',
  undecided: 'A camera showing this would be refused: not sure enough in ten seconds.',
  'not-turned': 'A camera showing this would be refused: the head did not turn as asked.',
  'eyes-not-seen': 'A camera showing this would be refused: the eyes were not seen open.',
};

/** The lock's decision, had a camera delivered these frames. */
export function decisionWords(view: LockView): string {
  switch (view.phase) {
    case 'nothing-enrolled':
      return 'Nobody is enrolled to compare with.';
    case 'locked':
      return 'Nobody has looked long enough yet.';
    case 'looking':
      return 'Looking: not enough frames for a decision yet.';
    case 'unlocked':
      return `A camera showing this would let ${view.name} in.`;
    case 'not-recognised':
      return NOT_RECOGNISED_WORDS[view.because];
    case 'looks-like-a-picture':
      return 'A camera showing this would be refused: it looks like a picture.';
    case 'too-many-tries':
      return 'A camera showing this would have used up its tries.';
    case 'pin-needed':
      return 'Only the PIN would open it now, whatever a camera shows.';
    case 'no-camera':
      return view.reason;
  }
}

/** Texts about recordings. */
import type { LockView } from '../electron/contract/identity.ts';

/** Whether it has the recorder's default name, which is only the time; a name given by a person says more. */
export function isNamedByRecorder(name: string): boolean {
  return /^\d{4}-\d\d-\d\d \d\d-\d\d-\d\d$/u.test(name);
}

/** The lock's decision, had a camera delivered these frames. */
export function decisionWords(view: LockView): string {
  switch (view.phase) {
    case 'nothing-enrolled':
      return 'Nobody is enrolled to compare with.';
    case 'locked':
      return 'Nobody looks at the camera long enough yet.';
    case 'looking':
      return 'Looking: not enough frames for a decision yet.';
    case 'unlocked':
      return `A camera showing this would let ${view.name} in.`;
    case 'not-recognised':
      return 'A camera showing this would be refused: not recognised.';
    case 'looks-like-a-picture':
      return 'A camera showing this would be refused: it looks like a picture.';
    case 'too-many-tries':
      return 'A camera showing this would have used up its tries.';
    case 'no-camera':
      return view.reason;
  }
}

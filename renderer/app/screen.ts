import type { EnrolmentView, LockView } from '../../electron/contract/identity.ts';
import type { PadView } from '../../electron/contract/pad/pad.ts';

export type Screen =
  | 'loading'
  | 'welcome'
  | 'lock'
  | 'enrol'
  | 'tried'
  | 'live'
  | 'recordings'
  | 'explorer'
  | 'training'
  | 'activity'
  | 'settings'
  | 'pad';
/** The page that an unlocked person has opened. */
export type Page =
  'live' | 'recordings' | 'explorer' | 'training' | 'activity' | 'settings' | 'pad';

export interface ScreenInputs {
  readonly enrolment: EnrolmentView;
  readonly lock: LockView;
  /** A presentation attack test keeps its screen, also in a window that was reloaded. */
  readonly pad: PadView;
  readonly page: Page;
  /** The person has read how the enrolment ended. */
  readonly enrolmentDismissed: boolean;
  /** The opening animation of the lock still runs. */
  readonly opening: boolean;
  /** The first try after an enrolment has worked, and nobody has read it yet. */
  readonly tried: boolean;
}

/** The screen that the window shows. */
export function chooseScreen(inputs: ScreenInputs): Screen {
  if (isEnrolling(inputs)) return 'enrol';
  if (inputs.lock.phase === 'nothing-enrolled') {
    return inputs.page === 'settings' ? 'settings' : 'welcome';
  }
  if (inputs.lock.phase === 'unlocked' && !inputs.opening) {
    if (inputs.tried) return 'tried';
    return inputs.pad.phase === 'idle' ? inputs.page : 'pad';
  }
  return 'lock';
}

function isEnrolling({ enrolment, enrolmentDismissed }: ScreenInputs): boolean {
  switch (enrolment.phase) {
    case 'idle':
      return false;
    case 'capturing':
    case 'between-passes':
    case 'naming':
      return true;
    case 'done':
    case 'stopped':
      return !enrolmentDismissed;
  }
}

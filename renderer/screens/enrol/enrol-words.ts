/** Words of an enrolment beside the circles of the head. */
import type { Hint } from '../../../electron/contract/observation.ts';

/** For a head that does not turn. */
export const STILL_WORDS = {
  hint: 'Look at the camera, and stay like this for a while.',
  progress: 'Without turning',
  undo: 'I can move my head',
} as const;

/** The line under the ring of a head that does not turn: hints as always, but nobody is asked to turn. */
export const stillHint = (words: string, hint: Hint): string =>
  hint === 'none' ? STILL_WORDS.hint : words;

export const KNOWN_LOOK_WORDS =
  'That is a look Depthlock has already. Try it with glasses on or off, or in other light.';

export const TWIN_WORDS = 'It is somebody else: save';

/** Texts about recordings. */
import type { Drops } from '../electron/contract/drops.ts';
import type { LockView } from '../electron/contract/identity.ts';
import type { Language } from '../electron/contract/language.ts';
import { translateSaid } from '../electron/words/said/translate-said.ts';
import { wordsIn } from '../electron/words/words-in.ts';

/** Whether it has the recorder's default name, which is only the time; a name given by a person says more. */
export function isNamedByRecorder(name: string): boolean {
  return /^\d{4}-\d\d-\d\d \d\d-\d\d-\d\d(?: \d+)?$/u.test(name);
}

/** The lock's decision, had a camera delivered these frames. */
export function decisionWords(view: LockView, language: Language): string {
  const words = wordsIn(language, 'recordings.decisions');
  switch (view.phase) {
    case 'unlocked':
      return words('unlocked', { name: view.name });
    case 'not-recognised':
      return words(view.because);
    case 'no-camera':
      return translateSaid(view.reason, language);
    default:
      return words(view.phase);
  }
}

/** Frames that the camera counted but the recording does not hold, by who lost them, if the file says. */
export function dropsWords(
  { dropped, droppedByDisk, missedByCamera }: Drops,
  language: Language,
): string {
  const words = wordsIn(language, 'recordings.entry');
  return droppedByDisk === null || missedByCamera === null
    ? words('dropsTogether', { dropped: String(dropped) })
    : words('drops', { disk: String(droppedByDisk), camera: String(missedByCamera) });
}

import type { Language } from '../../../../electron/contract/language.ts';
import {
  COMPARED_PERSON,
  type RecordingEvent,
} from '../../../../electron/contract/recording-analysis.ts';
import { wordsIn } from '../../../../electron/words/words-in.ts';

/** What happens, in a few words. */
export function eventWords(event: RecordingEvent, language: Language): string {
  const words = wordsIn(language, 'recordings.events');
  switch (event.kind) {
    case 'face':
      return words(event.isFirst ? 'firstFace' : 'face');
    case 'unlock':
      return event.personId === COMPARED_PERSON
        ? words('unlockCompared')
        : words('unlock', { name: event.name });
    case 'refusal':
    case 'lock-out':
      return words(event.because);
    case 'picture':
      return words('picture');
    case 'locked-again':
      return words('lockedAgain');
  }
}

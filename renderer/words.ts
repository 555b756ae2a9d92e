/**
 * Sentences about the camera, the face and the lock that depend on their state, in a language: what happened, what it
 * means, what to do.
 */
import type { Language } from '../electron/contract/language.ts';
import type { EngineState, Statistics } from '../electron/contract/window/app-state.ts';
import type { EnrolmentView, LockView } from '../electron/contract/identity.ts';
import type { Hint } from '../electron/contract/observation.ts';
import { translateSaid } from '../electron/words/said/translate-said.ts';
import { wordsIn } from '../electron/words/words-in.ts';

/** What to do next while the camera looks at a face; empty if there is nothing to do. */
export function hintWords(hint: Hint, language: Language): string {
  return hint === 'none' ? '' : wordsIn(language, 'hints')(hint);
}

/** Cause of few looks a second. */
export type SlowPart = 'camera' | 'computer';

/** Sufficient pictures a second: if the camera sends as many, it is the computer that cannot keep up. */
const ENOUGH_FPS = 6;

export function slowPart(statistics: Statistics | null): SlowPart {
  return statistics !== null && statistics.sensorFps >= ENOUGH_FPS ? 'computer' : 'camera';
}

function lockHint(hint: Hint, slow: SlowPart, language: Language): string {
  return hint === 'camera-slow' && slow === 'computer'
    ? wordsIn(language, 'hints')('computerBusy')
    : hintWords(hint, language);
}

/** The line under the enrolment ring. */
export function enrolmentHint(hint: Hint, slow: SlowPart, language: Language): string {
  const words = wordsIn(language, 'enrol');
  switch (hint) {
    case 'none':
      return words('keepTurning');
    case 'camera-slow':
      return words(`slow.${slow}`);
    case 'camera-unsteady':
      return words('slow.unsteady');
    default:
      return hintWords(hint, language);
  }
}

/** A state in two lines: what it is, and what to do about it. */
export interface Telling {
  readonly title: string;
  readonly detail: string;
}

/** Texts of the lock screen; `slow` matters only for the hint `camera-slow`. */
export function lockWords(view: LockView, slow: SlowPart, language: Language): Telling {
  const words = wordsIn(language, 'lock');
  const withTries = (refusal: string, triesLeft: number): string =>
    wordsIn(language, 'common')('twoSentences', {
      first: refusal,
      second: triesWords(triesLeft, language),
    });
  switch (view.phase) {
    case 'nothing-enrolled':
      return { title: words('nothingEnrolled.title'), detail: words('nothingEnrolled.detail') };
    case 'locked':
      return {
        title: words('locked'),
        detail: lockHint(view.hint, slow, language) || wordsIn(language, 'hints')('look-at-camera'),
      };
    case 'looking':
      return { title: words('looking'), detail: lockHint(view.hint, slow, language) };
    case 'unlocked':
      return { title: words('hello', { name: view.name }), detail: '' };
    case 'not-recognised':
      return {
        title: words('notRecognised'),
        detail: withTries(words(`refusals.${view.because}`), view.triesLeft),
      };
    case 'looks-like-a-picture':
      return {
        title: words('picture.title'),
        detail: withTries(words('picture.detail'), view.triesLeft),
      };
    case 'too-many-tries':
      return { title: words(`tooMany.${view.because}`), detail: words('tooMany.detail') };
    case 'pin-needed':
      return {
        title: words(`pinNeeded.${view.because}.title`),
        detail: words(`pinNeeded.${view.because}.detail`),
      };
    case 'no-camera':
      return { title: words('noCamera'), detail: translateSaid(view.reason, language) };
  }
}

/** Number of tries by face left before the PIN is required. */
export function triesWords(triesLeft: number, language: Language): string {
  return wordsIn(language, 'lock')('triesLeft', { count: Math.max(0, triesLeft) });
}

/** Announcements of the enrolment's phases for screen readers. */
export function enrolmentWords(view: EnrolmentView, language: Language): string {
  const words = wordsIn(language, 'enrol.announced');
  switch (view.phase) {
    case 'idle':
      return '';
    case 'capturing':
      return words(view.pass === 1 ? 'first' : 'second');
    case 'between-passes':
      return words('between');
    case 'naming':
      return words('naming');
    case 'done':
      return words('done');
    case 'stopped':
      return translateSaid(view.reason, language);
  }
}

/** Text of the bar while the engine is not running; empty while it is. */
export function engineWords(state: EngineState, language: Language): string {
  const words = wordsIn(language, 'notices');
  switch (state.phase) {
    case 'starting':
      return words('gettingReady');
    case 'running':
      return '';
    case 'restarting':
      return wordsIn(language, 'common')('twoSentences', {
        first: translateSaid(state.reason, language),
        second: words('startingAgain'),
      });
    case 'failed':
      return translateSaid(state.problem.message, language);
  }
}

/** Why the key storage matters, in plain words. `backend` is the name Electron gives it. */
export function keyStorageWords(
  backend: string,
  language: Language,
): { readonly safe: boolean; readonly text: string } {
  const words = wordsIn(language, 'settings.keyStorage');
  if (backend === 'basic_text') return { safe: false, text: words('noKeyring') };
  if (backend === 'none') return { safe: false, text: words('none') };
  if (backend === '' || backend === 'unknown') return { safe: false, text: words('unknown') };
  return { safe: true, text: words('keyring') };
}

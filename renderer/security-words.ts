/** Texts about how sure the lock wants to be. Figures come from the card of measured attempts, never from here. */
import { PRESENTATIONS } from '../electron/contract/camera.ts';
import type {
  AttemptsCard,
  LevelFigures,
  MeasuredShare,
} from '../electron/contract/attempts-card.ts';
import type { Language } from '../electron/contract/language.ts';
import { translateSaid } from '../electron/words/said/translate-said.ts';
import { wordsIn } from '../electron/words/words-in.ts';

/** One line of figures. */
export interface FigureWords {
  readonly name: string;
  readonly attempt: string;
  readonly fiveTries: string;
}

/** What attempts at a level were measured to do, for the table; each with the trials behind it. */
export function figureWords(
  figures: LevelFigures | null,
  language: Language,
): readonly FigureWords[] {
  const words = wordsIn(language, 'settings.security.figures');
  const line = (name: string, rates: LevelFigures['far'] | undefined): FigureWords => ({
    name,
    attempt: shareWords(rates?.attempt, language),
    fiveTries: shareWords(rates?.fiveTries, language),
  });
  const imitation =
    figures === null
      ? words('imitation')
      : words('imitationOf', { species: speciesWords(figures.apcer.species, language) });
  return [
    line(words('stranger'), figures?.far),
    line(words('you'), figures?.frr),
    line(imitation, figures?.apcer),
  ];
}

/** Its name within a sentence. */
function speciesWords(species: string, language: Language): string {
  const shown = PRESENTATIONS.find((presentation) => presentation === species);
  if (shown === undefined) return species;
  const name = wordsIn(language, 'scene.presentations')(shown);
  return name.charAt(0).toLocaleLowerCase(language) + name.slice(1);
}

/** "0 of 3,000, so at most 0.1 %", or "12 of 3,000: 0.4 % (0.23 to 0.7 %)". */
export function shareWords(share: MeasuredShare | undefined, language: Language): string {
  const words = wordsIn(language, 'settings.security.figures');
  if (share === undefined) return words('notMeasured');
  const count = (number: number): string => number.toLocaleString(language);
  const percent = (part: number): string => percentValue(part, language);
  const counted = { errors: count(share.errors), trials: count(share.trials) };
  const high = percent(share.high);
  return share.errors === 0
    ? words('none', { ...counted, high })
    : words('some', { ...counted, rate: percent(share.rate), low: percent(share.low), high });
}

/** Two digits that count: 0.00012 is "0.012". */
const percentValue = (share: number, language: Language): string =>
  (100 * share).toLocaleString(language, { maximumSignificantDigits: 2, useGrouping: false });

/** Who was measured and how to measure it again. */
export function originWords(card: AttemptsCard | null, language: Language): string {
  const words = wordsIn(language, 'settings.security.figures');
  if (card === null) return words('notMeasuredHere');
  const { encoder, command } = card;
  return words('origin', { people: translateSaid(card.people, language), encoder, command });
}

/** After how long without input an open lock closes. */
export function idleWords(minutes: number | null, language: Language): string {
  const words = wordsIn(language, 'settings.autoLock');
  return minutes === null ? words('never') : words('afterMinutes', { minutes });
}

/** After how long without a face an open lock closes. */
export function awayWords(seconds: number | null, language: Language): string {
  return seconds !== null && seconds < 60
    ? wordsIn(language, 'settings.autoLock')('afterSeconds', { seconds })
    : idleWords(seconds === null ? null : seconds / 60, language);
}

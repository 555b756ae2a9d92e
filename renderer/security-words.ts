/** Texts about how sure the lock wants to be. Figures come from the card of measured attempts, never from here. */
import { PRESENTATIONS } from '../electron/contract/camera.ts';
import type {
  AttemptsCard,
  LevelFigures,
  MeasuredShare,
} from '../electron/contract/attempts-card.ts';
import type { SecurityLevel } from '../electron/contract/security.ts';
import { CATALOGUES } from '../electron/words/catalogues.ts';

export const LEVEL_WORDS: Readonly<
  Record<SecurityLevel, { readonly title: string; readonly description: string }>
> = {
  convenient: {
    title: 'Convenient',
    description: 'Opens soonest. For a computer that nobody would want to get into.',
  },
  balanced: {
    title: 'Balanced',
    description: 'What Depthlock recommends.',
  },
  strict: {
    title: 'Strict',
    description: 'Asks for a small turn of your head each time, in a direction nobody can foresee.',
  },
};

export const EYES_WORDS = {
  label: 'Ask that eyes are open',
  help: 'Your eyes have to be open and look at the camera, so that nobody opens it while you sleep. Switch this off if you cannot show your eyes.',
} as const;

export const ADAPTS_WORDS = {
  label: 'Learn how I change',
  help: 'A sure match, or your PIN right after your face was nearly recognised, teaches Depthlock a beard, glasses or another light, for some weeks. It never goes far from how you enrolled, and the shape of your head is always compared with the enrolment.',
} as const;

/** One line of figures. */
export interface FigureWords {
  readonly name: string;
  readonly attempt: string;
  readonly fiveTries: string;
}

export const NOT_MEASURED = 'not measured';

/** What attempts at a level were measured to do, for the table; each with the trials behind it. */
export function figureWords(figures: LevelFigures | null): readonly FigureWords[] {
  const line = (name: string, rates: LevelFigures['far'] | undefined): FigureWords => ({
    name,
    attempt: shareWords(rates?.attempt),
    fiveTries: shareWords(rates?.fiveTries),
  });
  const species = figures === null ? '' : ` (${speciesWords(figures.apcer.species)})`;
  return [
    line('A stranger gets in', figures?.far),
    line('You are kept out', figures?.frr),
    line(`The best imitation gets in${species}`, figures?.apcer),
  ];
}

function speciesWords(species: string): string {
  const shown = PRESENTATIONS.find((presentation) => presentation === species);
  return shown === undefined ? species : CATALOGUES.en.scene.presentations[shown].toLowerCase();
}

/** "0 of 3,000, so at most 0.1 %", or "12 of 3,000: 0.4 % (0.23 to 0.7 %)". */
export function shareWords(share: MeasuredShare | undefined): string {
  if (share === undefined) return NOT_MEASURED;
  const { errors, trials, rate, low, high } = share;
  const counted = `${count(errors)} of ${count(trials)}`;
  if (errors === 0) return `${counted}, so at most ${percent(high)}\u00a0%`;
  return `${counted}: ${percent(rate)}\u00a0% (${percent(low)} to ${percent(high)}\u00a0%)`;
}

const count = (number: number): string => number.toLocaleString('en');

/** Two digits that count: 0.00012 is "0.012". */
const percent = (share: number): string => String(Number((100 * share).toPrecision(2)));

/** Who was measured and how to measure it again. */
export function originWords(card: AttemptsCard | null): string {
  if (card === null) {
    return 'These figures are not measured yet on this installation: “depthlock evaluate --attempts --write” does it.';
  }
  return `Measured on ${card.people} with the encoder ${card.encoder}: ${card.command}`;
}

/** After how long without input an open lock closes. */
export function idleWords(minutes: number | null): string {
  if (minutes === null) return 'Never';
  return minutes === 1 ? 'After a minute' : `After ${minutes} minutes`;
}

/** After how long without a face an open lock closes. */
export function awayWords(seconds: number | null): string {
  if (seconds === null) return 'Never';
  return seconds < 60 ? `After ${seconds} seconds` : idleWords(seconds / 60);
}

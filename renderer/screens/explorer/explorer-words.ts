import { useLocale } from 'use-intl/react';
import type { Language } from '../../../electron/contract/language.ts';
import { numberIn } from '../../../electron/words/numbers.ts';
import { wordsIn, type Words } from '../../../electron/words/words-in.ts';

/** What the explorer says, and its numbers, in one language. */
export interface ExplorerWords {
  readonly language: Language;
  readonly words: Words<'explorer'>;
  /** With so many digits after the point; a dash for no number. */
  readonly decimal: (value: number, digits: number) => string;
  /** A share, with as many digits as say something: 12 %, 1.3 %, 0.07 %. */
  readonly percent: (share: number) => string;
}

function explorerWords(language: Language): ExplorerWords {
  const decimal = (value: number, digits: number): string =>
    Number.isFinite(value) ? numberIn(language, value, digits) : '–';
  return {
    language,
    words: wordsIn(language, 'explorer'),
    decimal,
    percent(share) {
      if (!Number.isFinite(share)) return '–';
      const value = 100 * share;
      const digits = value === 0 || value >= 10 ? 0 : value >= 1 ? 1 : value >= 0.1 ? 2 : 3;
      return `${decimal(value, digits)} %`;
    },
  };
}

export const useExplorerWords = (): ExplorerWords => explorerWords(useLocale());

import { useLocale } from 'use-intl/react';
import { translateSaid } from '../../electron/words/said/translate-said.ts';

/** Gives what the engine or main say in the language of the window. */
export function useSaid(): (sentence: string) => string {
  const language = useLocale();
  return (sentence) => translateSaid(sentence, language);
}

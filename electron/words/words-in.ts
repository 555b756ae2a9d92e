/** Messages outside of React components, which have `useTranslations`. */
import { createTranslator, type NamespaceKeys, type NestedKeyOf } from 'use-intl/core';
import type { Language } from '../contract/language.ts';
import { CATALOGUES } from './catalogues.ts';
import type { english } from './english/index.ts';

type Messages = typeof english;
/** A file of messages, or a part of it: `lock`, `lock.hints`. */
export type Part = NamespaceKeys<Messages, NestedKeyOf<Messages>>;
/** Gives a message of the part by its name, with its arguments filled in. */
export type Words<P extends Part> = ReturnType<typeof createTranslator<Messages, P>>;

const made = new Map<string, unknown>();

/**
 * The messages of a part in a language: `wordsIn('de', 'menu')('lockNow')`. Throws where a message lacks an argument,
 * which the compiler has forbidden.
 */
export function wordsIn<P extends Part>(language: Language, part: P): Words<P> {
  const name = `${language} ${part}`;
  const known = made.get(name);
  if (known !== undefined) return known as Words<P>;
  const words: unknown = createTranslator({
    locale: language,
    // Every language has the names of English; its sentences are other literals.
    messages: CATALOGUES[language] as Messages,
    namespace: part,
    onError(error) {
      throw error;
    },
  });
  made.set(name, words);
  return words as Words<P>;
}

/** All messages of the window and the menus, by language; and their types for use-intl. */
import type { Language } from '../contract/language.ts';
import { chinese } from './chinese/index.ts';
import { english } from './english/index.ts';
import { german } from './german/index.ts';
import type { Translation } from './translation.ts';

declare module 'use-intl/core' {
  /** Names of messages, and what each has to be given, are checked by the compiler against English. */
  interface AppConfig {
    Locale: Language;
    Messages: typeof english;
  }
}

export const CATALOGUES: Readonly<Record<Language, Translation<typeof english>>> = {
  en: english,
  de: german,
  zh: chinese,
};

/** The language's tag for fonts and screen readers. */
export const LANGUAGE_TAGS: Readonly<Record<Language, string>> = {
  en: 'en',
  de: 'de',
  zh: 'zh-Hans',
};

/** Each language's own name for itself, which is what somebody looks for who reads no other. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
  zh: '简体中文',
};

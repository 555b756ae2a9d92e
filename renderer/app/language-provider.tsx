import { useEffect, type ReactNode } from 'react';
import { IntlProvider } from 'use-intl/react';
import { languageInUse, type Language } from '../../electron/contract/language.ts';
import { CATALOGUES, LANGUAGE_TAGS } from '../../electron/words/catalogues.ts';
import type { english } from '../../electron/words/english/index.ts';
import { useWindow } from './window-context.tsx';
import type { WindowState } from './window-state.ts';

const TIME_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Gives every component below it the words of the language in use, and tells the document which that is. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const language = useWindow(languageOf);
  useEffect(() => {
    document.documentElement.lang = LANGUAGE_TAGS[language];
  }, [language]);
  return (
    // Every language has the names of English; its sentences are other literals.
    <IntlProvider
      locale={language}
      messages={CATALOGUES[language] as typeof english}
      timeZone={TIME_ZONE}
    >
      {children}
    </IntlProvider>
  );
}

/** Main's word; until it has answered, the browser's. */
export function languageOf({ app }: WindowState): Language {
  if (app !== null) return app.language.used;
  return languageInUse('system', typeof navigator === 'undefined' ? [] : navigator.languages);
}

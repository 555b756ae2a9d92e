import { useEffect, type ReactNode } from 'react';
import { IntlProvider } from 'use-intl/react';
import { CATALOGUES, LANGUAGE_TAGS } from '../../electron/words/catalogues.ts';
import type { english } from '../../electron/words/english/index.ts';
import { languageOf } from './language-of.ts';
import { useWindow } from './window-context.tsx';

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

import { useTranslations } from 'use-intl/react';
import { LANGUAGE_CHOICES } from '../../../electron/contract/language.ts';
import { LANGUAGE_NAMES } from '../../../electron/words/catalogues.ts';
import { useApp, useStore } from '../../app/window-context.tsx';
import { Segments } from '../../parts/segments.tsx';
import styles from './settings-screen.module.css';

/** The language of window and menus; each is named in itself. */
export function LanguageChoice() {
  const words = useTranslations('settings.language');
  const choice = useApp((app) => app.language.choice);
  const store = useStore();
  return (
    <div className={styles.row}>
      <p>{words('title')}</p>
      <Segments
        label={words('title')}
        options={LANGUAGE_CHOICES}
        words={{ system: words('system'), ...LANGUAGE_NAMES }}
        value={choice}
        onChange={(next) => void store.act('language.set', { choice: next })}
      />
    </div>
  );
}

import { useId } from 'react';
import { useLocale, useTranslations } from 'use-intl/react';
import type { Language } from '../../../electron/contract/language.ts';
import {
  AWAY_SECONDS,
  IDLE_MINUTES,
  type LockSettings,
} from '../../../electron/contract/security.ts';
import { useApp, useStore } from '../../app/window-context.tsx';
import { awayWords, idleWords } from '../../security-words.ts';
import choiceStyles from './security-choice.module.css';
import styles from './settings-screen.module.css';

/** When the open lock closes by itself, and whether the closed one says a name. A change asks for a PIN. */
export function AutoLockChoice() {
  const messages = useTranslations('settings.autoLock');
  const settings = useApp((app) => app.lockSettings);
  const store = useStore();
  const greetingHelp = useId();
  const change = (changes: Partial<LockSettings>): void =>
    void store.act('lock.settings', { ...settings, ...changes });
  return (
    <>
      <div className={styles.row}>
        <p className={styles.explained}>
          {messages('always')}
          <span>{messages('alwaysText')}</span>
        </p>
      </div>
      <Choice
        label={messages('idle')}
        testId="idle-minutes"
        values={IDLE_MINUTES}
        value={settings.idleMinutes}
        words={idleWords}
        onChange={(idleMinutes) => change({ idleMinutes })}
      />
      <Choice
        label={messages('away')}
        testId="away-seconds"
        values={AWAY_SECONDS}
        value={settings.awaySeconds}
        words={awayWords}
        onChange={(awaySeconds) => change({ awaySeconds })}
      />
      <div className={choiceStyles.eyes}>
        <label className={choiceStyles.label}>
          <input
            type="checkbox"
            checked={settings.greets}
            aria-describedby={greetingHelp}
            data-testid="greets"
            onChange={() => change({ greets: !settings.greets })}
          />
          {messages('greets')}
        </label>
        <p id={greetingHelp} className={choiceStyles.help}>
          {messages('greetsText')}
        </p>
      </div>
    </>
  );
}

interface ChoiceProps<T extends number | null> {
  readonly label: string;
  readonly testId: string;
  readonly values: readonly T[];
  readonly value: T;
  readonly words: (value: T, language: Language) => string;
  readonly onChange: (value: T) => void;
}

function Choice<T extends number | null>(props: ChoiceProps<T>) {
  const { label, testId, values, value, words, onChange } = props;
  const language = useLocale();
  function choose(chosen: string): void {
    const found = values.find((candidate) => String(candidate) === chosen);
    if (found !== undefined) onChange(found);
  }
  return (
    <label className={styles.row}>
      <span>{label}</span>
      <select
        value={String(value)}
        data-testid={testId}
        onChange={(event) => choose(event.target.value)}
      >
        {values.map((candidate) => (
          <option key={String(candidate)} value={String(candidate)}>
            {words(candidate, language)}
          </option>
        ))}
      </select>
    </label>
  );
}

import { useId } from 'react';
import { useLocale, useTranslations } from 'use-intl/react';
import {
  SECURITY_LEVELS,
  type SecurityChoice as Choice,
  type SecurityLevel,
} from '../../../electron/contract/security.ts';
import { useApp, useStore } from '../../app/window-context.tsx';
import { figureWords, originWords } from '../../security-words.ts';
import styles from './security-choice.module.css';

/** How sure the lock wants to be, with what each level was measured to do. A change asks for a PIN. */
export function SecurityChoice() {
  const words = useTranslations('settings.security');
  const language = useLocale();
  const security = useApp((app) => app.security);
  const attempts = useApp((app) => app.attempts);
  const isAnybody = useApp((app) => app.people.some(({ hasPin }) => hasPin));
  const store = useStore();
  const want = (wanted: Choice): void => void store.act('security.set', { security: wanted });
  const eyesHelp = useId();
  const adaptsHelp = useId();
  return (
    <>
      <div role="radiogroup" aria-label={words('level')} data-testid="security-level">
        {SECURITY_LEVELS.map((level) => (
          <Level
            key={level}
            level={level}
            checked={level === security.level}
            disabled={!isAnybody}
            onChoose={() => want({ ...security, level })}
          />
        ))}
      </div>
      <p className={styles.origin}>{originWords(attempts, language)}</p>
      <div className={styles.eyes}>
        <label className={styles.label}>
          <input
            type="checkbox"
            checked={security.asksEyes}
            disabled={!isAnybody}
            aria-describedby={eyesHelp}
            data-testid="asks-eyes"
            onChange={() => want({ ...security, asksEyes: !security.asksEyes })}
          />
          {words('eyes.label')}
        </label>
        <p id={eyesHelp} className={styles.help}>
          {words('eyes.help')}
        </p>
        <label className={styles.label}>
          <input
            type="checkbox"
            checked={security.adapts ?? true}
            disabled={!isAnybody}
            aria-describedby={adaptsHelp}
            data-testid="adapts"
            onChange={() => want({ ...security, adapts: !(security.adapts ?? true) })}
          />
          {words('adapts.label')}
        </label>
        <p id={adaptsHelp} className={styles.help}>
          {words('adapts.help')}
        </p>
        {!isAnybody && <p className={styles.help}>{words('needsPin')}</p>}
      </div>
    </>
  );
}

interface LevelProps {
  readonly level: SecurityLevel;
  readonly checked: boolean;
  readonly disabled: boolean;
  readonly onChoose: () => void;
}

function Level({ level, checked, disabled, onChoose }: LevelProps) {
  const words = useTranslations('settings.security');
  const language = useLocale();
  const figures = useApp((app) => app.attempts?.levels[level] ?? null);
  const name = useId();
  return (
    <section className={styles.level} aria-labelledby={name}>
      <label className={styles.label}>
        <input
          type="radio"
          name="security-level"
          value={level}
          checked={checked}
          disabled={disabled}
          data-testid={`level-${level}`}
          onChange={onChoose}
        />
        <span id={name} className={styles.title}>
          {words(`levels.${level}.title`)}
        </span>
      </label>
      <p className={styles.help}>{words(`levels.${level}.description`)}</p>
      <table className={styles.figures}>
        <thead>
          <tr>
            <th scope="col">{words('figures.howOften')}</th>
            <th scope="col">{words('figures.inOneAttempt')}</th>
            <th scope="col">{words('figures.inFiveTries')}</th>
          </tr>
        </thead>
        <tbody>
          {figureWords(figures, language).map((line) => (
            <tr key={line.name}>
              <th scope="row">{line.name}</th>
              <td>{line.attempt}</td>
              <td>{line.fiveTries}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

import { useId } from 'react';
import {
  SECURITY_LEVELS,
  type SecurityChoice as Choice,
  type SecurityLevel,
} from '../../../electron/contract/security.ts';
import { useApp, useStore } from '../../app/window-context.tsx';
import {
  ADAPTS_WORDS,
  EYES_WORDS,
  figureWords,
  LEVEL_WORDS,
  originWords,
} from '../../security-words.ts';
import styles from './security-choice.module.css';

/** How sure the lock wants to be, with what each level was measured to do. A change asks for a PIN. */
export function SecurityChoice() {
  const security = useApp((app) => app.security);
  const attempts = useApp((app) => app.attempts);
  const isAnybody = useApp((app) => app.people.some(({ hasPin }) => hasPin));
  const store = useStore();
  const want = (wanted: Choice): void => void store.act('security.set', { security: wanted });
  const eyesHelp = useId();
  const adaptsHelp = useId();
  return (
    <>
      <div role="radiogroup" aria-label="Security level" data-testid="security-level">
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
      <p className={styles.origin}>{originWords(attempts)}</p>
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
          {EYES_WORDS.label}
        </label>
        <p id={eyesHelp} className={styles.help}>
          {EYES_WORDS.help}
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
          {ADAPTS_WORDS.label}
        </label>
        <p id={adaptsHelp} className={styles.help}>
          {ADAPTS_WORDS.help}
        </p>
        {!isAnybody && (
          <p className={styles.help}>
            Enrol with a PIN first: only whoever knows one may change this.
          </p>
        )}
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
  const figures = useApp((app) => app.attempts?.levels[level] ?? null);
  const name = useId();
  const { title, description } = LEVEL_WORDS[level];
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
          {title}
        </span>
      </label>
      <p className={styles.help}>{description}</p>
      <table className={styles.figures}>
        <thead>
          <tr>
            <th scope="col">How often</th>
            <th scope="col">in one attempt</th>
            <th scope="col">in five tries</th>
          </tr>
        </thead>
        <tbody>
          {figureWords(figures).map((line) => (
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

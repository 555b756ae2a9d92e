import { useId, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { PIN_RULES, pinFault } from '../../electron/contract/pin-rules.ts';
import { useSaid } from '../app/use-said.ts';
import styles from './new-pin-field.module.css';

interface NewPinFieldProps {
  readonly label: string;
  readonly value: string;
  /** Whose PIN it will be: a name is no passphrase. */
  readonly name?: string;
  readonly testId: string;
  readonly autoFocus?: boolean;
  readonly onChange: (pin: string) => void;
}

/** Takes a new PIN or passphrase, and says while it is typed why it would be refused. */
export function NewPinField(props: NewPinFieldProps) {
  const { label, value, name = '', testId, autoFocus = false, onChange } = props;
  const words = useTranslations('vault');
  const said = useSaid();
  const [isShown, setShown] = useState(false);
  const inputId = useId();
  const helpId = useId();
  const fault = value === '' ? null : pinFault(value, name);
  return (
    <>
      <label className={styles.label} htmlFor={inputId}>
        {label}
      </label>
      <input
        id={inputId}
        className={styles.input}
        type={isShown ? 'text' : 'password'}
        autoComplete="new-password"
        autoFocus={autoFocus}
        aria-describedby={helpId}
        aria-invalid={fault !== null}
        value={value}
        data-testid={testId}
        onChange={(event) => onChange(event.target.value)}
      />
      <div className={styles.help}>
        <p id={helpId} aria-live="polite" data-testid="pin-help">
          {fault === null
            ? words('pinRules', { digits: PIN_RULES.digits, characters: PIN_RULES.passphrase })
            : said(fault)}
        </p>
        <button
          type="button"
          className={styles.show}
          aria-pressed={isShown}
          onClick={() => setShown(!isShown)}
        >
          {words(isShown ? 'hidePin' : 'showPin')}
        </button>
      </div>
    </>
  );
}

/** Whether it would be taken. */
export const isGoodPin = (pin: string, name = ''): boolean => pinFault(pin, name) === null;

import { useId, useState } from 'react';
import { pinFault } from '../../electron/contract/pin-rules.ts';
import { PIN_HELP } from '../vault-words.ts';
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
          {fault ?? PIN_HELP}
        </p>
        <button
          type="button"
          className={styles.show}
          aria-pressed={isShown}
          onClick={() => setShown(!isShown)}
        >
          {isShown ? 'Hide PIN' : 'Show PIN'}
        </button>
      </div>
    </>
  );
}

/** Whether it would be taken. */
export const isGoodPin = (pin: string, name = ''): boolean => pinFault(pin, name) === null;

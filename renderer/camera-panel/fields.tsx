import type { ReactNode } from 'react';
import styles from './fields.module.css';

interface FieldProps {
  readonly label: string;
  /** The chosen value, if the control does not show it. */
  readonly value?: string;
  readonly help?: string;
  readonly children: ReactNode;
}

/** A labelled control. */
export function Field({ label, value, help, children }: FieldProps) {
  return (
    <label className={styles.field}>
      <span className={styles.label}>
        {label}
        {value !== undefined && <span className={styles.value}>{value}</span>}
      </span>
      {children}
      {help !== undefined && <span className={styles.help}>{help}</span>}
    </label>
  );
}

interface SelectProps<T extends string> {
  readonly testId: string;
  readonly value: T;
  /** Value and label of each choice. */
  readonly options: readonly (readonly [T, string])[];
  readonly onChange: (value: T) => void;
}

export function Select<T extends string>({ testId, value, options, onChange }: SelectProps<T>) {
  function choose(chosen: string): void {
    const option = options.find(([candidate]) => candidate === chosen);
    if (option !== undefined) onChange(option[0]);
  }
  return (
    <select
      className={styles.select}
      value={value}
      data-testid={testId}
      onChange={(event) => choose(event.target.value)}
    >
      {options.map(([choice, words]) => (
        <option key={choice} value={choice}>
          {words}
        </option>
      ))}
    </select>
  );
}

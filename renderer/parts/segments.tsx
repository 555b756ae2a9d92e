import { useId } from 'react';
import styles from './segments.module.css';

interface SegmentsProps<T extends string> {
  readonly label: string;
  readonly options: readonly T[];
  readonly words: Readonly<Record<T, string>>;
  readonly value: T;
  readonly onChange: (value: T) => void;
}

/** A choice of few, all visible: radio buttons in a row. */
export function Segments<T extends string>(props: SegmentsProps<T>) {
  const name = useId();
  return (
    <div className={styles.segments} role="radiogroup" aria-label={props.label}>
      {props.options.map((option) => (
        <label key={option} className={styles.segment}>
          <input
            type="radio"
            className="visually-hidden"
            name={name}
            value={option}
            checked={option === props.value}
            onChange={() => props.onChange(option)}
          />
          {props.words[option]}
        </label>
      ))}
    </div>
  );
}

import { CheckIcon } from './icons.tsx';
import styles from './first-steps.module.css';

const FIRST_STEPS = ['camera', 'head', 'pin'] as const;
export type FirstStep = (typeof FIRST_STEPS)[number];

const TITLES: Readonly<Record<FirstStep, string>> = {
  camera: 'Camera',
  head: 'Turn your head',
  pin: 'Name and PIN',
};

interface FirstStepsProps {
  /** The step that one is at; those before it are done. Null: all are. */
  readonly at: FirstStep | null;
}

/** The three steps of an enrolment, and where one is. */
export function FirstSteps({ at }: FirstStepsProps) {
  const place = at === null ? FIRST_STEPS.length : FIRST_STEPS.indexOf(at);
  return (
    <ol className={styles.steps} aria-label="Steps">
      {FIRST_STEPS.map((step, index) => (
        <li
          key={step}
          className={styles.step}
          data-done={index < place}
          aria-current={index === place ? 'step' : undefined}
        >
          <span className={styles.mark} aria-hidden="true">
            {index < place ? <CheckIcon /> : index + 1}
          </span>
          {TITLES[step]}
          {index < place && <span className="visually-hidden">, done</span>}
        </li>
      ))}
    </ol>
  );
}

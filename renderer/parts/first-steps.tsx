import { useTranslations } from 'use-intl/react';
import { CheckIcon } from './icons.tsx';
import styles from './first-steps.module.css';

const FIRST_STEPS = ['camera', 'head', 'pin'] as const;
export type FirstStep = (typeof FIRST_STEPS)[number];

interface FirstStepsProps {
  /** The step that one is at; those before it are done. Null: all are. */
  readonly at: FirstStep | null;
}

/** The three steps of an enrolment, and where one is. */
export function FirstSteps({ at }: FirstStepsProps) {
  const words = useTranslations('enrol.steps');
  const place = at === null ? FIRST_STEPS.length : FIRST_STEPS.indexOf(at);
  return (
    <ol className={styles.steps} aria-label={words('label')}>
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
          {words(step)}
          {index < place && <span className="visually-hidden">{words('done')}</span>}
        </li>
      ))}
    </ol>
  );
}

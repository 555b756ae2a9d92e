import { useLocale, useTranslations } from 'use-intl/react';
import { useStore, useWindow } from '../../app/window-context.tsx';
import { formatDuration } from '../../format.ts';
import { Button } from '../../parts/button.tsx';
import { CheckIcon } from '../../parts/icons.tsx';
import styles from './enrol-screen.module.css';

/** The first try after an enrolment has worked. */
export function TriedScreen() {
  const language = useLocale();
  const words = useTranslations('enrol.tried');
  const continueWord = useTranslations('common')('continue');
  const store = useStore();
  const latencyMs = useWindow(({ trial }) => (trial?.phase === 'worked' ? trial.latencyMs : 0));
  return (
    <section className={styles.enrol} data-testid="screen-tried">
      <header className={styles.top} />
      <div className={styles.step}>
        <span className={styles.seal}>
          <CheckIcon />
        </span>
        <div role="status">
          <h1 className={styles.title}>
            {words('title', { time: formatDuration(latencyMs, language) })}
          </h1>
        </div>
        <p className={styles.text}>{words('text')}</p>
        <div className={styles.actions}>
          <Button look="primary" size="large" autoFocus onClick={store.endTrial}>
            {continueWord}
          </Button>
        </div>
      </div>
    </section>
  );
}

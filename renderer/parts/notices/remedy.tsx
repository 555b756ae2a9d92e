import { useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { Button } from '../button.tsx';
import styles from './remedy.module.css';

/** Lines to be saved somewhere, e.g. a udev rule: shown on request, to be selected and copied. */
export function Remedy({ lines }: { readonly lines: string }) {
  const words = useTranslations('notices.lines');
  const [isShown, setShown] = useState(false);
  return (
    <div className={styles.remedy}>
      <Button look="quiet" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
        {words(isShown ? 'hide' : 'show')}
      </Button>
      {isShown && (
        <pre className={styles.lines} tabIndex={0} aria-label={words('label')}>
          {lines}
        </pre>
      )}
    </div>
  );
}

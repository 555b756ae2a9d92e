import { useState } from 'react';
import { Button } from '../button.tsx';
import styles from './remedy.module.css';

/** Lines to be saved somewhere, e.g. a udev rule: shown on request, to be selected and copied. */
export function Remedy({ lines }: { readonly lines: string }) {
  const [isShown, setShown] = useState(false);
  return (
    <div className={styles.remedy}>
      <Button look="quiet" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
        {isShown ? 'Hide commands' : 'Show commands'}
      </Button>
      {isShown && (
        <pre className={styles.lines} tabIndex={0} aria-label="Commands to copy">
          {lines}
        </pre>
      )}
    </div>
  );
}

import { useId } from 'react';
import { useTranslations } from 'use-intl/react';
import { spelled } from '../vault-words.ts';
import { Button } from './button.tsx';
import styles from './recovery-code.module.css';

interface RecoveryCodeProps {
  readonly code: string;
  /** It is written down; nothing shows it again. */
  readonly onDone: () => void;
}

/** A new recovery code, shown once. */
export function RecoveryCode({ code, onDone }: RecoveryCodeProps) {
  const words = useTranslations('vault.code');
  const textId = useId();
  return (
    <div className={styles.code} data-testid="recovery-code">
      <p id={textId} className={styles.text}>
        {words('text')}
      </p>
      <div
        className={styles.groups}
        role="img"
        aria-label={words('spelled', { code: spelled(code) })}
      >
        {code.split('-').map((group, place) => (
          <span key={place}>{group}</span>
        ))}
      </div>
      <Button
        look="primary"
        size="large"
        autoFocus
        aria-describedby={textId}
        data-testid="recovery-code-done"
        onClick={onDone}
      >
        {words('done')}
      </Button>
    </div>
  );
}

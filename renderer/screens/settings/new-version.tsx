import { useId, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { useStore } from '../../app/window-context.tsx';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialogs/dialog.tsx';
import styles from './new-version.module.css';
import rows from './settings-screen.module.css';

interface NewVersionProps {
  /** The address that would be asked; null: there is none. */
  readonly releases: string | null;
}

/** Asks for a newer version when somebody wants to know, after saying which address that would contact. */
export function NewVersion({ releases }: NewVersionProps) {
  const words = useTranslations('settings.about.version');
  const cancel = useTranslations('common')('cancel');
  const contactsId = useId();
  const store = useStore();
  const [isConsidered, setConsidered] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const [found, setFound] = useState('');

  async function ask(): Promise<void> {
    setConsidered(false);
    setFound('');
    setAsking(true);
    const answer = await store.act('about.checkVersion', undefined);
    setAsking(false);
    if (!answer.ok) return;
    const { isNewer, version } = answer.value;
    setFound(isNewer ? words('newer', { version }) : words('newest'));
  }

  return (
    <div className={rows.row}>
      <p className={rows.explained}>
        <span>{words(releases === null ? 'none' : 'help')}</span>
        <span role="status" data-testid="newest-version">
          {isAsking ? words('asking') : found}
        </span>
      </p>
      <Button
        disabled={releases === null || isAsking}
        data-testid="check-version"
        onClick={() => setConsidered(true)}
      >
        {words('check')}
      </Button>
      {isConsidered && releases !== null && (
        <Dialog
          title={words('question')}
          describedBy={contactsId}
          className={styles.dialog}
          onClose={() => setConsidered(false)}
        >
          <p id={contactsId} className={styles.contacts}>
            {words('contacts', { address: releases })}
          </p>
          <div className={styles.actions}>
            <Button autoFocus onClick={() => setConsidered(false)}>
              {cancel}
            </Button>
            <Button look="primary" data-testid="ask-version" onClick={() => void ask()}>
              {words('ask')}
            </Button>
          </div>
        </Dialog>
      )}
    </div>
  );
}

import { useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { useApp, useStore } from '../../app/window-context.tsx';
import { Button } from '../../parts/button.tsx';
import { ConfirmDialog } from '../../parts/dialogs/confirm-dialog.tsx';
import styles from './settings-screen.module.css';

/** Erases everybody and all recordings, after asking once. */
export function DeleteEverything() {
  const words = useTranslations('settings.deleteAll');
  const people = useApp((app) => app.people.length);
  const recordings = useApp((app) => app.recordings.length);
  const store = useStore();
  const [asking, setAsking] = useState(false);
  return (
    <div className={styles.row}>
      <p className={styles.explained}>
        {words('title')}
        <span>{people === 0 ? words('nothing') : words('text', { people, recordings })}</span>
      </p>
      <Button
        look="danger"
        disabled={people === 0}
        data-testid="delete-everything"
        onClick={() => setAsking(true)}
      >
        {words('button')}
      </Button>
      {asking && (
        <ConfirmDialog
          title={words('question')}
          consequence={words('consequence', { people, recordings })}
          confirm={words('confirm')}
          onConfirm={() => void store.act('people.removeAll', undefined)}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}

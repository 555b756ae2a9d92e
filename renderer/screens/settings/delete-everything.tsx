import { useState } from 'react';
import { useApp, useStore } from '../../app/window-context.tsx';
import { Button } from '../../parts/button.tsx';
import { ConfirmDialog } from '../../parts/dialogs/confirm-dialog.tsx';
import styles from './settings-screen.module.css';

/** Erases everybody and all recordings, after asking once. */
export function DeleteEverything() {
  const count = useApp((app) => app.people.length);
  const recordings = useApp((app) => app.recordings.length);
  const store = useStore();
  const [asking, setAsking] = useState(false);
  const who = count === 1 ? 'the one enrolled person' : `all ${count} enrolled people`;
  const films = recordings === 1 ? 'the one recording' : `all ${recordings} recordings`;
  const what = recordings === 0 ? who : `${who} and ${films}`;
  return (
    <div className={styles.row}>
      <p className={styles.explained}>
        Delete everything
        <span>
          {count === 0 ? 'Nobody is enrolled; there is nothing to delete.' : `Erases ${what}.`}
        </span>
      </p>
      <Button
        look="danger"
        disabled={count === 0}
        data-testid="delete-everything"
        onClick={() => setAsking(true)}
      >
        Delete…
      </Button>
      {asking && (
        <ConfirmDialog
          title="Delete everything?"
          consequence={`The face measurements and PINs of ${who} will be erased for good${recordings === 0 ? '' : `, and so will ${films}`}. Depthlock starts again as on the first day.`}
          confirm="Delete everything"
          onConfirm={() => void store.act('people.removeAll', undefined)}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}

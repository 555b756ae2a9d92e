import { useState } from 'react';
import { useApp, useStore } from '../../app/window-context.tsx';
import { Button } from '../../parts/button.tsx';
import { ConfirmDialog } from '../../parts/dialogs/confirm-dialog.tsx';
import styles from './settings-screen.module.css';

/** Erases everybody, after asking once. */
export function DeleteEverything() {
  const count = useApp((app) => app.people.length);
  const store = useStore();
  const [asking, setAsking] = useState(false);
  const who = count === 1 ? 'the one enrolled person' : `all ${count} enrolled people`;
  return (
    <div className={styles.row}>
      <p className={styles.explained}>
        Delete everything
        <span>
          {count === 0 ? 'Nobody is enrolled; there is nothing to delete.' : `Erases ${who}.`}
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
          consequence={`The face measurements and PINs of ${who} will be erased for good. Depthlock starts again as on the first day.`}
          confirm="Delete everything"
          onConfirm={() => void store.act('people.removeAll', undefined)}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}

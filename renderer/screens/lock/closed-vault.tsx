import { useId, useState, type SubmitEvent } from 'react';
import { START_OVER_WORDS, type VaultView } from '../../../electron/contract/vault.ts';
import { useStore } from '../../app/window-context.tsx';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialogs/dialog.tsx';
import { CLOSED_TITLES } from '../../vault-words.ts';
import styles from './closed-vault.module.css';

interface ClosedVaultProps {
  readonly vault: Extract<VaultView, { phase: 'closed' }>;
}

/** In place of the lock's status: why the vault is closed, and what can be done. Nothing is done unasked. */
export function ClosedVault({ vault }: ClosedVaultProps) {
  const store = useStore();
  const [startsOver, setStartsOver] = useState(false);
  return (
    <div
      className={styles.closed}
      role="alert"
      data-testid="vault-closed"
      data-reason={vault.reason}
    >
      <h1 className={styles.title}>{CLOSED_TITLES[vault.reason]}</h1>
      <p className={styles.text}>{vault.message}</p>
      <div className={styles.actions}>
        {vault.canOpenPrevious && (
          <Button
            look="primary"
            data-testid="open-previous"
            onClick={() => void store.act('vault.openPrevious', undefined)}
          >
            Open the copy before the last change
          </Button>
        )}
        {vault.canStartOver && (
          <Button look="quiet" data-testid="start-over" onClick={() => setStartsOver(true)}>
            Start over…
          </Button>
        )}
      </div>
      {startsOver && <StartOver onClose={() => setStartsOver(false)} />}
    </div>
  );
}

function StartOver({ onClose }: { readonly onClose: () => void }) {
  const store = useStore();
  const [typed, setTyped] = useState('');
  const textId = useId();
  const isMeant = typed.trim().toLowerCase() === START_OVER_WORDS;

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (!isMeant) return;
    const started = await store.act('vault.startOver', { typed });
    if (started.ok) onClose();
  }

  return (
    <Dialog title="Start over?" describedBy={textId} className={styles.dialog} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <p id={textId} className={styles.text}>
          What is left of the stored faces and PINs will be erased for good, and nobody is enrolled
          then. Recordings are put aside in their folder. Type “{START_OVER_WORDS}” if you mean it.
        </p>
        <input
          className={styles.input}
          autoFocus
          autoComplete="off"
          aria-label={`Type ${START_OVER_WORDS}`}
          value={typed}
          data-testid="start-over-typed"
          onChange={(event) => setTyped(event.target.value)}
        />
        <div className={styles.actions}>
          <Button type="button" onClick={onClose}>
            Keep
          </Button>
          <Button look="danger" type="submit" disabled={!isMeant} data-testid="start-over-now">
            Start over
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

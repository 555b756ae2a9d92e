import { useId, useState, type SubmitEvent } from 'react';
import { useTranslations } from 'use-intl/react';
import { START_OVER_WORDS, type VaultView } from '../../../electron/contract/vault.ts';
import { useSaid } from '../../app/use-said.ts';
import { useStore } from '../../app/window-context.tsx';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialogs/dialog.tsx';
import styles from './closed-vault.module.css';

interface ClosedVaultProps {
  readonly vault: Extract<VaultView, { phase: 'closed' }>;
}

/** In place of the lock's status: why the vault is closed, and what can be done. Nothing is done unasked. */
export function ClosedVault({ vault }: ClosedVaultProps) {
  const words = useTranslations('lock');
  const said = useSaid();
  const store = useStore();
  const [startsOver, setStartsOver] = useState(false);
  return (
    <div
      className={styles.closed}
      role="alert"
      data-testid="vault-closed"
      data-reason={vault.reason}
    >
      <h1 className={styles.title}>{words(`closed.${vault.reason}`)}</h1>
      <p className={styles.text}>{said(vault.message)}</p>
      <div className={styles.actions}>
        {vault.canOpenPrevious && (
          <Button
            look="primary"
            data-testid="open-previous"
            onClick={() => void store.act('vault.openPrevious', undefined)}
          >
            {words('openPrevious')}
          </Button>
        )}
        {vault.canStartOver && (
          <Button look="quiet" data-testid="start-over" onClick={() => setStartsOver(true)}>
            {words('startOver.ask')}
          </Button>
        )}
      </div>
      {startsOver && <StartOver onClose={() => setStartsOver(false)} />}
    </div>
  );
}

function StartOver({ onClose }: { readonly onClose: () => void }) {
  const words = useTranslations('lock.startOver');
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
    <Dialog title={words('title')} describedBy={textId} className={styles.dialog} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <p id={textId} className={styles.text}>
          {words('consequence', { typed: START_OVER_WORDS })}
        </p>
        <input
          className={styles.input}
          autoFocus
          autoComplete="off"
          aria-label={words('type', { typed: START_OVER_WORDS })}
          value={typed}
          data-testid="start-over-typed"
          onChange={(event) => setTyped(event.target.value)}
        />
        <div className={styles.actions}>
          <Button type="button" onClick={onClose}>
            {words('keep')}
          </Button>
          <Button look="danger" type="submit" disabled={!isMeant} data-testid="start-over-now">
            {words('now')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

import { useId, useState, type SubmitEvent } from 'react';
import type { SecurityChoice } from '../../../electron/contract/security.ts';
import { onlyDigits, PIN_LENGTH } from '../../app/pin.ts';
import { useStore } from '../../app/window-context.tsx';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialogs/dialog.tsx';
import styles from './pin-dialog.module.css';

interface PinDialogProps {
  /** What is set once the PIN is right. */
  readonly wanted: SecurityChoice;
  readonly onClose: () => void;
}

/** Asks for a PIN before the lock asks for more, or less. Escape and "Cancel" leave everything as it is. */
export function PinDialog({ wanted, onClose }: PinDialogProps) {
  const store = useStore();
  const [pin, setPin] = useState('');
  const [refusal, setRefusal] = useState('');
  const [busy, setBusy] = useState(false);
  const textId = useId();
  const complete = pin.length >= PIN_LENGTH.min;

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (!complete || busy) return;
    setBusy(true);
    const answer = await store.ask('security.set', { security: wanted, pin });
    setBusy(false);
    setPin('');
    if (answer.ok) onClose();
    else setRefusal(answer.problem.message);
  }

  return (
    <Dialog title="Your PIN" describedBy={textId} className={styles.dialog} onClose={onClose}>
      <form onSubmit={(event) => void save(event)}>
        <p id={textId} className={styles.text}>
          A face alone may not change how sure the lock wants to be.
        </p>
        <input
          className={styles.input}
          autoFocus
          type="password"
          inputMode="numeric"
          autoComplete="off"
          aria-label="PIN"
          value={pin}
          data-testid="security-pin"
          onChange={(event) => {
            setRefusal('');
            setPin(onlyDigits(event.target.value));
          }}
        />
        <p className={styles.refusal} role="alert">
          {refusal}
        </p>
        <div className={styles.actions}>
          <Button type="button" onClick={onClose}>
            Cancel
          </Button>
          <Button
            look="primary"
            type="submit"
            disabled={!complete || busy}
            data-testid="security-save"
          >
            Change
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

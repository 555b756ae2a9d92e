import { useId, useState, type SubmitEvent } from 'react';
import { useTranslations } from 'use-intl/react';
import { PIN_LENGTH } from '../../app/pin.ts';
import { useStore, useWindow } from '../../app/window-context.tsx';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialogs/dialog.tsx';
import { NO_REFUSAL, pinRefusalOf, PinRefusalLine, typedOn } from '../../parts/pin-refusal.tsx';
import styles from './pin-dialog.module.css';

/** Shown while a request waits for the PIN to be given once more. Escape and "Cancel" leave everything as it is. */
export function ConfirmByPin() {
  const confirming = useWindow((state) => state.confirming);
  return confirming ? <PinDialog /> : null;
}

function PinDialog() {
  const words = useTranslations('settings.pin');
  const common = useTranslations('common');
  const store = useStore();
  const [pin, setPin] = useState('');
  const [refusal, setRefusal] = useState(NO_REFUSAL);
  const [busy, setBusy] = useState(false);
  const textId = useId();
  const complete = pin.length >= PIN_LENGTH.min;

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (!complete || busy) return;
    setBusy(true);
    const answer = await store.confirm(pin);
    setBusy(false);
    setPin('');
    if (!answer.ok) setRefusal(pinRefusalOf(answer.problem));
  }

  return (
    <Dialog
      title={words('title')}
      describedBy={textId}
      className={styles.dialog}
      onClose={store.cancelConfirmation}
    >
      <form onSubmit={(event) => void save(event)}>
        <p id={textId} className={styles.text}>
          {words('confirmText')}
        </p>
        <input
          className={styles.input}
          autoFocus
          type="password"
          autoComplete="off"
          aria-label={words('label')}
          value={pin}
          data-testid="confirm-pin"
          onChange={(event) => {
            setRefusal(typedOn);
            setPin(event.target.value);
          }}
        />
        <PinRefusalLine refusal={refusal} className={styles.refusal} />
        <div className={styles.actions}>
          <Button type="button" onClick={store.cancelConfirmation}>
            {common('cancel')}
          </Button>
          <Button
            look="primary"
            type="submit"
            disabled={!complete || busy}
            data-testid="confirm-save"
          >
            {words('goOn')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

import { useState, type SubmitEvent } from 'react';
import { useTranslations } from 'use-intl/react';
import { useStore } from '../../app/window-context.tsx';
import { Button } from '../../parts/button.tsx';
import { NO_REFUSAL, pinRefusalOf, PinRefusalLine, typedOn } from '../../parts/pin-refusal.tsx';
import styles from './recovery-form.module.css';

interface PassphraseFormProps {
  readonly onClose: () => void;
}

/** Takes what the pad has no keys for: a passphrase in place of a PIN. */
export function PassphraseForm({ onClose }: PassphraseFormProps) {
  const words = useTranslations('lock');
  const store = useStore();
  const [passphrase, setPassphrase] = useState('');
  const [refusal, setRefusal] = useState(NO_REFUSAL);
  const [busy, setBusy] = useState(false);

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (passphrase === '' || busy) return;
    setBusy(true);
    const answer = await store.ask('lock.pin', { pin: passphrase });
    setBusy(false);
    setPassphrase('');
    if (!answer.ok) setRefusal(pinRefusalOf(answer.problem));
  }

  return (
    <form
      className={styles.form}
      data-testid="passphrase-form"
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <h1 className={styles.title}>{words('passphrase.title')}</h1>
      <PinRefusalLine refusal={refusal} className={styles.refusal} />
      <input
        className={styles.whose}
        autoFocus
        type="password"
        autoComplete="off"
        aria-label={words('passphrase.label')}
        value={passphrase}
        data-testid="passphrase"
        onChange={(event) => {
          setRefusal(typedOn);
          setPassphrase(event.target.value);
        }}
      />
      <p className={styles.refusal} />
      <div className={styles.actions}>
        <Button onClick={onClose}>{words('back')}</Button>
        <Button
          look="primary"
          type="submit"
          disabled={passphrase === '' || busy}
          data-testid="passphrase-submit"
        >
          {words('open')}
        </Button>
      </div>
    </form>
  );
}

import { useId, useState, type SubmitEvent } from 'react';
import { onlyDigits, PIN_LENGTH } from '../../app/pin.ts';
import { useStore } from '../../app/window-context.tsx';
import { Button } from '../../parts/button.tsx';
import styles from './naming-form.module.css';

const NAME_LENGTH = 60;

/** Form for the name and the PIN that opens the lock when the face cannot. */
export function NamingForm() {
  const store = useStore();
  const [name, setName] = useState('');
  const [pin, setPin] = useState('');
  const [refusal, setRefusal] = useState('');
  const [pinShown, setPinShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const nameId = useId();
  const pinId = useId();
  const pinHelpId = useId();
  const complete = name.trim() !== '' && pin.length >= PIN_LENGTH.min;

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (!complete || busy) return;
    setBusy(true);
    const answer = await store.ask('enrolment.finish', { name: name.trim(), pin });
    setBusy(false);
    setRefusal(answer.ok ? '' : answer.problem.message);
  }

  return (
    <form className={styles.form} onSubmit={(event) => void save(event)}>
      <h1 className={styles.title}>That is you.</h1>
      <p className={styles.text}>A name, and a PIN for days when the camera cannot see you.</p>
      <label className={styles.label} htmlFor={nameId}>
        Name
      </label>
      <input
        id={nameId}
        className={styles.input}
        autoFocus
        autoComplete="off"
        maxLength={NAME_LENGTH}
        value={name}
        data-testid="enrol-name"
        onChange={(event) => setName(event.target.value)}
      />
      <label className={styles.label} htmlFor={pinId}>
        PIN
      </label>
      <input
        id={pinId}
        className={styles.input}
        type={pinShown ? 'text' : 'password'}
        inputMode="numeric"
        autoComplete="new-password"
        aria-describedby={pinHelpId}
        value={pin}
        data-testid="enrol-pin"
        onChange={(event) => setPin(onlyDigits(event.target.value))}
      />
      <div className={styles.help}>
        <p id={pinHelpId}>
          {PIN_LENGTH.min} to {PIN_LENGTH.max} digits.
        </p>
        <button
          type="button"
          className={styles.show}
          aria-pressed={pinShown}
          onClick={() => setPinShown(!pinShown)}
        >
          {pinShown ? 'Hide PIN' : 'Show PIN'}
        </button>
      </div>
      <p className={styles.refusal} role="alert">
        {refusal}
      </p>
      <Button
        look="primary"
        size="large"
        type="submit"
        disabled={!complete || busy}
        data-testid="enrol-save"
      >
        Save
      </Button>
    </form>
  );
}

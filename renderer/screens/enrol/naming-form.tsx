import { useId, useState, type SubmitEvent } from 'react';
import { useStore } from '../../app/window-context.tsx';
import { Button } from '../../parts/button.tsx';
import { isGoodPin, NewPinField } from '../../parts/new-pin-field.tsx';
import styles from './naming-form.module.css';

const NAME_LENGTH = 60;

/** Form for the name and the PIN that opens the lock when the face cannot. */
export function NamingForm() {
  const store = useStore();
  const [name, setName] = useState('');
  const [pin, setPin] = useState('');
  const [refusal, setRefusal] = useState('');
  const [busy, setBusy] = useState(false);
  const nameId = useId();
  const complete = name.trim() !== '' && isGoodPin(pin, name);

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (!complete || busy) return;
    setBusy(true);
    const answer = await store.ask('enrolment.finish', { name: name.trim(), pin });
    setBusy(false);
    setRefusal(answer.ok ? '' : answer.problem.message);
    if (answer.ok) store.showRecoveryCode(answer.value.recoveryCode);
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
      <NewPinField label="PIN" value={pin} name={name} testId="enrol-pin" onChange={setPin} />
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

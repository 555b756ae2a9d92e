import { useId, useState, type SubmitEvent } from 'react';
import { useTranslations } from 'use-intl/react';
import { useSaid } from '../../app/use-said.ts';
import { useStore } from '../../app/window-context.tsx';
import { Button } from '../../parts/button.tsx';
import { isGoodPin, NewPinField } from '../../parts/new-pin-field.tsx';
import styles from './recovery-form.module.css';

interface RecoveryFormProps {
  readonly onClose: () => void;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** Takes the recovery code, then a new PIN for one of the people in the vault. */
export function RecoveryForm({ onClose }: RecoveryFormProps) {
  const words = useTranslations('lock');
  const label = useTranslations('vault.code')('label');
  const said = useSaid();
  const store = useStore();
  const [code, setCode] = useState('');
  const [people, setPeople] = useState<readonly Named[] | null>(null);
  const [personId, setPersonId] = useState('');
  const [pin, setPin] = useState('');
  const [refusal, setRefusal] = useState('');
  const [busy, setBusy] = useState(false);
  const titleId = useId();
  const codeId = useId();
  const helpId = useId();
  const isReady = people === null ? code.trim() !== '' : isGoodPin(pin);

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (!isReady || busy) return;
    setBusy(true);
    setRefusal(await (people === null ? openByCode() : setNewPin()));
    setBusy(false);
  }

  async function openByCode(): Promise<string> {
    const opened = await store.ask('vault.recover', { code });
    if (!opened.ok) return opened.problem.message;
    setPeople(opened.value);
    setPersonId(opened.value[0]?.id ?? '');
    return '';
  }

  async function setNewPin(): Promise<string> {
    const set = await store.ask('vault.recoverPin', { code, personId, pin });
    return set.ok ? '' : set.problem.message;
  }

  return (
    <form
      className={styles.form}
      aria-labelledby={titleId}
      data-testid="recovery-form"
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <h1 id={titleId} className={styles.title}>
        {people === null ? label : words('recovery.codeIsRight')}
      </h1>
      {people === null ? (
        <>
          <p id={helpId} className={styles.help}>
            {words('recovery.enter')}
          </p>
          <input
            id={codeId}
            className={styles.code}
            autoFocus
            autoComplete="off"
            spellCheck={false}
            aria-label={label}
            aria-describedby={helpId}
            value={code}
            data-testid="recovery-typed"
            onChange={(event) => {
              setRefusal('');
              setCode(event.target.value);
            }}
          />
        </>
      ) : (
        <>
          {people.length > 1 && <WhoseChoice {...{ people, personId }} onChoose={setPersonId} />}
          <NewPinField
            label={words('recovery.newPin')}
            value={pin}
            testId="recovery-pin"
            autoFocus
            onChange={setPin}
          />
        </>
      )}
      <p className={styles.refusal} role="alert">
        {said(refusal)}
      </p>
      <div className={styles.actions}>
        <Button onClick={onClose}>{words('back')}</Button>
        <Button
          look="primary"
          type="submit"
          disabled={!isReady || busy}
          data-testid="recovery-submit"
        >
          {words(people === null ? 'open' : 'recovery.setAndOpen')}
        </Button>
      </div>
    </form>
  );
}

interface WhoseChoiceProps {
  readonly people: readonly Named[];
  readonly personId: string;
  readonly onChoose: (id: string) => void;
}

function WhoseChoice({ people, personId, onChoose }: WhoseChoiceProps) {
  const words = useTranslations('lock.recovery');
  const id = useId();
  return (
    <>
      <label className={styles.label} htmlFor={id}>
        {words('whosePin')}
      </label>
      <select
        id={id}
        className={styles.whose}
        value={personId}
        onChange={(event) => onChoose(event.target.value)}
      >
        {people.map((person) => (
          <option key={person.id} value={person.id}>
            {person.name}
          </option>
        ))}
      </select>
    </>
  );
}

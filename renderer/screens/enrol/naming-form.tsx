import { useId, useState, type SubmitEvent } from 'react';
import { useTranslations } from 'use-intl/react';
import { useSaid } from '../../app/use-said.ts';
import { LONGEST_NAME, type PersonSummary } from '../../../electron/contract/identity.ts';
import { useApp, useStore, useWindow } from '../../app/window-context.tsx';
import { Button } from '../../parts/button.tsx';
import { isGoodPin, NewPinField } from '../../parts/new-pin-field.tsx';
import styles from './naming-form.module.css';

/** Who was captured: somebody new, or a further look of whoever the enrolment was begun for. */
export function NamingForm() {
  const enrolsFor = useWindow((state) => state.enrolsFor);
  const person = useApp((app) => app.people.find(({ id }) => id === enrolsFor));
  return person === undefined ? <NewPerson /> : <FurtherLook person={person} />;
}

/** Asks for the name, and the PIN that opens the lock when the face cannot. */
function NewPerson() {
  const words = useTranslations('enrol.naming');
  const save = useTranslations('common')('save');
  const said = useSaid();
  const store = useStore();
  const [name, setName] = useState('');
  const [pin, setPin] = useState('');
  const [refusal, setRefusal] = useState('');
  const [busy, setBusy] = useState(false);
  const nameId = useId();
  /** Somebody who is enrolled has this face. */
  const [isTwin, setTwin] = useState(false);
  const complete = name.trim() !== '' && isGoodPin(pin, name);

  async function submit(event: SubmitEvent | null): Promise<void> {
    event?.preventDefault();
    if (!complete || busy) return;
    setBusy(true);
    const asTwin = event === null ? { anyway: true } : {};
    const answer = await store.ask('enrolment.finish', { name: name.trim(), pin, ...asTwin });
    setBusy(false);
    setTwin(!answer.ok && answer.problem.code === 'looks-like-somebody');
    setRefusal(answer.ok ? '' : answer.problem.message);
    if (answer.ok) store.showRecoveryCode(answer.value.recoveryCode);
  }

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <h1 className={styles.title}>{words('title')}</h1>
      <p className={styles.text}>{words('text')}</p>
      <label className={styles.label} htmlFor={nameId}>
        {words('name')}
      </label>
      <input
        id={nameId}
        className={styles.input}
        autoFocus
        autoComplete="off"
        maxLength={LONGEST_NAME}
        value={name}
        data-testid="enrol-name"
        onChange={(event) => setName(event.target.value)}
      />
      <NewPinField
        label={words('pin')}
        value={pin}
        name={name}
        testId="enrol-pin"
        onChange={setPin}
      />
      <p className={styles.refusal} role="alert">
        {said(refusal)}
      </p>
      <Button
        look="primary"
        size="large"
        type="submit"
        disabled={!complete || busy}
        data-testid="enrol-save"
      >
        {save}
      </Button>
      {isTwin && (
        <Button
          size="large"
          type="button"
          disabled={!complete || busy}
          data-testid="enrol-save-anyway"
          onClick={() => void submit(null)}
        >
          {words('somebodyElse')}
        </Button>
      )}
    </form>
  );
}

/** Asks what the look is called; not of somebody who enrolled with an earlier face model, and does so again. */
function FurtherLook({ person }: { readonly person: PersonSummary }) {
  const words = useTranslations('enrol.look');
  const knownLook = useTranslations('enrol')('knownLook');
  const save = useTranslations('common')('save');
  const said = useSaid();
  const store = useStore();
  const encoder = useApp(({ engine }) => (engine.phase === 'running' ? engine.encoder : null));
  const [label, setLabel] = useState('');
  const [refusal, setRefusal] = useState('');
  const [busy, setBusy] = useState(false);
  const labelId = useId();
  const isKnownLook = useApp(
    ({ enrolment }) => enrolment.phase === 'naming' && enrolment.isKnownLook,
  );
  const isAgain = encoder !== null && person.encoder !== encoder;
  const complete = isAgain || label.trim() !== '';

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (!complete || busy) return;
    setBusy(true);
    const personId = person.id;
    const answer = await store.ask('enrolment.addTo', { personId, label: label.trim() });
    setBusy(false);
    setRefusal(answer.ok ? '' : answer.problem.message);
  }

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <h1 className={styles.title}>{words(isAgain ? 'again' : 'another')}</h1>
      <p className={styles.text}>{words(isAgain ? 'replaces' : 'adds', { name: person.name })}</p>
      {isKnownLook && (
        <p className={styles.text} role="status" data-testid="known-look">
          {knownLook}
        </p>
      )}
      {!isAgain && (
        <>
          <label className={styles.label} htmlFor={labelId}>
            {words('name')}
          </label>
          <input
            id={labelId}
            className={styles.input}
            autoFocus
            autoComplete="off"
            placeholder={words('example')}
            maxLength={LONGEST_NAME}
            value={label}
            data-testid="look-label"
            onChange={(event) => setLabel(event.target.value)}
          />
        </>
      )}
      <p className={styles.refusal} role="alert">
        {said(refusal)}
      </p>
      <Button
        look="primary"
        size="large"
        type="submit"
        disabled={!complete || busy}
        data-testid="look-save"
      >
        {save}
      </Button>
    </form>
  );
}

import { useId, useState, type ReactNode, type SubmitEvent } from 'react';
import { useTranslations } from 'use-intl/react';
import type { Problem } from '../../../electron/contract/problem.ts';
import { PIN_LENGTH } from '../../app/pin.ts';
import { useApp, useStore } from '../../app/window-context.tsx';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialogs/dialog.tsx';
import { isGoodPin, NewPinField } from '../../parts/new-pin-field.tsx';
import { RecoveryCode } from '../../parts/recovery-code.tsx';
import { NO_REFUSAL, pinRefusalOf, PinRefusalLine, typedOn } from '../../parts/pin-refusal.tsx';
import styles from './pin-dialog.module.css';
import rows from './settings-screen.module.css';

/** Changes the PIN, and gives a new recovery code. */
export function OwnPin() {
  const words = useTranslations('settings');
  const isAnybody = useApp((app) => app.people.some(({ hasPin }) => hasPin));
  const hasCode = useApp((app) => app.vault.phase === 'open' && app.vault.hasRecoveryCode);
  const [asked, setAsked] = useState<'pin' | 'code' | null>(null);
  return (
    <>
      <div className={rows.row}>
        <p className={rows.explained}>
          {words('pin.title')}
          <span>{words('pin.text')}</span>
        </p>
        <Button disabled={!isAnybody} data-testid="change-pin" onClick={() => setAsked('pin')}>
          {words('pin.change')}
        </Button>
      </div>
      <div className={rows.row}>
        <p className={rows.explained}>
          {words('code.title')}
          <span>{words(hasCode || !isAnybody ? 'code.text' : 'code.none')}</span>
        </p>
        <Button disabled={!isAnybody} data-testid="new-code" onClick={() => setAsked('code')}>
          {words('code.new')}
        </Button>
      </div>
      {asked === 'pin' && <ChangePin onClose={() => setAsked(null)} />}
      {asked === 'code' && <NewCode onClose={() => setAsked(null)} />}
    </>
  );
}

interface DialogProps {
  readonly onClose: () => void;
}

function ChangePin({ onClose }: DialogProps) {
  const words = useTranslations('settings.pin');
  const store = useStore();
  const [wanted, setWanted] = useState('');
  return (
    <PinQuestion
      title={words('changeTitle')}
      text={words('changeText')}
      confirm={words('changeConfirm')}
      isReady={isGoodPin(wanted)}
      onSubmit={async (pin) => {
        const changed = await store.ask('pin.change', { pin, wanted });
        if (changed.ok) onClose();
        return changed.ok ? null : changed.problem;
      }}
      onClose={onClose}
    >
      <NewPinField label={words('new')} value={wanted} testId="pin-wanted" onChange={setWanted} />
    </PinQuestion>
  );
}

function NewCode({ onClose }: DialogProps) {
  const words = useTranslations('settings.code');
  const shown = useTranslations('vault.code');
  const store = useStore();
  const [code, setCode] = useState<string | null>(null);
  if (code !== null) {
    return (
      <Dialog title={shown('title')} className={styles.wide} onClose={onClose}>
        <RecoveryCode code={code} onDone={onClose} />
      </Dialog>
    );
  }
  return (
    <PinQuestion
      title={words('newTitle')}
      text={words('newText')}
      confirm={words('newConfirm')}
      isReady
      onSubmit={async (pin) => {
        const given = await store.ask('vault.newRecoveryCode', { pin });
        if (given.ok) setCode(given.value);
        return given.ok ? null : given.problem;
      }}
      onClose={onClose}
    />
  );
}

interface PinQuestionProps extends DialogProps {
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
  readonly isReady: boolean;
  /** What was refused, and why; null: nothing. */
  readonly onSubmit: (pin: string) => Promise<Problem | null>;
  readonly children?: ReactNode;
}

/** Asks for the PIN so far. */
function PinQuestion(props: PinQuestionProps) {
  const { title, text, confirm, isReady, onSubmit, onClose, children } = props;
  const words = useTranslations('settings.pin');
  const common = useTranslations('common');
  const [pin, setPin] = useState('');
  const [refusal, setRefusal] = useState(NO_REFUSAL);
  const [busy, setBusy] = useState(false);
  const textId = useId();
  const isComplete = pin.length >= PIN_LENGTH.min && isReady;

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (!isComplete || busy) return;
    setBusy(true);
    const refused = await onSubmit(pin);
    setBusy(false);
    setRefusal(refused === null ? NO_REFUSAL : pinRefusalOf(refused));
  }

  return (
    <Dialog title={title} describedBy={textId} className={styles.dialog} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <p id={textId} className={styles.text}>
          {text}
        </p>
        <input
          className={styles.input}
          autoFocus
          type="password"
          autoComplete="off"
          aria-label={words('soFar')}
          placeholder={words('soFar')}
          value={pin}
          data-testid="pin-so-far"
          onChange={(event) => {
            setRefusal(typedOn);
            setPin(event.target.value);
          }}
        />
        {children}
        <PinRefusalLine refusal={refusal} className={styles.refusal} />
        <div className={styles.actions}>
          <Button type="button" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button
            look="primary"
            type="submit"
            disabled={!isComplete || busy}
            data-testid="pin-question-save"
          >
            {confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

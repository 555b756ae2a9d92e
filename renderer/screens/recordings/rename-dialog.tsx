import { useId, useState, type FormEvent } from 'react';
import { useTranslations } from 'use-intl/react';
import {
  LONGEST_RECORDING_NAME,
  type RecordingSummary,
} from '../../../electron/contract/recordings.ts';
import { useSaid } from '../../app/use-said.ts';
import { useStore } from '../../app/window-context.tsx';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialogs/dialog.tsx';
import { isNamedByRecorder } from '../../recording-words.ts';
import styles from './rename-dialog.module.css';

interface RenameDialogProps {
  readonly recording: RecordingSummary;
  /** The file has another name now. */
  readonly onRenamed: (name: string) => void;
  readonly onClose: () => void;
}

/** Asks for a name, and stays open with the reason where it is refused. */
export function RenameDialog({ recording, onRenamed, onClose }: RenameDialogProps) {
  const words = useTranslations('recordings.rename');
  const common = useTranslations('common');
  const said = useSaid();
  const store = useStore();
  const fieldId = useId();
  const refusalId = useId();
  const [name, setName] = useState(isNamedByRecorder(recording.name) ? '' : recording.name);
  const [refusal, setRefusal] = useState<string | null>(null);

  async function rename(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (name.trim() === '') {
      setRefusal(words('empty'));
      return;
    }
    const answer = await store.ask('recordings.rename', { id: recording.id, name: name.trim() });
    if (!answer.ok) {
      setRefusal(said(answer.problem.message));
      return;
    }
    onRenamed(name.trim());
    onClose();
  }

  return (
    <Dialog title={words('title')} className={styles.dialog} onClose={onClose}>
      <form className={styles.form} onSubmit={(event) => void rename(event)}>
        <label htmlFor={fieldId}>{words('name')}</label>
        <input
          id={fieldId}
          className={styles.field}
          value={name}
          maxLength={LONGEST_RECORDING_NAME}
          autoFocus
          onFocus={(event) => event.target.select()}
          spellCheck={false}
          aria-describedby={refusal === null ? undefined : refusalId}
          aria-invalid={refusal !== null}
          onChange={(event) => {
            setName(event.target.value);
            setRefusal(null);
          }}
        />
        <p id={refusalId} className={styles.refusal} role="alert">
          {refusal}
        </p>
        <div className={styles.actions}>
          <Button look="quiet" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button look="primary" type="submit">
            {words('confirm')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

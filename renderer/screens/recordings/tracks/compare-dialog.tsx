import { useEffect, useId, useState, type FormEvent } from 'react';
import { useLocale, useTranslations } from 'use-intl/react';
import type { RecordingSummary } from '../../../../electron/contract/recordings.ts';
import { useNow } from '../../../app/use-now.ts';
import { useSaid } from '../../../app/use-said.ts';
import { useApp, useStore } from '../../../app/window-context.tsx';
import { Button } from '../../../parts/button.tsx';
import { Dialog } from '../../../parts/dialogs/dialog.tsx';
import { fullTitleOf } from '../library.ts';
import styles from '../rename-dialog.module.css';
import own from './compare-dialog.module.css';

const MINUTE_MS = 60_000;
const OWN = '';

interface CompareDialogProps {
  readonly recording: RecordingSummary;
  readonly onStarted: () => void;
  readonly onClose: () => void;
}

/** With which encoder, and from which recording both enrol. */
export function CompareDialog({ recording, onStarted, onClose }: CompareDialogProps) {
  const words = useTranslations('recordings.compare');
  const common = useTranslations('common');
  const said = useSaid();
  const language = useLocale();
  const store = useStore();
  const now = useNow(MINUTE_MS);
  const usual = useApp(({ engine }) => (engine.phase === 'running' ? engine.encoder : ''));
  const recordings = useApp((app) => app.recordings);
  const [encoders, setEncoders] = useState<readonly string[] | null>(null);
  const [encoder, setEncoder] = useState('');
  const [enrolment, setEnrolment] = useState(OWN);
  const [refusal, setRefusal] = useState<string | null>(null);
  const ids = { encoder: useId(), enrolment: useId(), text: useId() };
  useEffect(() => {
    let isGone = false;
    void store.ask('analysis.encoders', undefined).then((answer) => {
      if (isGone) return;
      const known = answer.ok ? answer.value : [];
      setEncoders(known);
      setEncoder(known[0] ?? '');
    });
    return () => {
      isGone = true;
    };
  }, [store]);

  async function start(event: FormEvent): Promise<void> {
    event.preventDefault();
    const from = enrolment === OWN ? null : enrolment;
    const wish = { id: recording.id, encoder, enrolment: from };
    const answer = await store.ask('analysis.compare', wish);
    if (!answer.ok) {
      setRefusal(said(answer.problem.message));
      return;
    }
    onStarted();
    onClose();
  }

  return (
    <Dialog
      title={words('title')}
      describedBy={ids.text}
      className={styles.dialog}
      onClose={onClose}
    >
      <form className={styles.form} onSubmit={(event) => void start(event)}>
        <p id={ids.text} className={own.text}>
          {encoders?.length === 0 ? words('none') : words('text')}
        </p>
        <label htmlFor={ids.encoder}>{words('encoder', { encoder: usual })}</label>
        <select
          id={ids.encoder}
          className={styles.field}
          value={encoder}
          data-testid="compare-encoder"
          onChange={(event) => setEncoder(event.target.value)}
        >
          {(encoders ?? []).map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
        <label htmlFor={ids.enrolment}>{words('enrolment')}</label>
        <select
          id={ids.enrolment}
          className={styles.field}
          value={enrolment}
          data-testid="compare-enrolment"
          onChange={(event) => setEnrolment(event.target.value)}
        >
          <option value={OWN}>{words('own')}</option>
          {recordings
            .filter(({ id, problem }) => id !== recording.id && problem === null)
            .map((one) => (
              <option key={one.id} value={one.id}>
                {fullTitleOf(one, now, language)}
              </option>
            ))}
        </select>
        <p className={styles.refusal} role="alert">
          {refusal}
        </p>
        <div className={styles.actions}>
          <Button look="quiet" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button
            look="primary"
            type="submit"
            data-testid="compare-start"
            disabled={encoder === ''}
          >
            {words('start')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

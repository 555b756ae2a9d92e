import { useState } from 'react';
import { RING_TICKS, type EnrolmentView } from '../../../electron/contract/identity.ts';
import { useLocale, useTranslations } from 'use-intl/react';
import { useKey } from '../../app/use-key.ts';
import { useSaid } from '../../app/use-said.ts';
import { useSteady } from '../../app/use-steady.ts';
import { useApp, useStore, useWindow } from '../../app/window-context.tsx';
import { FacePreview } from '../../frames/face-preview.tsx';
import { Button } from '../../parts/button.tsx';
import { CheckIcon } from '../../parts/icons.tsx';
import { ConfirmDialog } from '../../parts/dialogs/confirm-dialog.tsx';
import { DemoNote } from '../../parts/demo-note.tsx';
import { FirstSteps, type FirstStep } from '../../parts/first-steps.tsx';
import { RecoveryCode } from '../../parts/recovery-code.tsx';
import { enrolmentHint, slowPart } from '../../words.ts';
import styles from './enrol-screen.module.css';
import { NamingForm } from './naming-form.tsx';
import { ProgressRing } from './progress-ring.tsx';
import { countFilled, type Point } from './ring-geometry.ts';

const ALL_FILLED: readonly boolean[] = Array.from({ length: RING_TICKS }, () => true);

/** Enrols a person: two circles of the head, a name and a PIN, a first try. */
export function EnrolScreen() {
  const cancelWord = useTranslations('common')('cancel');
  const discard = useTranslations('enrol.discard');
  const codeTitle = useTranslations('vault.code')('title');
  const view = useApp((app) => app.enrolment);
  const store = useStore();
  const over = view.phase === 'done' || view.phase === 'stopped';

  const recoveryCode = useWindow((state) => state.recoveryCode);
  const [isAsked, setAsked] = useState(false);

  function cancel(): void {
    // A code that nobody has written down must not vanish by a key.
    if (recoveryCode !== null) return;
    if (over) store.dismissEnrolment();
    // Half a minute of turning is not thrown away by one key.
    else if (view.phase === 'naming') setAsked(true);
    else void store.act('enrolment.cancel', undefined);
  }
  useKey((key) => key === 'Escape', cancel);

  return (
    <section className={styles.enrol} data-testid="screen-enrol">
      <header className={styles.top}>
        {!over && (
          <Button
            look="quiet"
            aria-keyshortcuts="Escape"
            data-testid="enrol-cancel"
            onClick={cancel}
          >
            {cancelWord}
          </Button>
        )}
        <FirstSteps at={stepOf(view, recoveryCode !== null)} />
      </header>
      {isAsked && view.phase === 'naming' && (
        <ConfirmDialog
          title={discard('question')}
          consequence={discard('consequence')}
          confirm={discard('confirm')}
          onConfirm={() => void store.act('enrolment.cancel', undefined)}
          onClose={() => setAsked(false)}
        />
      )}
      {recoveryCode === null ? (
        <Step view={view} />
      ) : (
        <div className={styles.step}>
          <h1 className={styles.title}>{codeTitle}</h1>
          <RecoveryCode code={recoveryCode} onDone={() => store.showRecoveryCode(null)} />
        </div>
      )}
    </section>
  );
}

/** Which of the three steps a phase belongs to; null: all are done. */
function stepOf({ phase }: EnrolmentView, hasCode: boolean): FirstStep | null {
  if (hasCode || phase === 'naming') return 'pin';
  return phase === 'done' ? null : 'head';
}

function Step({ view }: { readonly view: EnrolmentView }) {
  switch (view.phase) {
    case 'idle':
      return null;
    case 'capturing':
      return <Capturing view={view} />;
    case 'between-passes':
      return <BetweenPasses isKnownLook={view.isKnownLook} />;
    case 'naming':
      return <NamingForm />;
    case 'done':
      return <Done />;
    case 'stopped':
      return <Stopped reason={view.reason} />;
  }
}

interface RingedPreviewProps {
  readonly ticks: readonly boolean[];
  readonly direction: Point | null;
  readonly dimmed?: boolean;
}

function RingedPreview({ ticks, direction, dimmed = false }: RingedPreviewProps) {
  return (
    <div className={styles.ringed}>
      <div className={styles.round} data-dimmed={dimmed}>
        <FacePreview mirrored />
      </div>
      <ProgressRing ticks={ticks} direction={direction} />
      {dimmed && (
        <span className={styles.complete}>
          <CheckIcon />
        </span>
      )}
    </div>
  );
}

type CapturingView = Extract<EnrolmentView, { phase: 'capturing' }>;

function Capturing({ view }: { readonly view: CapturingView }) {
  const language = useLocale();
  const words = useTranslations('enrol');
  const store = useStore();
  const slow = useWindow((state) => slowPart(state.statistics));
  const { still } = view;
  const hint = useSteady(
    // Hints as always, but nobody is asked to turn.
    still !== null && view.hint === 'none'
      ? words('still.hint')
      : enrolmentHint(view.hint, slow, language),
  );
  const ticks = still === null ? view.ticks : ticksOf(still.views / still.of);
  const percent = Math.round((100 * countFilled(ticks)) / RING_TICKS);
  return (
    <div className={styles.step}>
      <RingedPreview ticks={ticks} direction={still === null ? view.direction : null} />
      <h1 className={styles.hint} aria-live="polite" data-testid="enrol-hint">
        {hint}
      </h1>
      <p className={styles.progress}>{words(progressOf(view), { percent: String(percent) })}</p>
      {still === null ? (
        <Button
          look="quiet"
          data-testid="enrol-partial"
          onClick={() => void store.act('enrolment.partial', undefined)}
        >
          {words('cannotTurn')}
        </Button>
      ) : (
        <Button
          look="quiet"
          data-testid="enrol-whole"
          onClick={() => void store.act('enrolment.whole', undefined)}
        >
          {words('still.undo')}
        </Button>
      )}
      <DemoNote />
    </div>
  );
}

function progressOf({ still, pass }: CapturingView) {
  if (still !== null) return 'still.progress';
  return pass === 1 ? 'progress.first' : 'progress.second';
}

/** A ring that is filled from the top by this share. */
const ticksOf = (share: number): readonly boolean[] =>
  Array.from({ length: RING_TICKS }, (_, tick) => tick < Math.round(share * RING_TICKS));

function BetweenPasses({ isKnownLook }: { readonly isKnownLook: boolean }) {
  const words = useTranslations('enrol');
  const continueWord = useTranslations('common')('continue');
  const store = useStore();
  return (
    <div className={styles.step}>
      <RingedPreview ticks={ALL_FILLED} direction={null} dimmed />
      <h1 className={styles.hint}>{words('between.title')}</h1>
      <p className={styles.progress} data-testid="known-look">
        {words(isKnownLook ? 'knownLook' : 'between.text')}
      </p>
      <Button
        look="primary"
        size="large"
        autoFocus
        data-testid="enrol-continue"
        onClick={() => void store.act('enrolment.continue', undefined)}
      >
        {continueWord}
      </Button>
    </div>
  );
}

function Done() {
  const words = useTranslations('enrol.finished');
  const store = useStore();
  return (
    <div className={styles.step}>
      <span className={styles.seal}>
        <CheckIcon />
      </span>
      <h1 className={styles.title}>{words('title')}</h1>
      <p className={styles.text}>{words('text')}</p>
      <div className={styles.actions}>
        <Button
          look="primary"
          size="large"
          autoFocus
          data-testid="lock-now"
          onClick={() => void store.tryLock()}
        >
          {words('tryIt')}
        </Button>
        <Button look="quiet" size="large" onClick={store.dismissEnrolment}>
          {words('later')}
        </Button>
      </div>
    </div>
  );
}

function Stopped({ reason }: { readonly reason: string }) {
  const words = useTranslations('enrol.stopped');
  const said = useSaid();
  const store = useStore();
  const enrolsFor = useWindow((state) => state.enrolsFor);
  return (
    <div className={styles.step}>
      <h1 className={styles.title}>{words('title')}</h1>
      <p className={styles.text}>{said(reason)}</p>
      <div className={styles.actions}>
        <Button
          look="primary"
          size="large"
          autoFocus
          data-testid="enrol-start"
          onClick={() => void store.enrol(enrolsFor)}
        >
          {words('again')}
        </Button>
        <Button
          look="quiet"
          size="large"
          data-testid="enrol-cancel"
          onClick={store.dismissEnrolment}
        >
          {words('notNow')}
        </Button>
      </div>
    </div>
  );
}

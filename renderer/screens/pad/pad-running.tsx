import type { ReactNode } from 'react';
import type { PadAttempt, PadCommand, PadView } from '../../../electron/contract/pad/pad.ts';
import {
  isAsItShould,
  NOT_LIVE_WORDS,
  OUTCOME_WORDS,
} from '../../../electron/contract/pad/pad-words.ts';
import { PAD_PRESENTATIONS } from '../../../electron/contract/pad/species.ts';
import { useKey } from '../../app/use-key.ts';
import { useSteady } from '../../app/use-steady.ts';
import { useStore } from '../../app/window-context.tsx';
import { FacePreview } from '../../frames/face-preview.tsx';
import { Button } from '../../parts/button.tsx';
import { KeyCap } from '../../parts/key-cap.tsx';
import { HINT_WORDS } from '../../words.ts';
import styles from './pad-running.module.css';
import { PadTally } from './pad-tally.tsx';

type Running = Exclude<PadView, { phase: 'idle' | 'done' }>;

/** A test that runs: what to do or what the lock says, and what was counted so far. */
export function PadRunning({ view }: { readonly view: Running }) {
  const store = useStore();
  const { step, figures } = view;
  const act = (name: PadCommand['kind']): void => void store.act(name, undefined);
  const hands = !view.isDemonstration;

  useKey(
    (key) => key === 'Escape',
    () => act('pad.stop'),
  );
  useKey(
    (key) => hands && key === 'Enter',
    () => act('pad.next'),
  );
  useKey(
    (key) => hands && /^[rR]$/u.test(key),
    () => act('pad.repeat'),
  );
  useKey(
    (key) => hands && /^[sS]$/u.test(key),
    () => act('pad.skip'),
  );

  return (
    <div className={styles.running}>
      <header className={styles.top}>
        <p className={styles.place}>
          {view.isDemonstration && <strong className={styles.badge}>Demonstration</strong>}
          {step.step} of {step.steps} · attempt {step.attempt} of {step.attempts}
        </p>
        <Button aria-keyshortcuts="Escape" data-testid="pad-stop" onClick={() => act('pad.stop')}>
          Stop the test
        </Button>
      </header>
      <div className={styles.stage}>
        <div className={styles.picture} data-looking={view.phase === 'looking'}>
          <FacePreview mirrored />
          {view.phase === 'starting' && (
            <span className={styles.count} aria-hidden="true">
              {view.secondsLeft}
            </span>
          )}
        </div>
        <div className={styles.telling} data-testid="pad-state">
          <h1 className={styles.name}>{PAD_PRESENTATIONS[step.presentation].name}</h1>
          <State view={view} act={act} />
        </div>
      </div>
      <PadTally figures={figures} />
    </div>
  );
}

interface StateProps {
  readonly view: Running;
  readonly act: (name: PadCommand['kind']) => void;
}

function State({ view, act }: StateProps) {
  switch (view.phase) {
    case 'preparing':
      return <Preparing view={view} act={act} />;
    case 'starting':
      return (
        <Told title={`Starts in ${view.secondsLeft}…`}>
          {PAD_PRESENTATIONS[view.step.presentation].shows === 'artefact'
            ? 'Get into place. The lock looks at the nearest face: hide your own.'
            : 'Get into place.'}
        </Told>
      );
    case 'looking':
      return <Looking view={view} />;
    case 'result':
      return <Result view={view} act={act} />;
  }
}

function Told({
  title,
  tone = null,
  children,
}: {
  readonly title: string;
  /** Of a result, which is announced; null: it is none. */
  readonly tone?: 'plain' | 'good' | 'bad' | null;
  readonly children?: ReactNode;
}) {
  return (
    <>
      <p className={styles.title} data-tone={tone} role={tone === null ? undefined : 'status'}>
        {title}
      </p>
      <p className={styles.text}>{children}</p>
    </>
  );
}

function Preparing({
  view,
  act,
}: StateProps & { readonly view: Extract<Running, { phase: 'preparing' }> }) {
  const { step, notice, isDemonstration } = view;
  const { prepare, present } = PAD_PRESENTATIONS[step.presentation];
  if (isDemonstration)
    return <Told title="Getting ready…">The virtual Kinect changes the scene.</Told>;
  return (
    <>
      {notice !== null && (
        <p className={styles.notice} role="status">
          That attempt does not count. {notice}
        </p>
      )}
      <dl className={styles.instruction}>
        <dt>You need</dt>
        <dd>{prepare}</dd>
        <dt>Each time</dt>
        <dd>{present}</dd>
      </dl>
      <div className={styles.actions}>
        <Button
          look="primary"
          size="large"
          autoFocus
          data-testid="pad-next"
          onClick={() => act('pad.next')}
        >
          I am ready
        </Button>
        <Skip act={act}>Skip it</Skip>
      </div>
    </>
  );
}

function Looking({ view }: { readonly view: Extract<Running, { phase: 'looking' }> }) {
  const hint = useSteady(HINT_WORDS[view.hint]);
  const seen = view.sees === 'face' ? 'The lock sees a face.' : 'The lock sees nobody.';
  return (
    <Told title="Looking…">
      {hint || seen} <span className={styles.left}>{view.secondsLeft} s left</span>
    </Told>
  );
}

function Result({
  view,
  act,
}: StateProps & { readonly view: Extract<Running, { phase: 'result' }> }) {
  const { attempt, next, step, isDemonstration } = view;
  const isSame = next?.step === step.step;
  return (
    <>
      <Told title={titleOf(attempt)} tone={toneOf(attempt)}>
        {detailOf(attempt)}
      </Told>
      {!isDemonstration && (
        <div className={styles.actions}>
          <Button
            look="primary"
            size="large"
            autoFocus
            data-testid="pad-next"
            onClick={() => act('pad.next')}
          >
            {next === null
              ? 'See the figures'
              : isSame
                ? 'Next attempt'
                : `Go on: ${PAD_PRESENTATIONS[next.presentation].name}`}
          </Button>
          <Button
            size="large"
            look="quiet"
            aria-keyshortcuts="R"
            data-testid="pad-repeat"
            onClick={() => act('pad.repeat')}
          >
            Repeat it
            <KeyCap name="R" />
          </Button>
          {isSame && <Skip act={act}>Skip the rest</Skip>}
        </div>
      )}
    </>
  );
}

function Skip({ act, children }: Pick<StateProps, 'act'> & { readonly children: ReactNode }) {
  return (
    <Button
      size="large"
      look="quiet"
      aria-keyshortcuts="S"
      data-testid="pad-skip"
      onClick={() => act('pad.skip')}
    >
      {children}
      <KeyCap name="S" />
    </Button>
  );
}

function titleOf({ outcome, reason }: PadAttempt): string {
  return reason === null
    ? OUTCOME_WORDS[outcome]
    : `${OUTCOME_WORDS[outcome]}: ${NOT_LIVE_WORDS[reason]}`;
}

function toneOf(attempt: PadAttempt): 'plain' | 'good' | 'bad' {
  const isRight = isAsItShould(attempt);
  if (isRight === null) return 'plain';
  return isRight ? 'good' : 'bad';
}

function detailOf(attempt: PadAttempt): string {
  const seconds = `After ${(attempt.afterMs / 1000).toFixed(1)} s`;
  switch (isAsItShould(attempt)) {
    case true:
      return `${seconds}, as it should.`;
    case false:
      return attempt.presentation === 'genuine'
        ? `${seconds}. It should have opened.`
        : `${seconds}. It should have stayed closed.`;
    case null:
      return 'It stayed closed without a decision. ISO/IEC 30107-3 counts that apart, as no response.';
  }
}

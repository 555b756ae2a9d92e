import type { ReactNode } from 'react';
import { useLocale, useTranslations } from 'use-intl/react';
import type { Language } from '../../../electron/contract/language.ts';
import type { PadAttempt, PadCommand, PadView } from '../../../electron/contract/pad/pad.ts';
import { PAD_PRESENTATIONS } from '../../../electron/contract/pad/species.ts';
import { wordsIn } from '../../../electron/words/words-in.ts';
import { isAsItShould } from '../../../electron/words/pad-words.ts';
import { secondsIn } from '../../../electron/words/numbers.ts';
import { useKey } from '../../app/use-key.ts';
import { useSteady } from '../../app/use-steady.ts';
import { useSaid } from '../../app/use-said.ts';
import { useStore } from '../../app/window-context.tsx';
import { FacePreview } from '../../frames/face-preview.tsx';
import { Button } from '../../parts/button.tsx';
import { KeyCap } from '../../parts/key-cap.tsx';
import { hintWords } from '../../words.ts';
import styles from './pad-running.module.css';
import { PadTally } from './pad-tally.tsx';

type Running = Exclude<PadView, { phase: 'idle' | 'done' }>;

/** A test that runs: what to do or what the lock says, and what was counted so far. */
export function PadRunning({ view }: { readonly view: Running }) {
  const words = useTranslations('pad');
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
          {view.isDemonstration && (
            <strong className={styles.badge}>{words('demonstration')}</strong>
          )}
          {words('place', {
            ...{ step: step.step, steps: step.steps },
            ...{ attempt: step.attempt, attempts: step.attempts },
          })}
        </p>
        <Button aria-keyshortcuts="Escape" data-testid="pad-stop" onClick={() => act('pad.stop')}>
          {words('stop')}
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
          <h1 className={styles.name}>{words(`presentations.${step.presentation}.name`)}</h1>
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
  const words = useTranslations('pad');
  switch (view.phase) {
    case 'preparing':
      return <Preparing view={view} act={act} />;
    case 'starting':
      return (
        <Told title={words('startsIn', { seconds: view.secondsLeft })}>
          {words(
            PAD_PRESENTATIONS[view.step.presentation].shows === 'artefact'
              ? 'hideYourself'
              : 'getIntoPlace',
          )}
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
  const words = useTranslations('pad');
  const presented = useTranslations(`pad.presentations.${view.step.presentation}`);
  const said = useSaid();
  const { notice, isDemonstration } = view;
  if (isDemonstration) return <Told title={words('gettingReady')}>{words('sceneChanges')}</Told>;
  return (
    <>
      {notice !== null && (
        <p className={styles.notice} role="status">
          {words('doesNotCount', { reason: said(notice) })}
        </p>
      )}
      <dl className={styles.instruction}>
        <dt>{words('youNeed')}</dt>
        <dd>{presented('prepare')}</dd>
        <dt>{words('eachTime')}</dt>
        <dd>{presented('present')}</dd>
      </dl>
      <div className={styles.actions}>
        <Button
          look="primary"
          size="large"
          autoFocus
          data-testid="pad-next"
          onClick={() => act('pad.next')}
        >
          {words('ready')}
        </Button>
        <Skip act={act}>{words('skip')}</Skip>
      </div>
    </>
  );
}

function Looking({ view }: { readonly view: Extract<Running, { phase: 'looking' }> }) {
  const language = useLocale();
  const words = useTranslations('pad');
  const hint = useSteady(hintWords(view.hint, language));
  const seen = words(view.sees === 'face' ? 'seesFace' : 'seesNobody');
  return (
    <Told title={words('looking')}>
      {hint || seen}{' '}
      <span className={styles.left}>{words('secondsLeft', { seconds: view.secondsLeft })}</span>
    </Told>
  );
}

function Result({
  view,
  act,
}: StateProps & { readonly view: Extract<Running, { phase: 'result' }> }) {
  const language = useLocale();
  const words = useTranslations('pad');
  const { attempt, next, step, isDemonstration } = view;
  const isSame = next?.step === step.step;
  return (
    <>
      <Told title={titleOf(attempt, language)} tone={toneOf(attempt)}>
        {detailOf(attempt, language)}
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
              ? words('seeFigures')
              : isSame
                ? words('nextAttempt')
                : words('goOn', {
                    presentation: words(`presentations.${next.presentation}.name`),
                  })}
          </Button>
          <Button
            size="large"
            look="quiet"
            aria-keyshortcuts="R"
            data-testid="pad-repeat"
            onClick={() => act('pad.repeat')}
          >
            {words('repeat')}
            <KeyCap name="R" />
          </Button>
          {isSame && <Skip act={act}>{words('skipRest')}</Skip>}
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

function titleOf({ outcome, reason }: PadAttempt, language: Language): string {
  const words = wordsIn(language, 'pad');
  const told = words(`outcomes.${outcome}`);
  return reason === null
    ? told
    : words('resultBecause', { outcome: told, reason: words(`notLive.${reason}`) });
}

function toneOf(attempt: PadAttempt): 'plain' | 'good' | 'bad' {
  const isRight = isAsItShould(attempt);
  if (isRight === null) return 'plain';
  return isRight ? 'good' : 'bad';
}

function detailOf(attempt: PadAttempt, language: Language): string {
  const words = wordsIn(language, 'pad.after');
  const time = secondsIn(language, attempt.afterMs);
  switch (isAsItShould(attempt)) {
    case true:
      return words('right', { time });
    case false:
      return words(
        attempt.presentation === 'genuine' ? 'shouldHaveOpened' : 'shouldHaveStayedClosed',
        { time },
      );
    case null:
      return words('undecided');
  }
}

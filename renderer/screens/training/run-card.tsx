import { useId, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl/react';
import type { TrainingRunView, TrainingStage } from '../../../electron/contract/training.ts';
import { numberIn, percentIn, preciseIn } from '../../../electron/words/numbers.ts';
import { useStore } from '../../app/window-context.tsx';
import { useSaid } from '../../app/use-said.ts';
import { formatTimeLeft } from '../../format.ts';
import { Button } from '../../parts/button.tsx';
import { ConfirmDialog } from '../../parts/dialogs/confirm-dialog.tsx';
import { PauseIcon, PlayIcon } from '../../parts/icons.tsx';
import { CurveChart } from './curve-chart.tsx';
import { preparationOf } from './preparation.ts';
import styles from './training-screen.module.css';

/** The page of a training: how far it is, how well it goes, and what can be done about it. */
export function RunCard({ run }: { readonly run: TrainingRunView }) {
  const words = useTranslations('training.run');
  const said = useSaid();
  const titleId = useId();
  const { wish, people, now } = run;
  return (
    <section
      className={styles.card}
      aria-labelledby={titleId}
      data-testid="training-run"
      data-phase={now.phase}
      data-stage={now.phase === 'running' ? now.stage.kind : undefined}
    >
      <div className={styles.heading}>
        <h2 id={titleId} className={styles.title}>
          {words('title', { encoder: wish.encoder })}
        </h2>
        <span className={styles.status} data-phase={now.phase} role="status">
          {words(`phases.${now.phase}`)}
        </span>
      </div>
      {people.length > 0 && (
        <p className={styles.soft}>{words('of', { people: people.join(', ') })}</p>
      )}
      {(now.phase === 'finished' || now.phase === 'failed') && (
        <p
          className={now.phase === 'failed' ? styles.failure : styles.text}
          role={now.phase === 'failed' ? 'alert' : undefined}
        >
          {said(now.message)}
        </p>
      )}
      <Progress run={run} />
      <Tiles run={run} />
      <Curves run={run} />
      <Actions run={run} />
    </section>
  );
}

function Progress({ run: { now, passes, totalPasses } }: { readonly run: TrainingRunView }) {
  const words = useTranslations('training.run');
  const language = useLocale();
  if (now.phase === 'finished' || now.phase === 'failed') return null;
  const stage = now.phase === 'running' ? now.stage : null;
  const [done, total] =
    stage?.kind === 'preparing' ? [stage.done, stage.total] : [passes, totalPasses];
  const counts = { done: numberIn(language, done), total: numberIn(language, total) };
  const sentence = (): string => {
    if (now.phase === 'pausing') return words('pausing');
    if (now.phase === 'paused') return words(now.because === 'app-ended' ? 'appEnded' : 'paused');
    if (stage === null) return words('phases.stopping');
    return stage.kind === 'preparing'
      ? words(`preparing.${preparationOf(stage.label)}`, counts)
      : words(`stages.${stage.kind}`);
  };
  const isWaiting = stage?.kind === 'starting' || now.phase === 'stopping';
  return (
    <div className={styles.progress}>
      <p data-testid="training-stage">{sentence()}</p>
      {isWaiting ? (
        <progress aria-label={words('progress')} />
      ) : (
        <progress aria-label={words('progress')} max={Math.max(1, total)} value={done} />
      )}
    </div>
  );
}

function Tiles({ run }: { readonly run: TrainingRunView }) {
  const words = useTranslations('training.run');
  const language = useLocale();
  const { passes, totalPasses, loss, curves, now } = run;
  const stage = now.phase === 'running' ? now.stage : null;
  const best = Math.min(...curves.validations.map(({ value }) => value));
  const speed = stage === null ? null : speedOf(stage);
  return (
    <dl className={styles.tiles}>
      <Tile
        name={words('done')}
        value={percentIn(language, passes / Math.max(1, totalPasses))}
        note={words('faces', {
          done: numberIn(language, passes),
          total: numberIn(language, totalPasses),
        })}
      />
      <Tile
        name={words('left')}
        value={stage === null ? '–' : timeLeft(stage, language)}
        note={
          speed === null
            ? ''
            : words('speed', { perSecond: numberIn(language, speed, digits(speed)) })
        }
      />
      <Tile
        name={words('loss')}
        value={loss === null ? '–' : numberIn(language, loss, 3)}
        note=""
      />
      <Tile
        name={words('errorRate')}
        value={Number.isFinite(best) ? preciseIn(language, best) : '–'}
        note={
          Number.isFinite(best)
            ? words('bestNote', { count: curves.validations.length })
            : words('noValidation')
        }
      />
    </dl>
  );
}

interface TileProps {
  readonly name: string;
  readonly value: string;
  readonly note: string;
}

function Tile({ name, value, note }: TileProps) {
  return (
    <div className={styles.tile}>
      <dt>{name}</dt>
      <dd className={styles.value}>{value}</dd>
      {note !== '' && <dd className={styles.faint}>{note}</dd>}
    </div>
  );
}

const speedOf = (stage: TrainingStage): number | null =>
  stage.kind === 'training' || stage.kind === 'validating' ? stage.perSecond : null;

const digits = (speed: number): number => (speed < 10 ? 1 : 0);

function timeLeft(stage: TrainingStage, language: ReturnType<typeof useLocale>): string {
  if (stage.kind === 'starting' || stage.secondsLeft === null) return '–';
  return formatTimeLeft(1000 * stage.secondsLeft, language);
}

function Curves({ run: { curves, totalPasses } }: { readonly run: TrainingRunView }) {
  const words = useTranslations('training.run');
  const language = useLocale();
  const loss = (value: number): string => numberIn(language, value, 3);
  const errorRate = (share: number): string => preciseIn(language, share);
  return (
    <div className={styles.charts}>
      <CurveChart
        title={words('loss')}
        nameOf={(value) => words('lossChart', { value })}
        empty={words('nothingYet')}
        points={curves.losses}
        total={totalPasses}
        format={loss}
      />
      <CurveChart
        title={words('errorRate')}
        nameOf={(value) => words('validationChart', { value })}
        empty={words('nothingYet')}
        points={curves.validations}
        total={totalPasses}
        format={errorRate}
        marks
      />
    </div>
  );
}

function Actions({ run: { now } }: { readonly run: TrainingRunView }) {
  const words = useTranslations('training.run');
  const store = useStore();
  const [isAsking, setAsking] = useState(false);
  const stop = () => void store.act('training.stop', undefined);
  const canResume = now.phase === 'paused' || now.phase === 'failed';
  return (
    <div className={styles.row}>
      {canResume ? (
        <Button
          look="primary"
          data-testid="training-resume"
          onClick={() => void store.act('training.resume', undefined)}
        >
          <PlayIcon />
          {words('resume')}
        </Button>
      ) : (
        now.phase !== 'finished' && (
          <Button
            disabled={now.phase !== 'running'}
            data-testid="training-pause"
            onClick={() => void store.act('training.pause', undefined)}
          >
            <PauseIcon />
            {words('pause')}
          </Button>
        )
      )}
      {now.phase === 'finished' ? (
        <Button look="primary" data-testid="training-stop" onClick={stop}>
          {words('away')}
        </Button>
      ) : (
        <Button
          look="danger"
          disabled={now.phase === 'stopping'}
          data-testid="training-stop"
          onClick={() => setAsking(true)}
        >
          {words('stop')}
        </Button>
      )}
      {isAsking && (
        <ConfirmDialog
          title={words('stopping.title')}
          consequence={words('stopping.gone')}
          confirm={words('stopping.confirm')}
          onConfirm={stop}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}

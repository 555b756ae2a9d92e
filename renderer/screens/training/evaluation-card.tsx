import { useId, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl/react';
import { useApp, useStore } from '../../app/window-context.tsx';
import { useSaid } from '../../app/use-said.ts';
import { Button } from '../../parts/button.tsx';
import { Segments } from '../../parts/segments.tsx';
import { numberIn } from '../../../electron/words/numbers.ts';
import { EvaluationFigures } from './evaluation-figures.tsx';
import styles from './training-screen.module.css';

const ENCODERS = ['own', 'trained'] as const;
type Encoder = (typeof ENCODERS)[number];

/** An evaluation: what to evaluate, how far it is, and its figures. */
export function EvaluationCard() {
  const words = useTranslations('training.evaluate');
  const store = useStore();
  const said = useSaid();
  const titleId = useId();
  const view = useApp((app) => app.evaluation);
  const trained = useApp(({ training }) => training.trained);
  const [chosen, setChosen] = useState<Encoder>('own');
  const encoder = trained === null ? 'own' : chosen;

  const choose = (
    <div className={styles.row}>
      {trained !== null && (
        <Segments
          label={words('encoder')}
          options={ENCODERS}
          words={{ own: words('own'), trained: words('trained', { encoder: trained }) }}
          value={encoder}
          onChange={setChosen}
        />
      )}
      <Button
        look={view.phase === 'idle' ? 'primary' : 'plain'}
        data-testid="evaluation-start"
        onClick={() => void store.act('evaluation.start', { trained: encoder === 'trained' })}
      >
        {words('choose')}
      </Button>
    </div>
  );
  const close = () => void store.act('evaluation.close', undefined);
  return (
    <section
      className={styles.card}
      aria-labelledby={titleId}
      data-testid="evaluation"
      data-phase={view.phase}
    >
      <h2 id={titleId} className={styles.title}>
        {words('title')}
      </h2>
      <p className={styles.text}>{words('about')}</p>
      {view.phase === 'idle' && choose}
      {view.phase === 'running' && <Running {...view} onCancel={close} />}
      {view.phase === 'failed' && (
        <>
          <div role="alert" className={styles.failure}>
            <h3>{words('failed', { dataset: view.dataset })}</h3>
            <p>{said(view.message)}</p>
          </div>
          {choose}
        </>
      )}
      {view.phase === 'done' && (
        <>
          <EvaluationFigures summary={view.summary} />
          <div className={styles.row}>
            <Button
              look="primary"
              data-testid="evaluation-report"
              onClick={() => void store.act('evaluation.openReport', undefined)}
            >
              {words('report')}
            </Button>
            <Button data-testid="evaluation-close" onClick={close}>
              {words('away')}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

interface RunningProps {
  readonly dataset: string;
  readonly done: number;
  readonly total: number;
  readonly onCancel: () => void;
}

function Running({ dataset, done, total, onCancel }: RunningProps) {
  const words = useTranslations('training.evaluate');
  const language = useLocale();
  const counted = (value: number): string => numberIn(language, value);
  return (
    <div className={styles.progress}>
      <p>{words('running', { dataset })}</p>
      {total === 0 ? (
        <progress aria-label={words('progress')} />
      ) : (
        <progress aria-label={words('progress')} max={total} value={done} />
      )}
      <p className={styles.soft}>
        {total === 0
          ? words('starting')
          : words('shots', { done: counted(done), total: counted(total) })}
      </p>
      <Button data-testid="evaluation-cancel" onClick={onCancel}>
        {words('cancel')}
      </Button>
    </div>
  );
}

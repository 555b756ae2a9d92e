import { useLocale, useTranslations } from 'use-intl/react';
import type { ExchangeJob } from '../../../electron/contract/exchange.ts';
import { useApp, useStore } from '../../app/window-context.tsx';
import { jobTitle, progressWords } from '../../exchange-words.ts';
import { Button } from '../../parts/button.tsx';
import { CloseIcon, FolderIcon } from '../../parts/icons.tsx';
import styles from './exchange-list.module.css';

/** Imports and exports that wait, run or have ended; renders nothing if there are none. */
export function ExchangeList() {
  const words = useTranslations('recordings.jobs');
  const language = useLocale();
  const store = useStore();
  const jobs = useApp((app) => app.exchange);
  const endedJobs = jobs.filter(({ progress: { phase } }) => hasEnded(phase));
  const ended = jobs.findLast(({ progress: { phase } }) => phase === 'finished');
  return (
    <>
      {jobs.length > 0 && (
        <ul className={styles.list} aria-label={words('title')}>
          {jobs.map((job) => (
            <Job key={job.id} job={job} />
          ))}
        </ul>
      )}
      {endedJobs.length > 1 && (
        <Button
          look="quiet"
          data-testid="exchange-dismiss-ended"
          onClick={() => void store.act('exchange.dismissEnded', undefined)}
        >
          {words('clearEnded')}
        </Button>
      )}
      <p className="visually-hidden" role="status">
        {ended === undefined ? '' : jobTitle(ended, language)}
      </p>
    </>
  );
}

function Job({ job }: { readonly job: ExchangeJob }) {
  const language = useLocale();
  const { progress } = job;
  const title = jobTitle(job, language);
  const isOpen = !hasEnded(progress.phase);
  return (
    <li className={styles.job} data-testid="exchange-job" data-phase={progress.phase}>
      <div className={styles.words} role={progress.phase === 'failed' ? 'alert' : undefined}>
        <p className={styles.title} title={title}>
          {title}
        </p>
        <p className={styles.detail} data-testid="exchange-detail">
          {progressWords(progress, language)}
        </p>
      </div>
      <Actions job={job} />
      {isOpen && <Bar job={job} />}
    </li>
  );
}

/** Without a value while the end is unknown: it then only shows activity. */
function Bar({ job }: { readonly job: ExchangeJob }) {
  const language = useLocale();
  const { progress } = job;
  if (progress.phase !== 'running' || progress.total === null) {
    return <progress className={styles.bar} aria-label={jobTitle(job, language)} />;
  }
  return (
    <progress
      className={styles.bar}
      aria-label={jobTitle(job, language)}
      max={Math.max(1, progress.total)}
      value={progress.done}
    />
  );
}

function Actions({ job: { id, name, direction, progress } }: { readonly job: ExchangeJob }) {
  const words = useTranslations('recordings.jobs');
  const store = useStore();
  switch (progress.phase) {
    case 'waiting':
    case 'running':
    case 'cancelling':
      return (
        <Button
          disabled={progress.phase === 'cancelling'}
          aria-label={words('cancelOf', { name })}
          data-testid="exchange-cancel"
          onClick={() => void store.act('exchange.cancel', { id })}
        >
          {words('cancel')}
        </Button>
      );
    case 'finished':
    case 'failed':
      return (
        <div className={styles.actions}>
          {progress.phase === 'finished' && direction === 'export' && (
            <Button
              look="quiet"
              size="icon"
              title={words('showInFolder')}
              aria-label={words('showOf', { name })}
              data-testid="exchange-reveal"
              onClick={() => void store.act('exchange.reveal', { id })}
            >
              <FolderIcon />
            </Button>
          )}
          <Button
            look="quiet"
            size="icon"
            title={words('dismiss')}
            aria-label={words('dismissOf', { name })}
            data-testid="exchange-dismiss"
            onClick={() => void store.act('exchange.dismiss', { id })}
          >
            <CloseIcon />
          </Button>
        </div>
      );
  }
}

function hasEnded(phase: ExchangeJob['progress']['phase']): boolean {
  return phase === 'finished' || phase === 'failed';
}

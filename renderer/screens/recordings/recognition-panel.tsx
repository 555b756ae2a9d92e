import { useLocale, useTranslations } from 'use-intl/react';
import { thresholdFor } from '../../../electron/contract/identity.ts';
import type { ReplayRecognition } from '../../../electron/contract/recordings.ts';
import { useApp } from '../../app/window-context.tsx';
import { formatDegrees, formatDistance, formatEmbeddingDistance } from '../../format.ts';
import { decisionWords } from '../../recording-words.ts';
import { hintWords } from '../../words.ts';
import styles from './recognition-panel.module.css';

interface RecognitionPanelProps {
  readonly recognition: ReplayRecognition | null;
}

/** The recognition's result for the frame shown. It opens nothing. */
export function RecognitionPanel({ recognition }: RecognitionPanelProps) {
  const words = useTranslations('recordings.recognition');
  const language = useLocale();
  return (
    <section
      className={styles.panel}
      aria-label={words('title')}
      data-testid="recognition"
      // It may scroll.
      tabIndex={0}
    >
      <h3>{words('title')}</h3>
      {recognition === null ? (
        <p className={styles.soft}>{words('firstFrame')}</p>
      ) : (
        <>
          <Face observation={recognition.observation} />
          <Distances distances={recognition.distances} />
          <p
            className={styles.decision}
            data-testid="decision"
            data-phase={recognition.decision.phase}
          >
            {decisionWords(recognition.decision, language)}
          </p>
        </>
      )}
    </section>
  );
}

function Face({ observation }: Pick<ReplayRecognition, 'observation'>) {
  const words = useTranslations('live.pose');
  const noFace = useTranslations('recordings.recognition')('noFace');
  const language = useLocale();
  if (observation.kind === 'no-face') {
    return (
      <p className={styles.soft} data-testid="no-face">
        {noFace}
      </p>
    );
  }
  const { pose, hint, spectrum } = observation;
  return (
    <>
      <dl className={styles.values} data-testid="face">
        <dt>{words('distance')}</dt>
        <dd>{formatDistance(pose.distanceMm, language)}</dd>
        <dt>{words('yaw')}</dt>
        <dd>{formatDegrees(pose.yaw)}</dd>
        <dt>{words('pitch')}</dt>
        <dd>{formatDegrees(pose.pitch)}</dd>
        <dt>{words('roll')}</dt>
        <dd>{formatDegrees(pose.roll)}</dd>
        {spectrum === 'infrared' && (
          <>
            <dt>{words('seenIn')}</dt>
            <dd>{words('infrared')}</dd>
          </>
        )}
      </dl>
      {hint !== 'none' && <p className={styles.soft}>{hintWords(hint, language)}</p>}
    </>
  );
}

function Distances({ distances }: Pick<ReplayRecognition, 'distances'>) {
  const words = useTranslations('live.distances');
  const language = useLocale();
  const thresholds = useApp(({ engine }) =>
    engine.phase === 'running' ? engine.thresholds : null,
  );
  const people = useApp((app) => app.people);
  if (distances.length === 0) return null;
  return (
    <dl className={styles.values} aria-label={words('title')}>
      {distances.map(({ personId, name, distance, comparison }) => {
        const person = people.find(({ id }) => id === personId);
        const limit =
          thresholds === null || person === undefined
            ? null
            : thresholdFor(person.trust, thresholds, comparison);
        return (
          <div key={personId} className={styles.person}>
            <dt>{name}</dt>
            <dd data-match={limit !== null && distance < limit}>
              {formatEmbeddingDistance(distance, language)}
              {limit !== null && (
                <span className={styles.limit}>
                  {words('matchBelow', { distance: formatEmbeddingDistance(limit, language) })}
                </span>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

import { useLocale, useTranslations } from 'use-intl/react';
import { pictureObstacle } from '../../app/picture-obstacle.ts';
import { useApp, useWindow } from '../../app/window-context.tsx';
import { formatDegrees, formatDistance } from '../../format.ts';
import { KeyCap } from '../../parts/key-cap.tsx';
import { hintWords } from '../../words.ts';
import styles from './pose-line.module.css';

interface PoseLineProps {
  readonly engineer: boolean;
  readonly onEngineer: () => void;
}

/** Where the face is and where it points, or why there is none. */
export function PoseLine({ engineer, onEngineer }: PoseLineProps) {
  const words = useTranslations('live');
  return (
    <div className={styles.line}>
      <Pose />
      <Fps />
      <button
        type="button"
        className={styles.engineer}
        aria-pressed={engineer}
        aria-keyshortcuts="D"
        onClick={onEngineer}
      >
        {words('numbers')}
        <KeyCap name="D" />
      </button>
    </div>
  );
}

function Pose() {
  const words = useTranslations('live.pose');
  const language = useLocale();
  const observation = useWindow((state) => state.observation);
  const obstacle = useApp((app) => pictureObstacle(app, language));
  if (obstacle !== null) return <p className={styles.nobody}>{words('noPicture')}</p>;
  if (observation?.kind !== 'face') {
    const hint = observation === null ? 'nobody' : observation.hint;
    return <p className={styles.nobody}>{hintWords(hint, language) || words('noFace')}</p>;
  }
  const { pose, spectrum } = observation;
  return (
    <dl className={styles.values}>
      <Value name={words('distance')} value={formatDistance(pose.distanceMm, language)} />
      <Value name={words('yaw')} value={formatDegrees(pose.yaw)} />
      <Value name={words('pitch')} value={formatDegrees(pose.pitch)} />
      <Value name={words('roll')} value={formatDegrees(pose.roll)} />
      {spectrum === 'infrared' && <Value name={words('seenIn')} value={words('infrared')} />}
    </dl>
  );
}

function Value({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Fps() {
  const words = useTranslations('live.pose');
  const language = useLocale();
  const statistics = useWindow((state) => state.statistics);
  const isLive = useApp((app) => pictureObstacle(app, language) === null);
  const virtual = useApp((app) =>
    app.sources.some(({ source, state }) => source === 'virtual' && state === 'streaming'),
  );
  return (
    <p className={styles.source}>
      {virtual && <span className={styles.demo}>{words('demo')}</span>}
      {isLive && statistics !== null && (
        <span>
          {words('rate', {
            fps: String(Math.round(statistics.sensorFps)),
          })}
        </span>
      )}
    </p>
  );
}

import { useLocale } from 'use-intl/react';
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
        Numbers
        <KeyCap name="D" />
      </button>
    </div>
  );
}

function Pose() {
  const language = useLocale();
  const observation = useWindow((state) => state.observation);
  const obstacle = useApp(pictureObstacle);
  if (obstacle !== null) return <p className={styles.nobody}>No live picture.</p>;
  if (observation?.kind !== 'face') {
    const hint = observation === null ? 'nobody' : observation.hint;
    return <p className={styles.nobody}>{hintWords(hint, language) || 'No face in sight.'}</p>;
  }
  const { pose, spectrum } = observation;
  return (
    <dl className={styles.values}>
      <Value name="Distance" value={formatDistance(pose.distanceMm, language)} />
      <Value name="Yaw" value={formatDegrees(pose.yaw)} />
      <Value name="Pitch" value={formatDegrees(pose.pitch)} />
      <Value name="Roll" value={formatDegrees(pose.roll)} />
      {spectrum === 'infrared' && <Value name="Seen in" value="infrared" />}
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
  const statistics = useWindow((state) => state.statistics);
  const isLive = useApp((app) => pictureObstacle(app) === null);
  const virtual = useApp((app) =>
    app.sources.some(({ source, state }) => source === 'virtual' && state === 'streaming'),
  );
  return (
    <p className={styles.source}>
      {virtual && <span className={styles.demo}>Demo camera</span>}
      {isLive && statistics !== null && (
        <span>
          {Math.round(statistics.sensorFps)} fps · {statistics.skipped} skipped
        </span>
      )}
    </p>
  );
}

import { useApp, useStore } from '../../app/window-context.tsx';
import { DEMO_WORDS } from '../../words.ts';
import { Button } from '../button.tsx';
import styles from './missing-camera.module.css';

/** Which cameras are missing and why, an alternative if there is one, and the virtual one as a demo. */
export function MissingCamera() {
  const sources = useApp((app) => app.sources);
  const isFixed = useApp((app) => app.cameraIsFixed);
  const store = useStore();
  const missing = sources.filter(
    ({ source, state }) => source !== 'virtual' && state !== 'streaming',
  );
  const demo = sources.some(({ source, state }) => source === 'virtual' && state !== 'unavailable');
  return (
    <div className={styles.missing}>
      {demo && !isFixed && (
        <>
          <Button onClick={() => void store.act('camera.select', { source: 'virtual' })}>
            Try the virtual Kinect
          </Button>
          <p className={styles.note}>{DEMO_WORDS}</p>
        </>
      )}
      <ul className={styles.list} hidden={missing.length === 0}>
        {missing.map(({ source, title, state, reason }) => (
          <li key={source} data-testid={`missing-${source}`}>
            <strong>{title}</strong>
            <span>{reason ?? 'Not in use.'}</span>
            {state === 'available' && !isFixed && (
              <Button
                aria-label={`Use ${title}`}
                onClick={() => void store.act('camera.select', { source })}
              >
                Use
              </Button>
            )}
          </li>
        ))}
      </ul>
      {isFixed && (
        <p className={styles.note} data-testid="camera-fixed">
          The camera cannot be changed while it is locked. Your PIN opens it.
        </p>
      )}
    </div>
  );
}

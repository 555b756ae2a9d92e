import { useApp, useStore, useWindow } from '../../app/window-context.tsx';
import { formatLength } from '../../format.ts';
import { Button } from '../button.tsx';
import styles from './capture-bar.module.css';

/**
 * Above every screen, the lock's too: that pictures are kept just now, and that what is seen is a recording. Both can
 * be ended by whoever is in front of the screen.
 */
export function CaptureBar() {
  const replaying = useApp((app) => app.player.phase === 'open' && app.player.mode === 'camera');
  const elapsedMs = useApp(({ recorder }) =>
    recorder.phase === 'recording' ? recorder.elapsedMs : null,
  );
  const onLive = useWindow(
    ({ app, page }) =>
      app?.lock.phase === 'unlocked' && page === 'live' && !isEnrolling(app.enrolment.phase),
  );
  const store = useStore();
  return (
    <>
      {replaying && (
        <div className={styles.bar} data-tone="warning" role="status" data-testid="replay-bar">
          <p>
            <strong>This is a recording, not the camera.</strong> It opens nothing that was enrolled
            with a real camera.
          </p>
          <Button
            data-testid="replay-end"
            onClick={() => void store.act('player.close', undefined)}
          >
            Back to the camera
          </Button>
        </div>
      )}
      {elapsedMs !== null && !onLive && (
        <div className={styles.bar} data-tone="recording" data-testid="recording-bar">
          <span className={styles.dot} aria-hidden="true" />
          <p>
            The camera is being recorded: <time>{formatLength(elapsedMs)}</time>
          </p>
          <Button onClick={() => void store.act('record.stop', undefined)}>Stop recording</Button>
        </div>
      )}
    </>
  );
}

function isEnrolling(phase: string): boolean {
  return phase !== 'idle';
}

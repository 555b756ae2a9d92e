import { useTranslations } from 'use-intl/react';
import { useApp, useStore, useWindow } from '../../app/window-context.tsx';
import { formatLength } from '../../format.ts';
import { Button } from '../button.tsx';
import styles from './capture-bar.module.css';

/**
 * Shown above every screen, including the lock's: that pictures are being recorded, and that a recording is being
 * played. Whoever is in front of the screen can end both.
 */
export function CaptureBar() {
  const words = useTranslations('notices');
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
          <p>{words.rich('replaying', { strong: (text) => <strong>{text}</strong> })}</p>
          <Button
            data-testid="replay-end"
            onClick={() => void store.act('player.close', undefined)}
          >
            {words('backToCamera')}
          </Button>
        </div>
      )}
      {elapsedMs !== null && !onLive && (
        <aside className={styles.bar} data-tone="recording" data-testid="recording-bar">
          <span className={styles.dot} aria-hidden="true" />
          <p>
            {words.rich('recording', {
              length: formatLength(elapsedMs),
              time: (text) => <time>{text}</time>,
            })}
          </p>
          <Button onClick={() => void store.act('record.stop', undefined)}>
            {words('stopRecording')}
          </Button>
        </aside>
      )}
    </>
  );
}

function isEnrolling(phase: string): boolean {
  return phase !== 'idle';
}

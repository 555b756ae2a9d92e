import { useApp, useStore } from '../../app/window-context.tsx';
import { Button } from '../../parts/button.tsx';
import { SettingsIcon } from '../../parts/icons.tsx';
import { MissingCamera } from '../../parts/notices/missing-camera.tsx';
import { LockGlyph } from '../lock/lock-glyph.tsx';
import styles from './welcome-screen.module.css';

/** The first screen for a new person: what Depthlock does, and the one thing to do. */
export function WelcomeScreen() {
  const store = useStore();
  const running = useApp((app) => app.engine.phase === 'running');
  const source = useApp((app) => app.sources.find(({ state }) => state === 'streaming'));
  const blind = running && source === undefined;
  return (
    <section className={styles.welcome} data-testid="screen-welcome">
      <div className={styles.middle}>
        <LockGlyph tone="calm" open={false} small={blind} />
        <h1 className={styles.title}>Your face opens this lock.</h1>
        <p className={styles.text}>
          Depthlock sees your face in colour and in depth, so a picture of you does not open it. You
          turn your head once; from then on a look is enough.
        </p>
        <Button
          look="primary"
          size="large"
          autoFocus
          disabled={!running || blind}
          data-testid="enrol-start"
          onClick={() => void store.enrol(null)}
        >
          Enrol your face
        </Button>
        {blind ? (
          <MissingCamera />
        ) : (
          <p className={styles.small}>
            Nothing leaves this computer, and no picture of you is kept.
          </p>
        )}
      </div>
      <footer className={styles.footer}>
        <span>{source === undefined ? 'No camera is in use' : source.title}</span>
        <Button look="quiet" onClick={() => store.openPage('settings')}>
          <SettingsIcon />
          Settings
        </Button>
      </footer>
    </section>
  );
}

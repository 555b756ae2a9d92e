import { useApp } from '../../app/window-context.tsx';
import { PadRunning } from './pad-running.tsx';
import { PadDone } from './pad-done.tsx';
import { PadSetup } from './pad-setup.tsx';
import styles from './pad-screen.module.css';

/** Try to fool it: a presentation attack test, from the choice of attacks to the figures. */
export function PadScreen() {
  const view = useApp((app) => app.pad);
  return (
    <section className={styles.pad} data-testid="screen-pad" data-phase={view.phase}>
      {view.phase === 'idle' ? (
        <PadSetup />
      ) : view.phase === 'done' ? (
        <PadDone results={view.results} />
      ) : (
        <PadRunning view={view} />
      )}
    </section>
  );
}

import { useApp } from '../app/window-context.tsx';
import { DEMO_WORDS } from '../words.ts';
import styles from './demo-note.module.css';

/** Says plainly that nobody real is seen, while the virtual Kinect is in use. */
export function DemoNote() {
  const inUse = useApp((app) =>
    app.sources.some(({ source, state }) => source === 'virtual' && state === 'streaming'),
  );
  if (!inUse) return null;
  return (
    <p className={styles.note} data-testid="demo-note">
      {DEMO_WORDS}
    </p>
  );
}

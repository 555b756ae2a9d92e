import { useTranslations } from 'use-intl/react';
import { useApp } from '../app/window-context.tsx';
import styles from './demo-note.module.css';

/** Says plainly that nobody real is seen, while the virtual Kinect is in use. */
export function DemoNote() {
  const words = useTranslations('camera');
  const inUse = useApp((app) =>
    app.sources.some(({ source, state }) => source === 'virtual' && state === 'streaming'),
  );
  if (!inUse) return null;
  return (
    <p className={styles.note} data-testid="demo-note">
      {words('demo')}
    </p>
  );
}

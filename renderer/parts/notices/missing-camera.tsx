import { useTranslations } from 'use-intl/react';
import { useApp, useStore } from '../../app/window-context.tsx';
import { useSaid } from '../../app/use-said.ts';
import { Button } from '../button.tsx';
import styles from './missing-camera.module.css';

/** Which cameras are missing and why, an alternative if there is one, and the virtual one as a demo. */
export function MissingCamera() {
  const words = useTranslations('camera');
  const said = useSaid();
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
            {words('tryVirtual')}
          </Button>
          <p className={styles.note}>{words('demo')}</p>
        </>
      )}
      <ul className={styles.list} hidden={missing.length === 0}>
        {missing.map(({ source, title, state, reason }) => (
          <li key={source} data-testid={`missing-${source}`}>
            <strong>{said(title)}</strong>
            <span>{reason === undefined ? words('notInUse') : said(reason)}</span>
            {state === 'available' && !isFixed && (
              <Button
                aria-label={words('useCamera', { camera: said(title) })}
                onClick={() => void store.act('camera.select', { source })}
              >
                {words('use')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {isFixed && (
        <p className={styles.note} data-testid="camera-fixed">
          {words('fixed')}
        </p>
      )}
    </div>
  );
}

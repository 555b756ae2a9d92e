import { useTranslations } from 'use-intl/react';
import { useLasting } from '../../app/use-lasting.ts';
import { useSaid } from '../../app/use-said.ts';
import { useApp, useStore } from '../../app/window-context.tsx';
import { Button } from '../../parts/button.tsx';
import { SettingsIcon } from '../../parts/icons.tsx';
import { DemoNote } from '../../parts/demo-note.tsx';
import { FirstSteps } from '../../parts/first-steps.tsx';
import { MissingCamera } from '../../parts/notices/missing-camera.tsx';
import { LockGlyph } from '../lock/lock-glyph.tsx';
import styles from './welcome-screen.module.css';

const STARTING_MS = 2500;

/** The first screen for a new person: what Depthlock does, and the one thing to do. */
export function WelcomeScreen() {
  const words = useTranslations('welcome');
  const said = useSaid();
  const store = useStore();
  const running = useApp((app) => app.engine.phase === 'running');
  const source = useApp((app) => app.sources.find(({ state }) => state === 'streaming'));
  const isMissing = running && source === undefined;
  // A camera takes a moment to start; what is missing is told only once it stays so.
  const blind = useLasting(isMissing, STARTING_MS);
  return (
    <section className={styles.welcome} data-testid="screen-welcome">
      <div className={styles.middle}>
        <LockGlyph tone="calm" open={false} small={blind} />
        <h1 className={styles.title}>{words('title')}</h1>
        <p className={styles.text}>{words('text')}</p>
        <FirstSteps at={source === undefined ? 'camera' : 'head'} />
        <DemoNote />
        <Button
          look="primary"
          size="large"
          autoFocus
          disabled={!running || isMissing}
          data-testid="enrol-start"
          onClick={() => void store.enrol(null)}
        >
          {words('enrol')}
        </Button>
        {blind ? <MissingCamera /> : <p className={styles.small}>{words('private')}</p>}
      </div>
      <footer className={styles.footer}>
        <span>
          {source === undefined
            ? words(blind ? 'noCamera' : 'lookingForCamera')
            : said(source.title)}
        </span>
        <Button look="quiet" onClick={() => store.openPage('settings')}>
          <SettingsIcon />
          {words('settings')}
        </Button>
      </footer>
    </section>
  );
}

import type { EngineState } from '../../../electron/contract/window/app-state.ts';
import { useLocale, useTranslations } from 'use-intl/react';
import { useApp, useStore } from '../../app/window-context.tsx';
import { engineWords } from '../../words.ts';
import { Button } from '../button.tsx';
import styles from './engine-bar.module.css';
import { WarningIcon } from '../icons.tsx';

const TONES: Readonly<Record<EngineState['phase'], string | undefined>> = {
  starting: styles.calm,
  running: styles.running,
  restarting: styles.warning,
  failed: styles.danger,
};

/** One line above the screen while the engine is not running. It never covers anything. */
export function EngineBar() {
  const language = useLocale();
  const words = useTranslations('common');
  const engine = useApp((app) => app.engine);
  const store = useStore();
  const failed = engine.phase === 'failed';
  return (
    <div
      className={[styles.bar, TONES[engine.phase]].join(' ')}
      role={failed ? 'alert' : 'status'}
      data-testid="engine-state"
      data-phase={engine.phase}
    >
      {failed ? <WarningIcon /> : <span className={styles.spinner} />}
      <p>{engineWords(engine, language)}</p>
      {failed && (
        <Button onClick={() => void store.act('engine.restart', undefined)}>
          {words('tryAgain')}
        </Button>
      )}
    </div>
  );
}

import type { SourceState } from '../../../electron/contract/camera.ts';
import { useApp, useStore } from '../../app/window-context.tsx';
import { useTranslations } from 'use-intl/react';
import { Button } from '../../parts/button.tsx';
import { Remedy } from '../../parts/notices/remedy.tsx';
import styles from './camera-choice.module.css';
import { MirroredChoice } from './mirrored-choice.tsx';

/** Every camera Depthlock knows, whether it works, and why not; updated as cameras are plugged in and out. */
export function CameraChoice() {
  const sources = useApp((app) => app.sources);
  if (sources.length === 0) {
    return <p className={styles.none}>Depthlock has not looked for cameras yet.</p>;
  }
  return (
    <ul>
      {sources.map((source) => (
        <Source key={source.source} source={source} />
      ))}
    </ul>
  );
}

function Source({ source }: { readonly source: SourceState }) {
  // A chosen camera that is missing is waited for.
  const waiting = useTranslations('settings.camera')('waiting');
  const states = useTranslations('settings.camera.states');
  const store = useStore();
  const { source: name, title, state, reason, serials = [], remedy, chosen = false } = source;
  // Without its driver a camera cannot appear by itself; anything else can be waited for.
  const hasDriver = source.obstacle !== 'no-driver';
  const canBeChosen = !chosen && hasDriver;
  const canBeTurned = name !== 'virtual' && hasDriver;
  return (
    <li className={styles.source} data-testid={`source-${name}`} data-state={state}>
      <span className={styles.dot} data-state={state} />
      <div className={styles.about}>
        <p className={styles.title}>
          {title}
          {name === 'virtual' && <span className={styles.demo}>Demo</span>}
        </p>
        {(canBeChosen || reason !== undefined) && (
          <p className={styles.reason} aria-live="polite">
            {reason ?? states(state)}
          </p>
        )}
        {serials.length > 0 && <p className={styles.serial}>Serial number {serials.join(', ')}</p>}
        {remedy !== undefined && <Remedy lines={remedy} />}
        {canBeTurned && <MirroredChoice device={name} title={title} />}
      </div>
      {canBeChosen ? (
        <Button
          aria-label={`Use ${title}`}
          onClick={() => void store.act('camera.select', { source: name })}
        >
          Use
        </Button>
      ) : (
        <span className={styles.state}>{state === 'stopped' ? waiting : states(state)}</span>
      )}
    </li>
  );
}

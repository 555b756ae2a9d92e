import { useTranslations } from 'use-intl/react';
import type { SourceState } from '../../../electron/contract/camera.ts';
import type { Words } from '../../../electron/words/words-in.ts';
import { useSaid } from '../../app/use-said.ts';
import { useApp, useStore } from '../../app/window-context.tsx';
import { Button } from '../../parts/button.tsx';
import { Remedy } from '../../parts/notices/remedy.tsx';
import styles from './camera-choice.module.css';
import { MirroredChoice } from './mirrored-choice.tsx';

/** Every camera Depthlock knows, whether it works, and why not; updated as cameras are plugged in and out. */
export function CameraChoice() {
  const words = useTranslations('settings.camera');
  const sources = useApp((app) => app.sources);
  if (sources.length === 0) {
    return <p className={styles.none}>{words('none')}</p>;
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
  const words = useTranslations('settings.camera');
  const said = useSaid();
  const store = useStore();
  const { source: name, state, reason, serials = [], remedy, chosen = false } = source;
  const title = said(source.title);
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
          {name === 'virtual' && <span className={styles.demo}>{words('demo')}</span>}
        </p>
        {(canBeChosen || reason !== undefined) && (
          <p className={styles.reason} aria-live="polite">
            {reason === undefined ? words(`states.${state}`) : said(reason)}
          </p>
        )}
        {serials.length > 0 && (
          <p className={styles.serial}>{words('serials', { serials: serials.join(', ') })}</p>
        )}
        {remedy !== undefined && <Remedy lines={remedy} />}
        {canBeTurned && <MirroredChoice device={name} title={title} />}
      </div>
      {canBeChosen ? (
        <Button
          aria-label={words('useOf', { camera: title })}
          onClick={() => void store.act('camera.select', { source: name })}
        >
          {words('use')}
        </Button>
      ) : (
        <span className={styles.state}>{chosenWords(source, words)}</span>
      )}
    </li>
  );
}

/** A chosen camera that is missing is waited for. */
function chosenWords({ state }: SourceState, words: Words<'settings.camera'>): string {
  return words(state === 'stopped' ? 'waiting' : `states.${state}`);
}

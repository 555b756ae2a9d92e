import type { SourceState } from '../../../electron/contract/camera.ts';
import { useApp, useStore } from '../../app/window-context.tsx';
import { SOURCE_STATE_WORDS } from '../../words.ts';
import { Button } from '../../parts/button.tsx';
import styles from './camera-choice.module.css';

/** Every camera Depthlock knows, whether it works, and why not. */
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
  const store = useStore();
  const usable = source.state === 'available' || source.state === 'stopped';
  return (
    <li className={styles.source} data-testid={`source-${source.source}`}>
      <span className={styles.dot} data-state={source.state} />
      <div className={styles.about}>
        <p className={styles.title}>
          {source.title}
          {source.source === 'virtual' && <span className={styles.demo}>Demo</span>}
        </p>
        <p className={styles.reason}>{source.reason ?? SOURCE_STATE_WORDS[source.state]}</p>
      </div>
      {usable ? (
        <Button onClick={() => void store.act('camera.select', { source: source.source })}>
          Use
        </Button>
      ) : (
        <span className={styles.state}>{SOURCE_STATE_WORDS[source.state]}</span>
      )}
    </li>
  );
}

import { useEffect, useState } from 'react';
import { useLocale } from 'use-intl/react';
import type { StorageView } from '../../../electron/contract/about.ts';
import { useApp, useStore } from '../../app/window-context.tsx';
import { formatBytes } from '../../format.ts';
import { Button } from '../../parts/button.tsx';
import { FOLDER_WORDS, STORAGE_WORDS } from './about-words.ts';
import styles from './about.module.css';
import rows from './settings-screen.module.css';

/** Where vault and recordings lie, how much they take, and how much room is left. */
export function Storage() {
  const language = useLocale();
  const store = useStore();
  // Looked up anew whenever the recordings have changed.
  const recordings = useApp((app) => app.recordings);
  const [view, setView] = useState<StorageView | null>(null);
  useEffect(() => {
    let isStale = false;
    void store.ask('storage.get', undefined).then((answer) => {
      if (answer.ok && !isStale) setView(answer.value);
    });
    return () => {
      isStale = true;
    };
  }, [store, recordings]);
  if (view === null) return <p className={rows.row}>{STORAGE_WORDS.measuring}</p>;
  return (
    <>
      {view.folders.map(({ folder, path, bytes }) => (
        <div key={folder} className={rows.row} data-testid={`storage-${folder}`}>
          <p className={rows.explained}>
            {FOLDER_WORDS[folder]} · {formatBytes(bytes, language)}
            <span className={styles.path}>{path}</span>
          </p>
          <Button
            aria-label={`${STORAGE_WORDS.open}: ${FOLDER_WORDS[folder]}`}
            onClick={() => void store.act('storage.open', { folder })}
          >
            {STORAGE_WORDS.open}
          </Button>
        </div>
      ))}
      {view.bytesLeft !== null && (
        <div className={rows.row} data-testid="storage-left">
          <p>{STORAGE_WORDS.left}</p>
          <p>{formatBytes(view.bytesLeft, language)}</p>
        </div>
      )}
    </>
  );
}

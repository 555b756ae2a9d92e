import { useEffect, useId, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl/react';
import type { StorageView } from '../../../electron/contract/about.ts';
import { RECORDINGS_LIMITS } from '../../../electron/contract/recordings.ts';
import { useApp, useStore } from '../../app/window-context.tsx';
import { formatBytes } from '../../format.ts';
import { Button } from '../../parts/button.tsx';
import styles from './about.module.css';
import rows from './settings-screen.module.css';

/** Where vault and recordings lie, how much they take, and how much room is left. */
export function Storage() {
  const words = useTranslations('settings.storage');
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
  if (view === null) return <p className={rows.row}>{words('measuring')}</p>;
  return (
    <>
      {view.folders.map(({ folder, path, bytes }) => (
        <div key={folder} className={rows.row} data-testid={`storage-${folder}`}>
          <p className={rows.explained}>
            {words('sizeOf', {
              folder: words(`folders.${folder}`),
              size: formatBytes(bytes, language),
            })}
            <span className={styles.path}>{path}</span>
          </p>
          <Button
            aria-label={words('openOf', { folder: words(`folders.${folder}`) })}
            onClick={() => void store.act('storage.open', { folder })}
          >
            {words('open')}
          </Button>
        </div>
      ))}
      {view.bytesLeft !== null && (
        <div className={rows.row} data-testid="storage-left">
          <p>{words('left')}</p>
          <p>{formatBytes(view.bytesLeft, language)}</p>
        </div>
      )}
      <RecordingsLimit />
    </>
  );
}

/** How much recordings may take; nothing is deleted by it. */
function RecordingsLimit() {
  const words = useTranslations('settings.storage');
  const language = useLocale();
  const store = useStore();
  const limit = useApp((app) => app.recordingsLimit);
  const id = useId();
  const helpId = useId();
  return (
    <div className={rows.row}>
      <p className={rows.explained}>
        <label htmlFor={id}>{words('limit')}</label>
        <span id={helpId}>{words('limitHelp')}</span>
      </p>
      <select
        id={id}
        value={String(limit)}
        aria-describedby={helpId}
        data-testid="recordings-limit"
        onChange={(event) => {
          const chosen = RECORDINGS_LIMITS.find((one) => String(one) === event.target.value);
          if (chosen !== undefined) void store.act('recordings.limit', { limit: chosen });
        }}
      >
        {RECORDINGS_LIMITS.map((one) => (
          <option key={String(one)} value={String(one)}>
            {one === null
              ? words('noLimit')
              : words('limitOf', { size: formatBytes(one, language) })}
          </option>
        ))}
      </select>
    </div>
  );
}

import { useState } from 'react';
import { useApp, useStore } from '../../app/window-context.tsx';
import { useSaid } from '../../app/use-said.ts';
import type { OpenedSource } from '../../../electron/contract/explorer.ts';
import { Button } from '../../parts/button.tsx';
import { CloseIcon, FolderIcon } from '../../parts/icons.tsx';
import { useExplorerWords } from './explorer-words.ts';
import styles from './explorer-screen.module.css';

/** Datasets and recordings as further sources: what opens them, how far they are, what of them is left out. */
export function OpenedSources() {
  const store = useStore();
  const { words } = useExplorerWords();
  const sources = useApp((app) => app.openedSources);
  const recordings = useApp((app) => app.recordings);
  const playable = recordings.filter(({ problem }) => problem === null);
  // Chosen again, it is opened again.
  const [round, setRound] = useState(0);
  return (
    <>
      <div className={styles.openers}>
        <Button
          data-testid="explorer-open-dataset"
          onClick={() => void store.act('explorer.open', { kind: 'dataset' })}
        >
          <FolderIcon />
          {words('open.dataset')}
        </Button>
        {playable.length > 0 && (
          <select
            key={round}
            aria-label={words('open.recording')}
            defaultValue=""
            data-testid="explorer-open-recording"
            onChange={({ target }) => {
              void store.act('explorer.open', { kind: 'recording', id: target.value });
              setRound(round + 1);
            }}
          >
            <option value="" disabled>
              {words('open.recording')}
            </option>
            {playable.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </div>
      {sources.length > 0 && (
        <ul className={styles.opened}>
          {sources.map((source) => (
            <Opened key={source.id} source={source} />
          ))}
        </ul>
      )}
    </>
  );
}

function Opened({ source }: { readonly source: OpenedSource }) {
  const store = useStore();
  const { words } = useExplorerWords();
  const said = useSaid();
  const { id, kind, progress } = source;
  const name = words(`kinds.${kind}`, { name: source.name });
  const isReading = progress.phase === 'reading';
  return (
    <li className={styles.openedSource} data-testid="explorer-source" data-phase={progress.phase}>
      <div role={progress.phase === 'failed' ? 'alert' : undefined}>
        {isReading && (
          <>
            <p>
              {progress.total === 0
                ? words('open.starting', { name })
                : words('open.reading', {
                    name,
                    done: String(progress.done),
                    total: String(progress.total),
                  })}
            </p>
            {progress.total === 0 ? (
              <progress aria-label={name} />
            ) : (
              <progress aria-label={name} max={progress.total} value={progress.done} />
            )}
          </>
        )}
        {progress.phase === 'failed' && (
          <>
            <p>{words('open.failed', { name })}</p>
            <p className={styles.note}>{said(progress.message)}</p>
          </>
        )}
        {progress.phase === 'read' && <p>{name}</p>}
        {progress.phase === 'read' && <LeftOut progress={progress} />}
      </div>
      <Button
        look="quiet"
        size="icon"
        aria-label={words(isReading ? 'open.cancel' : 'open.close', { name })}
        onClick={() => void store.act('explorer.close', { id })}
      >
        <CloseIcon />
      </Button>
    </li>
  );
}

interface LeftOutProps {
  readonly progress: Extract<OpenedSource['progress'], { phase: 'read' }>;
}

function LeftOut({ progress: { looks, missed, unreadable, problem } }: LeftOutProps) {
  const { words } = useExplorerWords();
  const said = useSaid();
  return (
    <>
      {looks === 0 && <p className={styles.note}>{words('open.noLook')}</p>}
      {missed > 0 && <p className={styles.note}>{words('open.missed', { count: missed })}</p>}
      {unreadable > 0 && (
        <p className={styles.note}>{words('open.unreadable', { count: unreadable })}</p>
      )}
      {problem !== null && <p className={styles.note}>{said(problem)}</p>}
    </>
  );
}

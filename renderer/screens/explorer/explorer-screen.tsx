import { useEffect, useMemo, useState } from 'react';
import {
  DEFAULT_MAP_SETTINGS,
  type MapSettings,
} from '../../../electron/analysis/projection/embedding-map.ts';
import {
  EXPLORER_FORMATS,
  type ExplorerFormat,
  type ExplorerSet,
} from '../../../electron/contract/explorer.ts';
import { useApp, useStore } from '../../app/window-context.tsx';
import { Button } from '../../parts/button.tsx';
import { ExportIcon } from '../../parts/icons.tsx';
import { HomeHeader } from '../home-header.tsx';
import { exportFiles } from './export-files.ts';
import styles from './explorer-screen.module.css';
import { useExplorerWords } from './explorer-words.ts';
import { FiguresPanel } from './figures-panel.tsx';
import { Legend } from './legend.tsx';
import { encoderKey, looksOf, mixesTrust, setKey } from './looks.ts';
import { MapArea } from './map-area.tsx';
import { MapChoice } from './map-settings.tsx';
import { OpenedSources } from './opened-sources.tsx';
import type { Size } from './map/map-view.tsx';
import { useEmbeddingMap } from './use-embedding-map.ts';
import { useLookFigures } from './use-look-figures.ts';
import { useTone } from './use-tone.ts';

/** The article's threshold. */
const FIRST_THRESHOLD = 0.4;
const NONE: ReadonlySet<number> = new Set();
const NO_SETS: readonly ExplorerSet[] = [];

/** What the encoder sees: embeddings on a plane, and what their distances say. */
export function ExplorerScreen() {
  const store = useStore();
  const { words } = useExplorerWords();
  // Whoever is enrolled or removed changes what there is; the same people told once more do not.
  const enrolled = useApp(({ people }) =>
    people.map(({ id, name, references }) => `${id} ${name} ${references}`).join('\n'),
  );
  const opened = useApp(({ openedSources }) =>
    openedSources
      .filter(({ progress }) => progress.phase === 'read')
      .map(({ id }) => id)
      .join('\n'),
  );
  const [sets, setSets] = useState<readonly ExplorerSet[] | null>(null);
  const running = useApp(({ engine }) => (engine.phase === 'running' ? engine.encoder : null));

  useEffect(() => {
    let isGone = false;
    void store.act('explorer.embeddings', undefined).then((answer) => {
      if (!isGone) setSets(answer.ok ? answer.value : NO_SETS);
    });
    return () => {
      isGone = true;
    };
  }, [store, enrolled, opened]);

  return (
    <section className={styles.explorer} data-testid="screen-explorer">
      <HomeHeader page="explorer" />
      {sets === null ? (
        <p className={styles.empty}>{words('empty.loading')}</p>
      ) : (
        <Explorer sets={sets} running={running} />
      )}
    </section>
  );
}

interface ExplorerProps {
  readonly sets: readonly ExplorerSet[];
  /** The encoder in use; null: not known. */
  readonly running: string | null;
}

function Explorer({ sets, running }: ExplorerProps) {
  const store = useStore();
  const { words } = useExplorerWords();
  const tone = useTone();
  const encoders = useMemo(() => [...new Set(sets.map(encoderKey))], [sets]);
  const [chosen, setChosen] = useState<string | null>(null);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [settings, setSettings] = useState<MapSettings>(DEFAULT_MAP_SETTINGS);
  const [threshold, setThreshold] = useState(FIRST_THRESHOLD);
  const [selected, setSelected] = useState(NONE);
  const [isNarrowed, setNarrowed] = useState(false);
  const [run, setRun] = useState(0);
  const [size, setSize] = useState<Size>({ width: 640, height: 640 });

  const inUse = encoders.find((encoder) => encoder === running) ?? encoders[0] ?? '';
  const encoder = chosen !== null && encoders.includes(chosen) ? chosen : inUse;
  const looks = useMemo(() => looksOf(sets, encoder, hidden), [sets, encoder, hidden]);
  const { state, cancel } = useEmbeddingMap(looks, settings, run);
  const tried = useMemo(
    () => (isNarrowed && selected.size > 0 ? looks.filter((_, i) => selected.has(i)) : looks),
    [looks, isNarrowed, selected],
  );
  const figures = useLookFigures(tried, threshold, settings.seed);
  const map = state.phase === 'done' && state.looks === looks ? state.map : null;

  /** Other looks have other numbers: what was selected is none of them. */
  function forgetSelection(): void {
    setSelected(NONE);
    setNarrowed(false);
  }

  function toggle(key: string): void {
    const next = new Set(hidden);
    if (!next.delete(key)) next.add(key);
    setHidden(next);
    forgetSelection();
  }

  async function save(format: ExplorerFormat): Promise<void> {
    const method = words(`methods.${map?.method ?? settings.method}`);
    const day = new Date().toISOString().slice(0, 10);
    const title = words('map', { count: looks.length, method });
    const files = await exportFiles(format, { looks, map, title, size, tone });
    if (files === null) return;
    await store.act('explorer.export', { format, name: words('file', { method, day }), files });
  }

  return (
    <div className={styles.body}>
      <div className={styles.tools}>
        <fieldset className={styles.sources}>
          <legend className="visually-hidden">{words('sources')}</legend>
          {sets
            .filter((set) => encoderKey(set) === encoder)
            .map((set) => (
              <label key={setKey(set)} className={styles.source}>
                <input
                  type="checkbox"
                  checked={!hidden.has(setKey(set))}
                  onChange={() => toggle(setKey(set))}
                />
                {words(`kinds.${set.kind}`, { name: set.name })}
                <span className={styles.count}>{set.points.length}</span>
              </label>
            ))}
        </fieldset>
        <MapChoice settings={settings} onChange={setSettings} />
        <OpenedSources />
      </div>
      {encoders.length > 1 && (
        <div className={styles.mixed}>
          <p>{words('mixed', { count: String(encoders.length) })}</p>
          <label>
            {words('encoder')}{' '}
            <select
              value={encoder}
              data-testid="explorer-encoder"
              onChange={(event) => {
                setChosen(event.target.value);
                forgetSelection();
              }}
            >
              {encoders.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
        </div>
      )}
      <div className={styles.columns}>
        <div className={styles.mapColumn}>
          <MapArea
            {...{ looks, state, map, settings, tone, selected }}
            onSelect={setSelected}
            onSize={setSize}
            onCancel={cancel}
            onCompute={() => setRun(run + 1)}
          />
          <Legend
            looks={looks}
            tone={tone}
            onPick={(owner) =>
              setSelected(new Set(looks.flatMap((look, i) => (look.owner === owner ? [i] : []))))
            }
          />
          <div className={styles.selection}>
            <p data-testid="explorer-selected">{words('selected', { count: selected.size })}</p>
            {selected.size > 0 && (
              <>
                <label>
                  <input
                    type="checkbox"
                    checked={isNarrowed}
                    onChange={(event) => setNarrowed(event.target.checked)}
                  />{' '}
                  {words('onlySelected')}
                </label>
                <Button look="quiet" onClick={forgetSelection}>
                  {words('clear')}
                </Button>
              </>
            )}
          </div>
          <div className={styles.exports} role="group" aria-label={words('exports.title')}>
            {EXPLORER_FORMATS.map((format) => (
              <Button
                key={format}
                disabled={
                  looks.length === 0 || (map === null && (format === 'svg' || format === 'png'))
                }
                data-testid={`explorer-export-${format}`}
                onClick={() => void save(format)}
              >
                <ExportIcon />
                {words(`exports.${format}`)}
              </Button>
            ))}
          </div>
        </div>
        <div className={styles.figures} data-testid="explorer-figures">
          {figures !== null && (
            <FiguresPanel
              shown={figures}
              threshold={threshold}
              onThreshold={setThreshold}
              mixesTrust={mixesTrust(tried)}
              hasAttempts={looks.some(({ set }) => set.kind === 'attempts')}
              hasRecordings={looks.some(({ set }) => set.kind === 'recording')}
            />
          )}
        </div>
      </div>
    </div>
  );
}

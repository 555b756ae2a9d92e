import type {
  EmbeddingMap,
  MapSettings,
} from '../../../electron/analysis/projection/embedding-map.ts';
import { Button } from '../../parts/button.tsx';
import styles from './explorer-screen.module.css';
import { useExplorerWords, type ExplorerWords } from './explorer-words.ts';
import type { Look } from './looks.ts';
import { MapView, type Size } from './map/map-view.tsx';
import type { Tone } from './map/person-colors.ts';
import type { MapState } from './use-embedding-map.ts';

interface MapAreaProps {
  readonly looks: readonly Look[];
  readonly state: MapState;
  /** The map of these looks; null: there is none yet. */
  readonly map: EmbeddingMap | null;
  readonly settings: MapSettings;
  readonly tone: Tone;
  readonly selected: ReadonlySet<number>;
  readonly onSelect: (looks: ReadonlySet<number>) => void;
  readonly onSize: (size: Size) => void;
  readonly onCancel: () => void;
  readonly onCompute: () => void;
}

/** The map, or why there is none, with its progress. */
export function MapArea(props: MapAreaProps) {
  const said = useExplorerWords();
  const { words, percent } = said;
  const { looks, state, map, settings, onCancel, onCompute } = props;
  return (
    <div
      className={styles.mapArea}
      data-phase={map === null && state.phase === 'done' ? 'waiting' : state.phase}
      data-testid="explorer-map-area"
    >
      {looks.length === 0 ? (
        <p className={styles.empty}>{words('empty.none')}</p>
      ) : map !== null ? (
        <MapView {...props} map={map} />
      ) : (
        <div className={styles.waiting}>
          {state.phase === 'computing' && (
            <>
              <p>{words('computing', { percent: percent(Math.round(100 * state.share) / 100) })}</p>
              <progress value={state.share} aria-label={words('progress')} />
              <Button data-testid="explorer-cancel" onClick={onCancel}>
                {words('cancel')}
              </Button>
            </>
          )}
          {(state.phase === 'cancelled' || state.phase === 'failed') && (
            <>
              <p>{words(state.phase)}</p>
              <Button data-testid="explorer-compute" onClick={onCompute}>
                {words('compute')}
              </Button>
            </>
          )}
        </div>
      )}
      {map !== null && looks.length > 0 && (
        <p className={styles.note}>{noteOf(map, settings, looks.length, said)}</p>
      )}
    </div>
  );
}

/** What has to be known of a map to read it. */
function noteOf(
  map: EmbeddingMap,
  { method }: MapSettings,
  all: number,
  { words, percent }: ExplorerWords,
): string {
  const notes = [
    ...(map.method !== method ? [words('tooFew', { method: words(`methods.${method}`) })] : []),
    ...(map.indices.length < all
      ? [words('sampled', { shown: String(map.indices.length), all: String(all) })]
      : []),
    ...(map.explained === null ? [] : [words('explained', { percent: percent(map.explained) })]),
  ];
  return notes.join(' ');
}

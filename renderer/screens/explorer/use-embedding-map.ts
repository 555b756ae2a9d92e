import { useEffect, useState } from 'react';
import type {
  EmbeddingMap,
  MapSettings,
} from '../../../electron/analysis/projection/embedding-map.ts';
import type { Look } from './looks.ts';
import { startWorker } from './worker/start-worker.ts';

export type MapState =
  | { readonly phase: 'waiting' }
  /** `share` 0 to 1. */
  | { readonly phase: 'computing'; readonly share: number }
  | { readonly phase: 'cancelled' }
  | { readonly phase: 'failed' }
  /** The map of these looks. */
  | { readonly phase: 'done'; readonly map: EmbeddingMap; readonly looks: readonly Look[] };

/** A slider that is dragged is waited for, milliseconds. */
const SETTLE_MS = 180;

/**
 * The map of the looks, computed by a worker that is ended when something else is wanted.
 * @param run another number computes again
 */
export function useEmbeddingMap(
  looks: readonly Look[],
  settings: MapSettings,
  run: number,
): { readonly state: MapState; readonly cancel: () => void } {
  const [state, setState] = useState<MapState>({ phase: 'waiting' });
  const [task, setTask] = useState<{ readonly end: () => void } | null>(null);
  useEffect(() => {
    let end = (): void => undefined;
    const timer = setTimeout(() => {
      setState({ phase: 'computing', share: 0 });
      const worker = startWorker(
        (answer) => {
          if (answer.kind === 'progress') {
            setState({ phase: 'computing', share: answer.share });
          } else if (answer.kind === 'map') {
            worker.end();
            setState({ phase: 'done', map: answer.map, looks });
          }
        },
        () => setState({ phase: 'failed' }),
      );
      end = worker.end;
      setTask(worker);
      worker.send({
        kind: 'map',
        embeddings: looks.map(({ point }) => point.embedding),
        settings,
      });
    }, SETTLE_MS);
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [looks, settings, run]);
  return {
    state,
    cancel() {
      task?.end();
      setState({ phase: 'cancelled' });
    },
  };
}

/** Maps and figures on a thread of their own. Whoever wants one no more ends the worker. */
import { embeddingMap } from '../../../../electron/analysis/projection/embedding-map.ts';
import { operatingPoint } from '../../../../electron/analysis/metrics/operating-point.ts';
import { lookFigures } from '../../../../electron/analysis/trials/look-figures.ts';
import type { TrialTable } from '../../../../electron/analysis/trials/trial-table.ts';
import type { WorkerAnswer, WorkerTask } from './protocol.ts';

/** Progress is told no more often than an eye follows, milliseconds. */
const TELL_EVERY_MS = 60;

let table: TrialTable | null = null;
let toldMs = 0;

const tell = (answer: WorkerAnswer): void => self.postMessage(answer);

function progress(share: number): boolean {
  const nowMs = performance.now();
  if (nowMs - toldMs >= TELL_EVERY_MS) {
    toldMs = nowMs;
    tell({ kind: 'progress', share });
  }
  return true;
}

self.addEventListener('message', ({ data }: MessageEvent<WorkerTask>) => {
  switch (data.kind) {
    case 'map': {
      const map = embeddingMap(data.embeddings, data.settings, progress);
      if (map !== null) tell({ kind: 'map', map });
      return;
    }
    case 'figures': {
      const made = lookFigures(data.looks, data.seed);
      table = made.table;
      return tell({ kind: 'figures', figures: made.figures });
    }
    case 'point':
      if (table !== null) tell({ kind: 'point', point: operatingPoint(table, data.threshold) });
  }
});

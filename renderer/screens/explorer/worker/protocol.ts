/** What the window and its worker tell each other. */
import type {
  EmbeddingMap,
  MapSettings,
} from '../../../../electron/analysis/projection/embedding-map.ts';
import type { OperatingPoint } from '../../../../electron/analysis/metrics/operating-point.ts';
import type { LookFigures, LookToTry } from '../../../../electron/analysis/trials/look-figures.ts';

export type WorkerTask =
  | {
      readonly kind: 'map';
      readonly embeddings: readonly Float32Array[];
      readonly settings: MapSettings;
    }
  | { readonly kind: 'figures'; readonly looks: readonly LookToTry[]; readonly seed: number }
  /** Of the figures before. */
  | { readonly kind: 'point'; readonly threshold: number };

export type WorkerAnswer =
  /** 0 to 1. */
  | { readonly kind: 'progress'; readonly share: number }
  | { readonly kind: 'map'; readonly map: EmbeddingMap }
  | { readonly kind: 'figures'; readonly figures: LookFigures }
  | { readonly kind: 'point'; readonly point: OperatingPoint };

/** Import and export of recordings, as the windows and the engine see them. */
import type { Problem } from './problem.ts';

/** Formats that sessions are written in. */
export const EXPORT_FORMATS = ['recording', 'tum', 'fakenect', 'dataset', 'ply'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What the 16 bits of a depth PNG mean. A file does not say. */
export const DEPTH_ENCODINGS = ['millimetres', 'tum', 'sun'] as const;
export type DepthEncoding = (typeof DEPTH_ENCODINGS)[number];

/** What the system's window lets a person choose for an import: it cannot offer both at once everywhere. */
export const IMPORT_KINDS = ['folder', 'file'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** One import or export in the list of the windows; one that was cancelled leaves it. */
export interface ExchangeJob {
  readonly id: string;
  readonly direction: 'import' | 'export';
  /** What is imported, or under which name something is exported: a file's or a folder's, without its path. */
  readonly name: string;
  readonly progress: ExchangeProgress;
}

export type ExchangeProgress =
  /** Others come first. */
  | { readonly phase: 'waiting' }
  | {
      readonly phase: 'running';
      readonly done: number;
      /** Frames; null where only reading would tell. */
      readonly total: number | null;
      /** Milliseconds, from the pace so far; null while that says nothing. */
      readonly leftMs: number | null;
    }
  | { readonly phase: 'cancelling' }
  | {
      readonly phase: 'finished';
      readonly frames: number;
      /** What the format could not hold, in sentences. */
      readonly losses: readonly string[];
    }
  | { readonly phase: 'failed'; readonly problem: Problem };

export interface ExportSummary {
  readonly output: string;
  readonly frames: number;
  /** What the format could not hold, in sentences; empty when nothing was lost. */
  readonly losses: readonly string[];
}

/** What main lets the engine convert. */
export interface ExchangeRequest {
  /** Recognised by its content. */
  readonly input: string;
  /** Must not exist yet. */
  readonly output: string;
  readonly format: ExportFormat;
  /** The only frame to take, counted from 0; a point cloud takes the first where nothing is said. */
  readonly frame?: number;
  /** Of a single depth PNG; not needed for anything else. */
  readonly encoding?: DepthEncoding;
}

/** The engine, about a conversion; the last event is its end. */
export type ExchangeEvent =
  | { readonly kind: 'started'; readonly id: string }
  | {
      readonly kind: 'progress';
      readonly id: string;
      readonly done: number;
      /** Null where only reading would tell. */
      readonly total: number | null;
    }
  | { readonly kind: 'finished'; readonly id: string; readonly summary: ExportSummary }
  | { readonly kind: 'cancelled'; readonly id: string }
  | { readonly kind: 'failed'; readonly id: string; readonly problem: Problem };

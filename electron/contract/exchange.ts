/** Import and export of recordings, as the windows and the engine see them. */
import type { Intrinsics } from './frame.ts';
import type { Problem } from './problem.ts';
import type { LeftOut, Reading } from './reading.ts';

/** Formats that sessions can be written in. */
export const EXPORT_FORMATS = ['recording', 'tum', 'ros2', 'fakenect', 'dataset', 'ply'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Meaning of the numbers of a depth picture, which the file does not state. */
export const DEPTH_ENCODINGS = ['millimetres', 'metres', 'tum', 'sun'] as const;
export type DepthEncoding = (typeof DEPTH_ENCODINGS)[number];

/** File or folder: not every system's dialog can offer both at once. */
export const IMPORT_KINDS = ['folder', 'file'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** One import or export in the windows' list; a cancelled one leaves it. */
export interface ExchangeJob {
  readonly id: string;
  readonly direction: 'import' | 'export';
  /** Name of the imported or exported file or folder, without its path. */
  readonly name: string;
  readonly progress: ExchangeProgress;
}

export type ExchangeProgress =
  /** Queued behind others. */
  | { readonly phase: 'waiting' }
  | {
      readonly phase: 'running';
      readonly done: number;
      /** Number of frames; null if only reading would tell. */
      readonly total: number | null;
      /** Milliseconds, from the pace so far; null while that is too uncertain. */
      readonly leftMs: number | null;
    }
  | { readonly phase: 'cancelling' }
  | {
      readonly phase: 'finished';
      readonly frames: number;
      /** What the format could not hold, in sentences. */
      readonly losses: readonly string[];
      /** What of an import has to be known: what was left out, and what was assumed. In sentences. */
      readonly notices?: readonly string[];
      /** How the numbers of an import were read. */
      readonly reading?: Reading;
    }
  | { readonly phase: 'failed'; readonly problem: Problem };

export interface ExportSummary {
  readonly output: string;
  readonly frames: number;
  /** What had to be assumed or left out of the input, and what the format could not hold, in sentences. */
  readonly losses: readonly string[];
  /** Frames that could not be read; absent when all could. */
  readonly leftOut?: LeftOut;
  /** Warnings of the import, in sentences: what was assumed, which stream is missing. Absent when there are none. */
  readonly notices?: readonly string[];
  /** How the numbers of an import were read; absent for a recording of a camera, which says all of it. */
  readonly reading?: Reading;
}

/** What a person says of an import that its files do not. One that has no effect is refused. */
export interface ImportArguments {
  /** Meaning of the numbers of depth pictures. */
  readonly encoding?: DepthEncoding;
  /** Of the registered picture, pixels. */
  readonly intrinsics?: Intrinsics;
  /** Millimetres of one unit of depth. */
  readonly millimetresPerUnit?: number;
  /** More values that mean "no reading", as the file holds them. */
  readonly invalid?: readonly number[];
  /** Topics of a ROS 2 bag that has several. */
  readonly topics?: TopicChoice;
}

/** Names of topics in a ROS 2 bag. */
export interface TopicChoice {
  readonly depth?: string;
  readonly color?: string;
}

/** A conversion that main orders from the engine. */
export interface ExchangeRequest extends ImportArguments {
  /** Its format is recognised by its content. */
  readonly input: string;
  /** Must not exist yet. */
  readonly output: string;
  readonly format: ExportFormat;
  /** The only frame to take, counted from 0; default for a point cloud: the first. */
  readonly frame?: number;
  /** Refuse a session of which one frame cannot be read, instead of leaving that frame out. */
  readonly strict?: boolean;
}

/** Engine's events about a conversion; the last event is its end. */
export type ExchangeEvent =
  | { readonly kind: 'started'; readonly id: string }
  | {
      readonly kind: 'progress';
      readonly id: string;
      readonly done: number;
      /** Null if only reading would tell. */
      readonly total: number | null;
    }
  | { readonly kind: 'finished'; readonly id: string; readonly summary: ExportSummary }
  | { readonly kind: 'cancelled'; readonly id: string }
  | { readonly kind: 'failed'; readonly id: string; readonly problem: Problem };

/** What the explorer lays out: embeddings with what is known of the looks that they are of. */
import type { Spectrum, Trust } from './frame.ts';

/** Where embeddings come from. */
export const EXPLORER_KINDS = [
  /** Those of enrolled people. */
  'references',
  /** Recent attempts at the lock: in memory only. */
  'attempts',
  'recording',
  'dataset',
  /** Those of the eight virtual people, which ship with the app. */
  'virtual-people',
] as const;
export type ExplorerKind = (typeof EXPLORER_KINDS)[number];

export interface EncoderVersion {
  readonly name: string;
  readonly version: string;
}

/** One look. */
export interface ExplorerPoint {
  /** 128 numbers of unit length. */
  readonly embedding: Float32Array;
  /** Added to squared distances of this look as a probe (`FaceEmbedding`). */
  readonly handicap: number;
  /** Whose it is; null: not known. */
  readonly person: string | null;
  /** Degrees, as measured. */
  readonly yaw: number;
  readonly pitch: number;
  /** The picture it was taken from: looks in infrared lie apart from those in colour. */
  readonly spectrum: Spectrum;
  readonly trust: Trust;
  /** When it was seen; null: not known, or it does not matter. */
  readonly timeIso: string | null;
  /** Of an attempt: whether it opened. */
  readonly opened?: boolean;
  /** A small JPEG of the look, where a picture may be kept. */
  readonly thumbnail?: Uint8Array;
}

/** Embeddings of one source and one encoder: those of different encoders cannot be compared. */
export interface ExplorerSet {
  readonly kind: ExplorerKind;
  /** Of a recording or dataset its own; the window has words for the others. */
  readonly name: string;
  readonly encoder: EncoderVersion;
  readonly points: readonly ExplorerPoint[];
}

/** How many sources may be opened at once, and how many of the looks of one are taken. */
export const MOST_OPENED = 12;
export const MOST_LOOKS_OPENED = 50_000;

/** A recording or dataset that was opened in the explorer: known by main until it is closed, or the app ends. */
export interface OpenedSource {
  readonly id: string;
  readonly kind: 'recording' | 'dataset';
  /** No other one has it. */
  readonly name: string;
  readonly progress: SourceProgress;
}

export type SourceProgress =
  /** `total` 0: not known yet. */
  | { readonly phase: 'reading'; readonly done: number; readonly total: number }
  | {
      readonly phase: 'read';
      readonly looks: number;
      /** Without a face. */
      readonly missed: number;
      readonly unreadable: number;
      /** Why the first of them could not be read. */
      readonly problem: string | null;
    }
  /** `message`: a sentence of the command line. */
  | { readonly phase: 'failed'; readonly message: string };

/** `fused 4` → name and version; what has no version keeps its whole name. */
export function encoderVersionOf(encoder: string): EncoderVersion {
  const space = encoder.lastIndexOf(' ');
  return space === -1
    ? { name: encoder, version: '' }
    : { name: encoder.slice(0, space), version: encoder.slice(space + 1) };
}

/** What a window writes of the explorer. */
export const EXPLORER_FORMATS = ['svg', 'png', 'csv', 'tensorboard'] as const;
export type ExplorerFormat = (typeof EXPLORER_FORMATS)[number];

/** Files of each format, in the order in which a window sends them. */
export const EXPLORER_FILES: Readonly<Record<ExplorerFormat, readonly string[]>> = {
  svg: ['svg'],
  png: ['png'],
  csv: ['csv'],
  tensorboard: ['vectors.tsv', 'metadata.tsv'],
};

/** More than 50 000 embeddings as text need. */
export const LARGEST_EXPLORER_FILE = 160e6;

/** How many attempts are remembered. */
export const ATTEMPTS_REMEMBERED = 50;

/** The look that decided an attempt at the lock, from the engine's memory. */
export interface AttemptLook {
  readonly embedding: Float32Array;
  readonly handicap: number;
  /** Whom it opened for; null: it was refused. */
  readonly personId: string | null;
  readonly yaw: number;
  readonly pitch: number;
  readonly spectrum: Spectrum;
  readonly trust: Trust;
  /** By the clock on the wall, milliseconds. */
  readonly atMs: number;
}

/** What the engine's main thread and the thread that analyses a recording say to each other. */
import type { MessagePort } from 'node:worker_threads';
import type { GalleryEntry } from '../../../contract/engine/engine-messages.ts';
import type { EncoderEngine } from '../../../contract/encoder-runtime.ts';
import type { AnalysisEvent } from '../../../contract/recording-analysis.ts';
import type { SecurityChoice } from '../../../contract/security.ts';

/** Against whom a recording is analysed. */
export type AnalysisPlan =
  | { readonly kind: 'people'; readonly gallery: readonly GalleryEntry[] }
  | {
      readonly kind: 'encoders';
      /** Name of the encoder that is compared with the usual one. */
      readonly encoder: string;
      /** File that shows who is enrolled with both; null: the beginning of the recording itself. */
      readonly enrolment: string | null;
    };

/** What is analysed, and how. */
export interface AnalysisData {
  readonly assets: string;
  /** What the usual encoder should run in. */
  readonly engine: EncoderEngine;
  readonly file: string;
  /** Index of the first frame to look at. */
  readonly from: number;
  readonly plan: AnalysisPlan;
  readonly security: SecurityChoice;
}

/** Handed to the thread when it starts. */
export interface AnalysisThreadData extends AnalysisData {
  /** Where it gets recordings (`recordings-port.ts`). */
  readonly recordings: MessagePort;
}

export type AnalysisCommand =
  /** Look at some frames more, and say what they show. */
  { readonly kind: 'go-on' } | { readonly kind: 'end' };

/** `began` comes first, by itself; one `piece` for each `go-on`, then `done` after the last frame. */
export type AnalysisAnswer = Extract<
  AnalysisEvent,
  { kind: 'began' | 'piece' | 'done' | 'failed' }
>;

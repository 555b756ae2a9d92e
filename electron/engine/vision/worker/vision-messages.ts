/** What the engine's main thread and the vision worker say to each other. */
import type { EncoderEngine, EncoderRuntime } from '../../../contract/encoder-runtime.ts';
import type { RgbdFrame } from '../../../contract/frame.ts';
import type { Problem } from '../../../contract/problem.ts';
import type { LookOptions, Vision, VisionResult } from '../pipeline.ts';

/** Handed to the worker when it starts. */
export interface VisionWorkerData {
  readonly assets: string;
  readonly engine: EncoderEngine;
}

export type VisionCommand =
  | { readonly kind: 'process'; readonly frame: RgbdFrame; readonly options: LookOptions }
  | { readonly kind: 'embed-infrared' }
  | { readonly kind: 'dispose' };

/** One `result` for each `process`, and one `infrared` for each `embed-infrared`, in order. */
export type VisionMessage =
  | {
      readonly kind: 'ready';
      readonly encoder: Vision['encoder'];
      readonly runtime: EncoderRuntime;
    }
  | { readonly kind: 'failed'; readonly problem: Problem }
  | { readonly kind: 'result'; readonly result: VisionResult }
  | { readonly kind: 'infrared'; readonly embedding: VisionResult['embedding'] };

/** What runs the encoder's network, as a person chooses it, and what came of the choice. */

/** Both give the same embedding to 1e-4. */
export const ENCODER_ENGINES = ['onnxruntime', 'tfjs-node'] as const;
export type EncoderEngine = (typeof ENCODER_ENGINES)[number];

/** The one that always works. */
export const DEFAULT_ENGINE: EncoderEngine = 'onnxruntime';

/**
 * Why the encoder does not run in TensorFlow for Node.js: the package is not there, or its native library is not, or it
 * was tried and failed.
 */
export const TFJS_OBSTACLES = ['not-installed', 'no-library', 'failed'] as const;
export type TfjsObstacle = (typeof TFJS_OBSTACLES)[number];

/**
 * Where onnxruntime may compute the encoder in bulk work, by its own names: the processor, CUDA (Linux), DirectML
 * (Windows), Core ML (macOS). The app uses the processor alone.
 */
export const EXECUTION_PROVIDERS = ['cpu', 'cuda', 'dml', 'coreml'] as const;
export type ExecutionProvider = (typeof EXECUTION_PROVIDERS)[number];

/** The runtime in use. */
export interface EncoderRuntime {
  readonly engine: EncoderEngine;
  /** Version of onnxruntime, which runs all other networks whatever runs the encoder. */
  readonly onnxruntime: string;
  /** Null: tfjs-node is there, or in use. */
  readonly tfjsObstacle: TfjsObstacle | null;
}

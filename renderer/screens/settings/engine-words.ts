/** Words about what the encoder runs in. */
import type {
  EncoderEngine,
  EncoderRuntime,
  TfjsObstacle,
} from '../../../electron/contract/encoder-runtime.ts';

export const ENGINE_WORDS: Readonly<Record<EncoderEngine, string>> = {
  onnxruntime: 'Comes with Depthlock, and is the faster one.',
  'tfjs-node':
    'TensorFlow for Node.js. Gives the same answers; for comparing, and where onnxruntime makes trouble.',
};

const OBSTACLE_WORDS: Readonly<Record<TfjsObstacle, string>> = {
  'not-installed': 'It is not part of this Depthlock, so it cannot be chosen.',
  'no-library':
    'Its native library is missing: its installer could not download it. So it cannot be chosen.',
  failed: 'It was tried and did not work on this computer.',
};

/** How an engine stands; `isMissing`: choosing it could not help. */
export function engineStateWords(
  engine: EncoderEngine,
  isChosen: boolean,
  runtime: EncoderRuntime | null,
): { readonly text: string; readonly isMissing: boolean } {
  if (runtime === null) return { text: '', isMissing: false };
  if (runtime.engine === engine) {
    return { text: isChosen ? 'In use.' : 'In use meanwhile.', isMissing: false };
  }
  if (engine !== 'tfjs-node' || runtime.tfjsObstacle === null)
    return { text: '', isMissing: false };
  return {
    text: OBSTACLE_WORDS[runtime.tfjsObstacle],
    isMissing: runtime.tfjsObstacle !== 'failed',
  };
}

/** Words about what the encoder runs in. */
import type { EncoderEngine, EncoderRuntime } from '../../../electron/contract/encoder-runtime.ts';
import type { Language } from '../../../electron/contract/language.ts';
import { wordsIn } from '../../../electron/words/words-in.ts';

/** How an engine stands; `isMissing`: choosing it could not help. */
export function engineStateWords(
  engine: EncoderEngine,
  isChosen: boolean,
  runtime: EncoderRuntime | null,
  language: Language,
): { readonly text: string; readonly isMissing: boolean } {
  const words = wordsIn(language, 'settings.engine');
  if (runtime === null) return { text: '', isMissing: false };
  if (runtime.engine === engine) {
    return { text: words(isChosen ? 'inUse' : 'inUseMeanwhile'), isMissing: false };
  }
  if (engine !== 'tfjs-node' || runtime.tfjsObstacle === null)
    return { text: '', isMissing: false };
  return {
    text: words(`obstacles.${runtime.tfjsObstacle}`),
    isMissing: runtime.tfjsObstacle !== 'failed',
  };
}

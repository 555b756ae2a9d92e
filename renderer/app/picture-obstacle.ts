import type { Language } from '../../electron/contract/language.ts';
import type { AppState } from '../../electron/contract/window/app-state.ts';
import { translateSaid } from '../../electron/words/said/translate-said.ts';
import { wordsIn } from '../../electron/words/words-in.ts';

/**
 * Why there is no live picture, as a sentence; null while a camera, or a recording in its place, delivers one. The last
 * picture stands still then, and must not be taken for a live one.
 */
export function pictureObstacle(
  { engine, player, sources }: Pick<AppState, 'engine' | 'player' | 'sources'>,
  language: Language,
): string | null {
  const words = wordsIn(language, 'live.obstacles');
  if (engine.phase !== 'running') return words('engine');
  if (player.phase === 'open' || sources.some(({ state }) => state === 'streaming')) return null;
  const chosen = sources.find(({ state }) => state === 'stopped' || state === 'starting');
  if (chosen?.state === 'starting') {
    return words('starting', { camera: translateSaid(chosen.title, language) });
  }
  return chosen?.reason === undefined ? words('none') : translateSaid(chosen.reason, language);
}

import type { AppState } from '../../electron/contract/window/app-state.ts';

/**
 * Why there is no live picture, as a sentence; null while a camera, or a recording in its place, delivers one. The last
 * picture stands still then, and must not be taken for a live one.
 */
export function pictureObstacle({
  engine,
  player,
  sources,
}: Pick<AppState, 'engine' | 'player' | 'sources'>): string | null {
  if (engine.phase !== 'running') return 'The camera engine is not running.';
  if (player.phase === 'open' || sources.some(({ state }) => state === 'streaming')) return null;
  const chosen = sources.find(({ state }) => state === 'stopped' || state === 'starting');
  if (chosen?.state === 'starting') return `${chosen.title} is starting.`;
  return chosen?.reason ?? 'No camera delivers pictures now. Choose one in Settings.';
}

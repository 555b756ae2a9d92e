/** What to do about an engine that died again and again, by the camera that it was using. */
import type { SourceState } from '../../contract/camera.ts';

/** @param isPlaying a recording had the camera's place */
export function giveUpAdvice(sources: readonly SourceState[], isPlaying: boolean): string {
  if (isPlaying) {
    return 'The recording that was playing may be damaged. Choose “Try again”, and play another one.';
  }
  const used =
    sources.find(({ state }) => state === 'streaming' || state === 'starting') ??
    sources.find(({ chosen }) => chosen === true);
  if (used === undefined || used.source === 'virtual') {
    return 'Choose “Try again”. If that does not help, restart the computer, or install Depthlock again.';
  }
  return `Unplug the ${used.title} and plug it in again, then choose “Try again”.`;
}

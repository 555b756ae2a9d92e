import type { RecordingEvent } from '../../contract/recording-analysis.ts';

/**
 * The next event after a place, or the last one before it; null: there is none. Those of the frame that is shown are
 * neither.
 * @param events in order
 * @param index of the frame that is shown
 */
export function eventBeside(
  events: readonly RecordingEvent[],
  index: number,
  towards: 1 | -1,
): RecordingEvent | null {
  const found =
    towards === 1
      ? events.find(({ frame }) => frame > index)
      : events.findLast(({ frame }) => frame < index);
  return found ?? null;
}

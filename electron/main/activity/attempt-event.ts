import type { ActivityEvent } from '../../contract/activity.ts';
import type { AttemptReport, JudgedLock } from '../../contract/identity.ts';

/** What the log says of an attempt that was decided; null: it opened, and nobody is in. */
export function attemptEvent(report: AttemptReport, view: JudgedLock): ActivityEvent | null {
  const { refused, picture, level, nearest, seenMs } = report;
  if (refused !== null) {
    return {
      kind: 'refused',
      because: refused,
      level,
      seenMs,
      ...(picture === null ? {} : { picture }),
      ...(nearest === null ? {} : { personId: nearest.personId, distance: nearest.distance }),
    };
  }
  if (view.phase !== 'unlocked') return null;
  const { personId, latencyMs, distance } = view;
  return {
    kind: 'opened',
    by: 'face',
    personId,
    level,
    ...(latencyMs === undefined ? {} : { latencyMs }),
    ...(distance === undefined ? {} : { distance }),
  };
}

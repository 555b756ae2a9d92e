/** What the list of activity is filtered by. */
import type { ActivityEntry, ActivityEvent } from './activity.ts';

/** What a filter keeps. */
export const ACTIVITY_KINDS = ['all', 'opened', 'refused', 'changes'] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

/** What kind an event is of; null: neither. */
export function kindOf({ kind }: ActivityEvent): Exclude<ActivityKind, 'all'> | null {
  switch (kind) {
    case 'opened':
      return 'opened';
    case 'refused':
    case 'limit-reached':
      return 'refused';
    case 'changed':
    case 'erased':
    case 'log-damaged':
      return 'changes';
    case 'started':
    case 'locked':
      return null;
  }
}

export function filtered(
  entries: readonly ActivityEntry[],
  kind: ActivityKind,
): readonly ActivityEntry[] {
  return kind === 'all' ? entries : entries.filter(({ event }) => kindOf(event) === kind);
}

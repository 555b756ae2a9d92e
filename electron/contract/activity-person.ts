import type { ActivityEvent } from './activity.ts';

/** Whom an event is about; null: nobody, or nobody in particular. */
export const personOf = (event: ActivityEvent): string | null =>
  'personId' in event ? (event.personId ?? null) : null;

import type { ActivityEntry, ActivityEvent } from '../../electron/contract/activity.ts';

const MINUTE_MS = 60_000;
const ADA = { personId: 'ada' } as const;

/** Events, and how many minutes before now they were. */
const EVENTS: readonly (readonly [number, ActivityEvent])[] = [
  [2900, { kind: 'changed', change: 'enrolled', ...ADA }],
  [2890, { kind: 'opened', by: 'face', ...ADA, latencyMs: 240, distance: 0.44, level: 'balanced' }],
  [2700, { kind: 'locked', cause: 'idle' }],
  [1500, { kind: 'started' }],
  [1499, { kind: 'opened', by: 'pin', ...ADA }],
  [1320, { kind: 'locked', cause: 'face-left' }],
  [1310, { kind: 'refused', because: 'stranger', ...ADA, distance: 1.21, seenMs: 1900 }],
  [1309, { kind: 'refused', because: 'picture', picture: 'bent', seenMs: 800, level: 'balanced' }],
  [1200, { kind: 'opened', by: 'face', ...ADA, latencyMs: 310, distance: 0.52, level: 'balanced' }],
  [60, { kind: 'locked', cause: 'asked' }],
  [40, { kind: 'refused', because: 'wrong-pin' }],
  [39, { kind: 'opened', by: 'pin', ...ADA }],
  [38, { kind: 'changed', change: 'security-changed' }],
  [1, { kind: 'opened', by: 'face', ...ADA, latencyMs: 180, distance: 0.41, level: 'balanced' }],
];

/** What may have happened to the enrolled virtual person up to a time. */
export const sampleActivity = (until: Date): readonly ActivityEntry[] =>
  EVENTS.map(([minutes, event], place) => ({
    number: place + 1,
    at: new Date(until.getTime() - minutes * MINUTE_MS).toISOString(),
    event,
  }));

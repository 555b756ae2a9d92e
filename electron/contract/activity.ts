/** What happened at the lock, for the people enrolled: shown, filtered and exported in an unlocked window only. */
import { z } from 'zod';
import { REFUSAL_REASONS } from './identity.ts';
import { NOT_LIVE_REASONS } from './observation.ts';
import { SECURITY_LEVELS } from './security.ts';

const person = z.string().min(1).max(100);
const distance = z.number().min(0).max(2);
const milliseconds = z.number().min(0).max(1e9);

/** Why it locked. */
export const LOCK_CAUSES = ['asked', 'idle', 'face-left', 'suspended', 'session-locked'] as const;
export type LockCause = (typeof LOCK_CAUSES)[number];
/** What runs out: tries of faces, pictures one after the other, tries of PINs. */
const LIMITS_REACHED = ['tries', 'pictures', 'pins'] as const;
/** What is changed only after the PIN. */
const PROTECTED_CHANGES = [
  'enrolled',
  'appearance-added',
  'enrolled-again',
  'renamed',
  'removed',
  'removed-all',
  'pin-changed',
  'security-changed',
  'lock-actions-changed',
  'exported',
] as const;

export const activityEvent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('started') }),
  z.strictObject({
    kind: z.literal('opened'),
    by: z.enum(['face', 'pin', 'recovery-code']),
    /** Null: whoever has the recovery code. */
    personId: person.nullable(),
    /** From the first frame with the face to the decision; for a face only. */
    latencyMs: milliseconds.optional(),
    distance: distance.optional(),
    level: z.enum(SECURITY_LEVELS).optional(),
  }),
  z.strictObject({
    kind: z.literal('refused'),
    because: z.enum([...REFUSAL_REASONS, 'wrong-pin', 'interrupted']),
    /** What a picture looked like. */
    picture: z.enum(NOT_LIVE_REASONS).optional(),
    /** Whom it was nearest to. */
    personId: person.optional(),
    distance: distance.optional(),
    seenMs: milliseconds.optional(),
    level: z.enum(SECURITY_LEVELS).optional(),
  }),
  z.strictObject({ kind: z.literal('limit-reached'), limit: z.enum(LIMITS_REACHED) }),
  z.strictObject({ kind: z.literal('locked'), cause: z.enum(LOCK_CAUSES) }),
  z.strictObject({
    kind: z.literal('changed'),
    change: z.enum(PROTECTED_CHANGES),
    personId: person.optional(),
  }),
  /** Entries before this one were erased on purpose. */
  z.strictObject({ kind: z.literal('erased'), entries: z.int().nonnegative() }),
  /** Something other than Depthlock changed the log; what it held was put aside. */
  z.strictObject({ kind: z.literal('log-damaged') }),
]);

export type ActivityEvent = z.infer<typeof activityEvent>;

export interface ActivityEntry {
  /** Counts from 1. */
  readonly number: number;
  /** ISO 8601, by the clock on the wall. */
  readonly at: string;
  readonly event: ActivityEvent;
}

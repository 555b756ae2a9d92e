/** What `depthlock evaluate --attempts` measured, as it is kept beside the encoder and shown in Settings. */
import { z } from 'zod';

const share = z.number().min(0).max(1);
const count = z.number().int().min(0);

/** A measured share with its interval of 95 %; `rate` is null without trials. */
const rate = z.object({
  errors: count,
  trials: count,
  rate: share.nullable(),
  low: share,
  high: share,
});

/** `untilLockOut`: at least one of five attempts in a row; null where fewer were played. */
const perAttempt = z.object({ perAttempt: rate, untilLockOut: rate.nullable() });

const species = z.object({
  species: z.string().max(100),
  /** Attempts that liveness took for a living face, whoever was recognised (APCER). */
  apcer: rate,
  /** Attempts that opened the owner's lock (IAPAR). */
  iapar: perAttempt,
});

const named = z.object({ name: z.string().max(100), frr: rate, bpcer: rate });

const level = z.object({
  level: z.string().max(60),
  /** Others who show their own face. */
  far: perAttempt,
  /** Owners, seen well: attempts that did not open. */
  frr: rate,
  /** Owners in any condition whom liveness took for a picture. */
  bpcer: rate,
  /** From the first frame to open, owners seen well, milliseconds; null if none opened. */
  openMs: z.object({ median: z.number(), p95: z.number() }).nullable(),
  conditions: z.array(named),
  groups: z.array(named),
  /** The worst first. */
  species: z.array(species),
});

export const attemptFiguresSchema = z.object({
  encoder: z.string().max(200),
  /** Where the people come from, e.g. `rendered people, set reported`. */
  source: z.string().max(300),
  people: count,
  /** Attempts one after the other before each lock. */
  tries: count,
  seed: z.number().int(),
  command: z.string().max(1000),
  /** ISO 8601. */
  date: z.string().max(40),
  levels: z.array(level),
});

export type AttemptFigures = z.infer<typeof attemptFiguresSchema>;
export type AttemptLevelFigures = AttemptFigures['levels'][number];
export type AttemptRate = z.infer<typeof rate>;

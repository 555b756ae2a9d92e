/**
 * What whole attempts before the lock were measured to do at each level: `models/attempts.json`, written by
 * `depthlock evaluate --attempts --write`, read by Settings and by the engine.
 */
import { z } from 'zod';
import { SECURITY_LEVELS, type SecurityLevel } from './security.ts';

const share = z.number().min(0).max(1);

/** A measured share of errors with its 95 % confidence interval; `rate` is `errors / trials`. */
const measuredShare = z.object({
  errors: z.number().int().min(0),
  trials: z.number().int().min(1),
  rate: share,
  low: share,
  high: share,
});
export type MeasuredShare = z.infer<typeof measuredShare>;

/** Of one attempt, and of five tries in a row, after which only the PIN opens. */
const perAttempt = z.object({ attempt: measuredShare, fiveTries: measuredShare });
export type AttemptRates = z.infer<typeof perAttempt>;

const levelFigures = z.object({
  /** Strangers let in, among those who look like the owner. */
  far: perAttempt,
  /** Owners not let in. */
  frr: perAttempt,
  /** Attacks let in, of the species that gets in most often. */
  apcer: perAttempt.extend({ species: z.string().min(1) }),
  /** What the evidence has to reach (`engine/identity/attempt/evidence.ts`); absent: Wald's bound for the FAR. */
  bound: z.number().min(0).max(30).exactOptional(),
});
export type LevelFigures = z.infer<typeof levelFigures>;

export const attemptsCardSchema = z.object({
  /** Name and version of the encoder that was measured: the figures are of no other. */
  encoder: z.string().min(1),
  /** Who was measured, in words. */
  people: z.string().min(1),
  /** What shows it again. */
  command: z.string().min(1),
  levels: z.object(
    Object.fromEntries(SECURITY_LEVELS.map((level) => [level, levelFigures])) as Record<
      SecurityLevel,
      typeof levelFigures
    >,
  ),
});
export type AttemptsCard = z.infer<typeof attemptsCardSchema>;

/** File of the card in `models/` of the assets folder. */
export const ATTEMPTS_CARD = 'attempts.json';

/** The card in a text; null if it is none. */
export function parseAttemptsCard(text: string): AttemptsCard | null {
  try {
    const parsed = attemptsCardSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

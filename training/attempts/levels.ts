import type { Bounds } from '../../electron/contract/evidence.ts';
import {
  DEFAULT_SECURITY,
  SECURITY_LEVELS,
  type SecurityLevel,
} from '../../electron/contract/security.ts';

/** How sure the lock is asked to be: a security level, or a bound that is tried out by the rules of one. */
export interface Level {
  readonly name: string;
  readonly security: SecurityLevel;
  /** What the evidence has to reach; null: as the encoder's card says, or Wald's. */
  readonly bound: number | null;
}

/** The levels as they ship. */
export const shippedLevels = (): readonly Level[] =>
  SECURITY_LEVELS.map((level) => ({ name: level, security: level, bound: null }));

/** The levels with bounds of their own, in the order of the levels. */
export const levelsWithBounds = (bounds: readonly number[]): readonly Level[] =>
  SECURITY_LEVELS.flatMap((level, place) => {
    const bound = bounds[place];
    return bound === undefined ? [] : [{ name: level, security: level, bound }];
  });

/** Bounds to be chosen from, each by the rules of the default level. */
export const boundsToChooseFrom = (bounds: readonly number[]): readonly Level[] =>
  bounds.map((bound) => ({ name: `bound ${bound}`, security: DEFAULT_SECURITY.level, bound }));

/** The bounds of a lock at this level. */
export function boundsOf({ bound }: Level, shipped: Bounds | undefined): Bounds | undefined {
  return bound === null ? shipped : { convenient: bound, balanced: bound, strict: bound };
}

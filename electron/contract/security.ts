/** How sure the lock wants to be before a face opens it: chosen in Settings, by somebody who knows a PIN. */

export const SECURITY_LEVELS = ['convenient', 'balanced', 'strict'] as const;
export type SecurityLevel = (typeof SECURITY_LEVELS)[number];

export interface LevelRule {
  /** How rarely one attempt of somebody who looks like the owner may open: false accept rate (FAR). */
  readonly far: number;
  /**
   * The log likelihood ratio that the shape of the head has to reach by itself, whatever colour says; −Infinity: it only
   * must not be refused. What each costs and stops is on the card of the shape's model.
   */
  readonly leastShape: number;
  /** Asks for a small turn of the head. */
  readonly asksToTurn: boolean;
  /** Where eyes are asked for, opens only once they were seen open; else eyes that cannot be judged do not keep it closed. */
  readonly seesEyes: boolean;
  /** Opens for people who were enrolled by a version that did not measure the shape of their head. */
  readonly opensWithoutShape: boolean;
}

/** NIST SP 800-63B (section 3.2.3 of revision 4) wants 1 in 10,000 or better: that is `balanced`. */
export const LEVEL_RULES: Readonly<Record<SecurityLevel, LevelRule>> = {
  convenient: {
    far: 1e-3,
    leastShape: -Infinity,
    asksToTurn: false,
    seesEyes: false,
    opensWithoutShape: true,
  },
  balanced: {
    far: 1e-4,
    leastShape: 3,
    asksToTurn: false,
    seesEyes: true,
    opensWithoutShape: false,
  },
  strict: { far: 1e-5, leastShape: 5, asksToTurn: true, seesEyes: true, opensWithoutShape: false },
};

/** What a person has set. */
export interface SecurityChoice {
  readonly level: SecurityLevel;
  /** Whether closed or averted eyes keep the lock closed; some people cannot show theirs. */
  readonly asksEyes: boolean;
  /** Whether it learns how people change, within bounds (`engine/identity/adaptation`); default: true. */
  readonly adapts?: boolean;
}

export const DEFAULT_SECURITY: SecurityChoice = { level: 'balanced', asksEyes: true };

/** After how long without input to the computer an open lock closes, minutes; null: never. */
export const IDLE_MINUTES = [1, 2, 5, 10, 30, null] as const;
/** After how long without a face before the camera it closes, seconds; null: never. */
export const AWAY_SECONDS = [5, 10, 30, 60, 300, null] as const;

/** When an open lock closes by itself, and whether the closed one says a name. */
export interface LockSettings {
  readonly idleMinutes: (typeof IDLE_MINUTES)[number];
  readonly awaySeconds: (typeof AWAY_SECONDS)[number];
  /** The lock screen greets the owner by the first name. */
  readonly greets: boolean;
}

export const DEFAULT_LOCK_SETTINGS: LockSettings = {
  idleMinutes: 10,
  awaySeconds: null,
  greets: false,
};

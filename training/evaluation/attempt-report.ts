/** Output of `depthlock evaluate --attempts --json`. */
export interface AttemptFigures {
  readonly encoder: string;
  /** Where the people come from, in words. */
  readonly source: string;
  /** Those who are enrolled. */
  readonly people: number;
  /** Attempts one after the other before each lock. */
  readonly tries: number;
  readonly seed: number;
  readonly command: string;
  /** ISO 8601. */
  readonly date: string;
  readonly levels: readonly AttemptLevelFigures[];
}

/** A measured share with its interval of 95 %; `rate` is null without trials. */
export interface AttemptRate {
  readonly errors: number;
  readonly trials: number;
  readonly rate: number | null;
  readonly low: number;
  readonly high: number;
}

/** `untilLockOut`: of five attempts in a row, at least one; null where fewer were played. */
export interface PerAttempt {
  readonly perAttempt: AttemptRate;
  readonly untilLockOut: AttemptRate | null;
}

export interface AttemptLevelFigures {
  readonly level: string;
  /** What the evidence had to reach; null: as shipped. */
  readonly bound: number | null;
  /** Others who show their own face, and open. */
  readonly far: PerAttempt;
  /** Owners, seen well, who are not let in; until lock-out: not in any of five attempts. */
  readonly frr: PerAttempt;
  /** Owners in any condition whom liveness took for a picture. */
  readonly bpcer: AttemptRate;
  /** From the first frame to open, owners seen well, milliseconds; null if none opened. */
  readonly openMs: { readonly median: number; readonly p95: number } | null;
  readonly conditions: readonly OwnerFigures[];
  readonly groups: readonly OwnerFigures[];
  /** The worst first. */
  readonly species: readonly SpeciesOfAttempts[];
}

/** Owners in one condition, or of one group. */
export interface OwnerFigures {
  readonly name: string;
  readonly frr: AttemptRate;
  readonly bpcer: AttemptRate;
  /** Why those who were not let in were not, by reason. */
  readonly reasons: Readonly<Record<string, number>>;
}

export interface SpeciesOfAttempts {
  readonly species: string;
  /** Attempts that liveness took for a living face, whoever was recognised (APCER). */
  readonly apcer: AttemptRate;
  /** Attempts that opened the owner's lock (IAPAR). */
  readonly iapar: PerAttempt;
  /** How the others ended, by reason. */
  readonly reasons: Readonly<Record<string, number>>;
}

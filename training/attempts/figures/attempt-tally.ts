import type { AttemptEnd } from '../lock-at-level.ts';

/** Who is before whose lock. */
export interface Trial {
  readonly level: string;
  /** Whose trials depend on each other: the owner for attacks, whoever shows themselves else. */
  readonly cluster: string;
  readonly kind: 'owner' | 'stranger' | 'attack';
  /** Condition or species. */
  readonly name: string;
  readonly groups: readonly string[];
}

/** Counts of one person. */
export interface Counts {
  attempts: number;
  opened: number;
  /** How the others ended. */
  readonly reasons: Record<string, number>;
  seemedAlive: number;
  /** Visits that were played until the lock was open or out of tries, and how many of them opened. */
  visits: number;
  openedInVisit: number;
  /** Of attempts that opened, milliseconds. */
  readonly openMs: number[];
}

/** All attempts of one kind at one level, by person. */
export interface Tally {
  readonly level: string;
  readonly kind: Trial['kind'];
  readonly name: string;
  readonly byPerson: Map<string, Counts>;
}

/** Adds attempts up as they are decided: a run of two hundred people has millions. */
export class AttemptTallies {
  readonly #tallies = new Map<string, Tally>();

  add(trial: Trial, ends: readonly AttemptEnd[], mostTries: number, triesToLockOut: number): void {
    const names = [trial.name, ...trial.groups.map((group) => `group: ${group}`)];
    for (const name of names) {
      const counts = this.#counts({ ...trial, name });
      for (const { outcome, seemedAlive, ms } of ends) {
        counts.attempts += 1;
        if (outcome === 'opened') {
          counts.opened += 1;
          counts.openMs.push(ms);
        } else counts.reasons[outcome] = (counts.reasons[outcome] ?? 0) + 1;
        if (seemedAlive) counts.seemedAlive += 1;
      }
      const isOpen = ends.some(({ outcome }) => outcome === 'opened');
      if (mostTries < triesToLockOut) continue;
      counts.visits += 1;
      if (isOpen) counts.openedInVisit += 1;
    }
  }

  all(): readonly Tally[] {
    return [...this.#tallies.values()];
  }

  #counts({ level, kind, name, cluster }: Trial): Counts {
    const key = `${level}/${kind}/${name}`;
    const tally = this.#tallies.get(key) ?? {
      level,
      kind,
      name,
      byPerson: new Map<string, Counts>(),
    };
    this.#tallies.set(key, tally);
    const known = tally.byPerson.get(cluster);
    if (known !== undefined) return known;
    const counts: Counts = {
      ...{ attempts: 0, opened: 0, seemedAlive: 0, visits: 0, openedInVisit: 0 },
      reasons: {},
      openMs: [],
    };
    tally.byPerson.set(cluster, counts);
    return counts;
  }
}

import { quantile } from '../../../electron/base/quantile.ts';
import type {
  AttemptLevelFigures,
  AttemptRate,
  OwnerFigures,
  PerAttempt,
  SpeciesOfAttempts,
} from '../../evaluation/attempt-report.ts';
import type { RateEstimate } from '../../../electron/contract/rate.ts';
import { rateOverPeople } from '../../../electron/analysis/metrics/rate-over-people.ts';
import type { Counts, Tally } from './attempt-tally.ts';
import type { Level } from '../levels.ts';
import { SEEN_WELL } from '../looks/visit.ts';

const GROUP = 'group: ';

/** The figures of every level, in the order of `levels`. */
export const levelFigures = (
  tallies: readonly Tally[],
  levels: readonly Level[],
): readonly AttemptLevelFigures[] =>
  levels.map((level) =>
    figuresAt(
      level,
      tallies.filter((tally) => tally.level === level.name),
    ),
  );

function figuresAt({ name: level, bound }: Level, tallies: readonly Tally[]): AttemptLevelFigures {
  const owners = tallies.filter(({ kind }) => kind === 'owner');
  const conditions = owners.filter(({ name }) => !name.startsWith(GROUP));
  const groups = owners.filter(({ name }) => name.startsWith(GROUP));
  const seenWell = owners.filter(({ name }) => name === SEEN_WELL);
  const strangers = tallies.filter(
    ({ kind, name }) => kind === 'stranger' && !name.startsWith(GROUP),
  );
  const openMs = seenWell.flatMap(({ byPerson }) =>
    [...byPerson.values()].flatMap((counts) => counts.openMs),
  );
  return {
    level,
    bound,
    far: perAttempt(strangers),
    frr: perAttempt(seenWell, notOpened, ({ visits, openedInVisit }) => visits - openedInVisit),
    bpcer: rateOf(conditions, pictures),
    openMs:
      openMs.length === 0 ? null : { median: quantile(openMs, 0.5), p95: quantile(openMs, 0.95) },
    conditions: conditions.map((tally) => named(tally.name, tally)),
    groups: groups.map((tally) => named(tally.name.slice(GROUP.length), tally)),
    species: tallies
      .filter(({ kind, name }) => kind === 'attack' && !name.startsWith(GROUP))
      .map((tally) => ({
        species: tally.name,
        apcer: rateOf([tally], ({ seemedAlive }) => seemedAlive),
        iapar: perAttempt([tally]),
        reasons: reasonsOf(tally),
      }))
      .sort(worstFirst),
  };
}

const pictures = ({ reasons }: Counts): number => reasons['picture'] ?? 0;
const notOpened = ({ attempts, opened }: Counts): number => attempts - opened;

const named = (name: string, tally: Tally): OwnerFigures => ({
  name,
  frr: rateOf([tally], notOpened),
  bpcer: rateOf([tally], pictures),
  reasons: reasonsOf(tally),
});

/** @param errorsOf of attempts; default: those that opened. `ofVisits` the same of visits until lock-out */
function perAttempt(
  tallies: readonly Tally[],
  errorsOf: (counts: Counts) => number = ({ opened }) => opened,
  ofVisits: (counts: Counts) => number = ({ openedInVisit }) => openedInVisit,
): PerAttempt {
  const visits = rateOf(tallies, ofVisits, (counts) => counts.visits);
  return {
    perAttempt: rateOf(tallies, errorsOf),
    untilLockOut: visits.trials === 0 ? null : visits,
  };
}

function reasonsOf({ byPerson }: Tally): Record<string, number> {
  const reasons: Record<string, number> = {};
  for (const counts of byPerson.values()) {
    for (const [reason, times] of Object.entries(counts.reasons)) {
      reasons[reason] = (reasons[reason] ?? 0) + times;
    }
  }
  return reasons;
}

/** Attempts of one person depend on each other. */
function rateOf(
  tallies: readonly Tally[],
  errorsOf: (counts: Counts) => number,
  trialsOf: (counts: Counts) => number = ({ attempts }) => attempts,
): AttemptRate {
  const errors = new Map<string, number>();
  const trials = new Map<string, number>();
  for (const { byPerson } of tallies) {
    for (const [person, counts] of byPerson) {
      errors.set(person, (errors.get(person) ?? 0) + errorsOf(counts));
      trials.set(person, (trials.get(person) ?? 0) + trialsOf(counts));
    }
  }
  return plain(
    rateOverPeople(Float64Array.from(errors.values()), Float64Array.from(trials.values())),
  );
}

const plain = ({ errors, trials, rate, interval }: RateEstimate): AttemptRate => ({
  ...{ errors, trials },
  rate: trials === 0 ? null : rate,
  low: interval.low,
  high: interval.high,
});

function worstFirst(a: SpeciesOfAttempts, b: SpeciesOfAttempts): number {
  const byOpened = (b.iapar.perAttempt.rate ?? 0) - (a.iapar.perAttempt.rate ?? 0);
  const byLiveness = (b.apcer.rate ?? 0) - (a.apcer.rate ?? 0);
  return byOpened || byLiveness || (a.species < b.species ? -1 : 1);
}

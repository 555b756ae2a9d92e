import { quantile } from '../../electron/base/quantile.ts';
import type {
  AttemptFigures,
  AttemptLevelFigures,
  AttemptRate,
} from '../../electron/contract/attempt-figures.ts';
import type { RateEstimate } from '../evaluation/metrics/rate-estimate.ts';
import { rateOverPeople } from '../evaluation/metrics/rate-over-people.ts';
import type { Counts, Tally } from './attempt-tally.ts';
import { SEEN_WELL } from './visit.ts';

const GROUP = 'group: ';

/** The figures of every level, in the order of `levels`. */
export const levelFigures = (
  tallies: readonly Tally[],
  levels: readonly string[],
): AttemptFigures['levels'] =>
  levels.map((level) =>
    figuresAt(
      level,
      tallies.filter((tally) => tally.level === level),
    ),
  );

function figuresAt(level: string, tallies: readonly Tally[]): AttemptLevelFigures {
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
    far: perAttempt(strangers),
    frr: rateOf(seenWell, notOpened),
    bpcer: rateOf(conditions, ({ pictures }) => pictures),
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
      }))
      .sort(worstFirst),
  };
}

const notOpened = ({ attempts, opened }: Counts): number => attempts - opened;

const named = (name: string, tally: Tally): AttemptLevelFigures['groups'][number] => ({
  name,
  frr: rateOf([tally], notOpened),
  bpcer: rateOf([tally], ({ pictures }) => pictures),
});

function perAttempt(tallies: readonly Tally[]): AttemptLevelFigures['far'] {
  const visits = rateOf(
    tallies,
    ({ openedInVisit }) => openedInVisit,
    (counts) => counts.visits,
  );
  return {
    perAttempt: rateOf(tallies, ({ opened }) => opened),
    untilLockOut: visits.trials === 0 ? null : visits,
  };
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

type Species = AttemptLevelFigures['species'][number];

function worstFirst(a: Species, b: Species): number {
  const byOpened = (b.iapar.perAttempt.rate ?? 0) - (a.iapar.perAttempt.rate ?? 0);
  const byLiveness = (b.apcer.rate ?? 0) - (a.apcer.rate ?? 0);
  return byOpened || byLiveness || (a.species < b.species ? -1 : 1);
}

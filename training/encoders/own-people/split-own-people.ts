import { createHash } from 'node:crypto';

/** Own people in groups without a person in common. */
export interface OwnSplit<Person> {
  /** To learn from. */
  readonly training: readonly Person[];
  /** To watch the training by. */
  readonly validation: readonly Person[];
  /** To report on: nothing was learned from them, and nothing chosen by them. */
  readonly reported: readonly Person[];
}

/** A group of fewer people has no stranger to tell apart. */
const LEAST = 2;
/** Fewest people that can be split, each with two shots of a face or more. */
export const LEAST_PEOPLE = 3 * LEAST;
const VALIDATION_SHARE = 0.1;
const REPORTED_SHARE = 0.2;

/**
 * Splits people by the hash of their names: the same people fall into the same groups, whatever order they come in. One
 * in five is reported on, one in ten validates, two of each at least; the others train.
 *
 * @param people `LEAST_PEOPLE` or more
 */
export function splitOwnPeople<Person extends { readonly name: string }>(
  people: readonly Person[],
): OwnSplit<Person> {
  if (people.length < LEAST_PEOPLE) {
    throw new RangeError(`${people.length} people cannot be split, ${LEAST_PEOPLE} can.`);
  }
  const ordered = people
    .map((person) => ({ person, rank: createHash('sha256').update(person.name).digest('hex') }))
    .sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0))
    .map(({ person }) => person);
  const count = (share: number) => Math.max(LEAST, Math.round(share * people.length));
  const reported = count(REPORTED_SHARE);
  const heldOut = reported + count(VALIDATION_SHARE);
  return {
    reported: ordered.slice(0, reported),
    validation: ordered.slice(reported, heldOut),
    training: ordered.slice(heldOut),
  };
}

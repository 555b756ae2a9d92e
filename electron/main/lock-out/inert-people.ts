/** Demo entries beside somebody real: neither their face nor their PIN opens anything. */
import type { PersonSummary } from '../../contract/identity.ts';

type Enrolled = Pick<PersonSummary, 'trust'>;

/** Whether somebody was enrolled with a real sensor. */
export const isAnybodyReal = (people: readonly Enrolled[]): boolean =>
  people.some(({ trust }) => trust === 'sensor');

export const isInert = (person: Enrolled, people: readonly Enrolled[]): boolean =>
  person.trust !== 'sensor' && isAnybodyReal(people);

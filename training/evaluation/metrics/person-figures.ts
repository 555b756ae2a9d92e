import { forEachTrial, type TrialTable } from '../../../electron/analysis/trials/trial-table.ts';

/**
 * One person's share of the errors (Doddington et al., "Sheep, goats, lambs and wolves", ICSLP 1998): goats are
 * rejected often, lambs are easily impersonated, wolves are mistaken for others.
 */
export interface PersonFigures {
  readonly person: string;
  readonly genuine: number;
  /** Own trials rejected. */
  readonly rejected: number;
  /** Times that this person was mistaken for somebody else, and out of how many trials. */
  readonly passedAsOthers: number;
  readonly asOthers: number;
  /** Times that somebody else was mistaken for this person, and out of how many trials. */
  readonly mistakenFor: number;
  readonly byOthers: number;
}

/** Everybody in the trials: the most rejected first, then those in the most false accepts. */
export function figuresByPerson(table: TrialTable, threshold: number): PersonFigures[] {
  const zero = {
    genuine: 0,
    rejected: 0,
    passedAsOthers: 0,
    asOthers: 0,
    mistakenFor: 0,
    byOthers: 0,
  };
  const people = table.people.map((person) => ({ person, ...zero }));
  forEachTrial(table, (distance, owner, claimed) => {
    const [self, other] = [people[owner], people[claimed]];
    if (self === undefined || other === undefined) return;
    const isAccepted = distance <= threshold;
    if (self === other) {
      self.genuine++;
      if (!isAccepted) self.rejected++;
      return;
    }
    self.asOthers++;
    other.byOthers++;
    if (!isAccepted) return;
    self.passedAsOthers++;
    other.mistakenFor++;
  });
  const share = ({ rejected, genuine }: PersonFigures) => rejected / Math.max(1, genuine);
  const accepts = ({ passedAsOthers, mistakenFor }: PersonFigures) => passedAsOthers + mistakenFor;
  return people.sort((a, b) => share(b) - share(a) || accepts(b) - accepts(a));
}

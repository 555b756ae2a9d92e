import type {
  AttemptRates,
  AttemptsCard,
  LevelFigures,
} from '../../../electron/contract/attempts-card.ts';
import { SECURITY_LEVELS, type SecurityLevel } from '../../../electron/contract/security.ts';
import type {
  AttemptFigures,
  AttemptLevelFigures,
  AttemptRate,
  PerAttempt,
} from '../../evaluation/attempt-report.ts';

/** What no look at a head can tell from it: said in words, and left out of the worst species. */
const NOT_CLAIMED = 'head-copy';

/**
 * The card that Settings shows; null where the figures do not suffice: a level is missing, or five tries were not played.
 */
export function attemptsCardOf(figures: AttemptFigures): AttemptsCard | null {
  const levels: Partial<Record<SecurityLevel, LevelFigures>> = {};
  for (const level of SECURITY_LEVELS) {
    const own = figures.levels.find((one) => one.level === level);
    const card = own === undefined ? null : levelCard(own);
    if (card === null) return null;
    levels[level] = card;
  }
  const { convenient, balanced, strict } = levels;
  if (convenient === undefined || balanced === undefined || strict === undefined) return null;
  const { encoder, command, date } = figures;
  return {
    encoder,
    people: `${figures.source}; a 3-D copy of the owner’s own head is not counted; ${date.slice(0, 10)}`,
    command,
    levels: { convenient, balanced, strict },
  };
}

function levelCard({ far, frr, species, bound }: AttemptLevelFigures): LevelFigures | null {
  const worst = species.find((own) => own.species !== NOT_CLAIMED);
  const [ofStrangers, ofOwners] = [ratesOf(far), ratesOf(frr)];
  const ofAttacks = worst === undefined ? null : ratesOf(worst.iapar);
  if (ofStrangers === null || ofOwners === null || ofAttacks === null) return null;
  return {
    far: ofStrangers,
    frr: ofOwners,
    apcer: { species: worst?.species ?? '', ...ofAttacks },
    ...(bound === null ? {} : { bound }),
  };
}

function ratesOf({ perAttempt, untilLockOut }: PerAttempt): AttemptRates | null {
  if (untilLockOut === null) return null;
  const [attempt, fiveTries] = [shareOf(perAttempt), shareOf(untilLockOut)];
  return attempt === null || fiveTries === null ? null : { attempt, fiveTries };
}

const shareOf = ({ rate, ...measured }: AttemptRate) =>
  rate === null ? null : { ...measured, rate };

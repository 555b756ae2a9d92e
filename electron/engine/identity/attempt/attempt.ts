/**
 * What was seen since the last decision: what speaks for somebody, and what speaks against. A pure record; `unlock.ts`
 * decides by it.
 */
import { quantile } from '../../../base/quantile.ts';
import type { ShapeLook } from '../../../contract/head-shape.ts';
import type { PersonDistance } from '../../../contract/identity.ts';
import { agree, withinReach, type Agreement } from '../agreement.ts';
import { followsOn, longestGapMs, usualIntervalMs, type Looks } from '../looks.ts';
import { addToCase, withoutAside, type Case } from './case.ts';
import type { JudgedLook } from './distinct-looks.ts';
import { STRANGER_BOUND } from './evidence.ts';
import type { Nearest } from './lock-rules.ts';

/** Agreeing looks of one person that open (`agreement.ts`). */
const AGREEING_LOOKS = 3;
/** Looks from aside are judged until so many of them have missed. */
const ASIDE_MISSES = 15;
/**
 * How near they have to come, as a multiple of the threshold of looks from ahead. On photographed people of whom every
 * place of a round is enrolled, turned by 25 to 35°, look-alikes keep to the level's FAR at 0.993 and nearer
 * (`training/encoders/trials/turned-looks.ts`: 30,652 trials).
 */
const ASIDE_THRESHOLD = 0.97;

const NOT_LIVE_LOOKS = 5;
const NOT_LIVE_WITHIN_LOOKS = 30;
/** A look that is not live keeps the lock closed for this many looks. */
const NOT_LIVE_VETO_LOOKS = 15;

/** A face is a stranger's after this many looks that do not match, and no sooner than after this long. */
const STRANGER_LOOKS = 6;
const STRANGER_MS = 1500;
/** Whoever is neither let in nor refused costs a try after being seen for so long: nobody hovers for ever. */
const UNDECIDED_MS = 10_000;
/** What speaks against somebody is forgotten when nobody was judged for so long: whoever comes then has not begun. */
const FORGOTTEN_MS = 30_000;
/** The most that one look adds to the time seen, so that a gap between looks does not count as seen. */
const LONGEST_LOOK_INTERVALS = 3;
const LONGEST_LOOK_MS = 100;
const LEAST_RATIO = -14;

export interface Attempt {
  readonly agreement: Agreement | null;
  /** The same among looks from aside. */
  readonly aside: Agreement | null;
  /** Whom both are of. */
  readonly case: Case | null;
  /** Looks from aside that matched nobody, or another person, since one from ahead matched; kept when the face leaves. */
  readonly asideMisses: number;
  /** Numbers of the looks that are not live and still count. */
  readonly notLiveLooks: readonly number[];
  /** Log likelihood ratios of looks that matched nobody, or another person than the previous look. */
  readonly misses: readonly number[];
  /** How long a face was seen that could be judged; kept when the face leaves, or nobody would ever fail. */
  readonly seenMs: number;
  /** The part of it in which there were looks enough to decide by. */
  readonly undecidedMs: number;
  /** Looks from ahead that can agree with one another, none of them too long after the one before. */
  readonly unbroken: number;
  readonly lastJudgedMs: number | null;
  readonly nearest: PersonDistance | null;
  /** The current stretch of clearly seen looks. */
  readonly stretch: { readonly fromMs: number; readonly toMs: number } | null;
  /** The evidence would do, but for an enrolment by a version that measured too little, or eyes not yet seen open. */
  readonly asks: 'enrol-again' | 'open-eyes' | null;
}

export const NO_ATTEMPT: Attempt = {
  agreement: null,
  aside: null,
  case: null,
  asideMisses: 0,
  notLiveLooks: [],
  misses: [],
  seenMs: 0,
  undecidedMs: 0,
  unbroken: 0,
  lastJudgedMs: null,
  nearest: null,
  stretch: null,
  asks: null,
};

/** One look that can be judged: whom it is nearest to, and what it says. */
export interface Judged {
  readonly nearest: Nearest | null;
  readonly look: JudgedLook;
  readonly shape: ShapeLook | null;
}

/** Drops what speaks for somebody, and its times: what comes next may be of another face. */
export function breakOff(attempt: Attempt): Attempt {
  return { ...endAgreement(attempt), stretch: null };
}

export function endAgreement(attempt: Attempt): Attempt {
  return { ...attempt, agreement: null, aside: null, case: null, asks: null };
}

/** A turn that was asked for is not waited for when nobody is there. */
export function withoutTurn(attempt: Attempt): Attempt {
  const { case: held } = attempt;
  return held === null ? attempt : { ...attempt, case: { ...held, turn: null } };
}

export function lengthenStretch(attempt: Attempt, looks: Looks): Attempt {
  const { stretch } = attempt;
  const toMs = looks.elapsedMs;
  const goesOn = stretch !== null && toMs - stretch.toMs <= longestGapMs(looks);
  return { ...attempt, stretch: { fromMs: goesOn ? stretch.fromMs : toMs, toMs } };
}

/** A look from ahead that is not live. */
export function addNotLive(attempt: Attempt, looks: Looks): Attempt {
  return { ...attempt, notLiveLooks: [...recentNotLive(attempt, looks), looks.count] };
}

export const isPicture = ({ notLiveLooks }: Attempt): boolean =>
  notLiveLooks.length >= NOT_LIVE_LOOKS;

const recentNotLive = ({ notLiveLooks }: Attempt, { count }: Looks): readonly number[] =>
  notLiveLooks.filter((look) => count - look <= NOT_LIVE_WITHIN_LOOKS);

/**
 * Whether anything of it still counts, for or against: if not, whoever was there is gone, and who comes next begins anew.
 * Misses from aside alone are no attempt; they cost nothing.
 */
export function holdsAnything(attempt: Attempt, looks: Looks): boolean {
  const { agreement, aside, lastJudgedMs } = attempt;
  const isAgreed = [agreement, aside].some((own) => withinReach(own, looks) !== null);
  if (isAgreed || recentNotLive(attempt, looks).length > 0) return true;
  return lastJudgedMs !== null && looks.elapsedMs - lastJudgedMs <= FORGOTTEN_MS;
}

/** Below its threshold a look counts towards opening. */
export const thresholdOf = (nearest: Nearest | null, isAside: boolean): number =>
  (isAside ? ASIDE_THRESHOLD : 1) * (nearest?.threshold ?? 0);

export function matches({ nearest, look }: Judged): boolean {
  return nearest !== null && nearest.distance < thresholdOf(nearest, look.isAside);
}

/** A look from ahead: it counts for and against. */
export function addAhead(before: Attempt, looks: Looks, judged: Judged): Attempt {
  const attempt = forgetOld(before, looks);
  const { nearest } = judged;
  const agreement = agree(attempt.agreement, looks, nearest, thresholdOf(nearest, false));
  const isMiss = !matches(judged) || agreement === null;
  const aside = attempt.aside?.personId === agreement?.personId ? attempt.aside : null;
  const seenMs = seenSince(attempt.lastJudgedMs, looks);
  const unbroken = isWithinReach(attempt.lastJudgedMs, looks) ? attempt.unbroken + 1 : 1;
  return {
    ...attempt,
    agreement,
    aside,
    case:
      nearest === null || agreement === null
        ? null
        : addToCase(caseIn(attempt, looks), nearest, judged.look, judged.shape),
    asideMisses: isMiss ? attempt.asideMisses : 0,
    notLiveLooks: recentNotLive(attempt, looks),
    misses: isMiss ? [...attempt.misses, nearest?.ratio ?? LEAST_RATIO] : attempt.misses,
    seenMs: attempt.seenMs + seenMs,
    undecidedMs: attempt.undecidedMs + (unbroken > AGREEING_LOOKS && followsOn(looks) ? seenMs : 0),
    unbroken,
    lastJudgedMs: looks.elapsedMs,
    nearest: nearest ?? attempt.nearest,
    asks: agreement === null ? null : attempt.asks,
  };
}

/** A look from aside: it counts for a person, and costs nothing. */
export function addAside(attempt: Attempt, looks: Looks, judged: Judged): Attempt {
  const { nearest } = judged;
  const ahead = withinReach(attempt.agreement, looks);
  const contradicts = ahead !== null && ahead.personId !== nearest?.personId;
  const aside = contradicts
    ? null
    : agree(attempt.aside, looks, nearest, thresholdOf(nearest, true));
  const isMiss = !matches(judged) || aside === null;
  const before = caseIn(attempt, looks);
  return {
    ...attempt,
    aside,
    case:
      nearest === null || aside === null
        ? withoutAside(before)
        : addToCase(before, nearest, judged.look, judged.shape),
    asideMisses: attempt.asideMisses + (isMiss ? 1 : 0),
  };
}

export const isAsideSpent = ({ asideMisses }: Attempt): boolean => asideMisses >= ASIDE_MISSES;

/** The case as far as looks still agree on it. */
function caseIn(attempt: Attempt, looks: Looks): Case | null {
  const { agreement, aside, case: before } = attempt;
  const isHeld = [agreement, aside].some(
    (own) => withinReach(own, looks)?.personId === before?.personId,
  );
  return isHeld ? before : null;
}

/** Whether looks enough agree on this person, and none of late was of a picture. */
export function agreesOn(attempt: Attempt, looks: Looks, personId: string): boolean {
  const agreeing = [attempt.agreement, attempt.aside]
    .map((agreement) => withinReach(agreement, looks))
    .reduce((sum, own) => sum + (own?.personId === personId ? own.looks.length : 0), 0);
  const isDoubted = attempt.notLiveLooks.some((look) => looks.count - look <= NOT_LIVE_VETO_LOOKS);
  return agreeing >= AGREEING_LOOKS && !isDoubted;
}

/** Looks that match never count for a stranger, however few there are; nor do those that say little. */
export function isStranger({ misses, seenMs, agreement }: Attempt): boolean {
  if (agreement !== null || misses.length < STRANGER_LOOKS || seenMs < STRANGER_MS) return false;
  return quantile(misses, 0.5) <= STRANGER_BOUND;
}

/** Whether it was seen long enough; a turn of the head that was asked for has a time of its own. */
export function isUndecided({ undecidedMs, case: held, asks }: Attempt): boolean {
  return undecidedMs >= UNDECIDED_MS && (held?.turn ?? null) === null && asks !== 'enrol-again';
}

/** Whether the last look that was judged can agree with this one. */
const isWithinReach = (lastJudgedMs: number | null, looks: Looks): boolean =>
  lastJudgedMs !== null && looks.elapsedMs - lastJudgedMs <= longestGapMs(looks);

function forgetOld(attempt: Attempt, { elapsedMs }: Looks): Attempt {
  const { lastJudgedMs } = attempt;
  if (lastJudgedMs === null || elapsedMs - lastJudgedMs <= FORGOTTEN_MS) return attempt;
  return { ...NO_ATTEMPT, stretch: attempt.stretch };
}

function seenSince(lastJudgedMs: number | null, looks: Looks): number {
  if (lastJudgedMs === null) return 0;
  const limitMs = Math.max(LONGEST_LOOK_MS, LONGEST_LOOK_INTERVALS * usualIntervalMs(looks));
  return Math.min(looks.elapsedMs - lastJudgedMs, limitMs, longestGapMs(looks));
}

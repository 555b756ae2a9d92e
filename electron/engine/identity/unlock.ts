/**
 * The unlock decision: a pure state machine from frames to open or closed.
 *
 * Three agreeing looks open; a flat face or a clearly seen stranger costs a try; after five tries only the PIN opens.
 * Looks in which the face cannot be judged (turned away, blurred, covered) neither open nor cost a try. It counts
 * looks, so that the same evidence decides at any frame rate. Time comes only from the inputs.
 *
 * Looks from aside (|yaw| beyond 25°, up to 35°) speak for a person only, because owners' are often refused there: below
 * a stricter threshold they count towards opening, by the rules of looks from ahead; above it they end what earlier looks from
 * aside had gained, and cost no try. So nobody is let in later than without them. A stranger who never faces the camera
 * runs out of them: after fifteen misses they count no more until a look from ahead matches, or this try is decided.
 */
import { quantile } from '../../base/quantile.ts';
import type { LockCommand } from '../../contract/engine/engine-messages.ts';
import type { PersonDistance } from '../../contract/identity.ts';
import type { Trust } from '../../contract/frame.ts';
import { thresholdFor, type LockView, type MatchThresholds } from '../../contract/identity.ts';
import type { Hint, Observation } from '../../contract/observation.ts';
import { agree, withinReach, type Agreement } from './agreement.ts';
import {
  changeSource,
  followsOn,
  isSamePicture,
  longestGapMs,
  NO_LOOKS,
  paceHint,
  passTime,
  takeLook,
  usualIntervalMs,
  type Looks,
} from './looks.ts';
import { NO_HINT, steadyHint, type SteadyHint } from './steady-hint.ts';
import { mayCompare } from './trust.ts';
import { isSeenAside, isWellSeen } from './usable-frame.ts';

/** Failed tries after which only the PIN opens. */
export const MAXIMUM_TRIES = 5;

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

const FLAT_LOOKS = 5;
const FLAT_WITHIN_LOOKS = 30;
/** A flat look keeps the lock closed for this many looks. */
const FLAT_VETO_LOOKS = 15;

/** A face is a stranger's after this many looks that do not match, and no sooner than after this long. */
const STRANGER_LOOKS = 6;
const STRANGER_MS = 1500;
/** The same although other looks did match: nobody can hover at the threshold for ever. */
const UNDECIDED_MS = 3000;
/** The most that one look adds to the time seen, so that a gap between looks does not count as seen. */
const LONGEST_LOOK_INTERVALS = 3;
const LONGEST_LOOK_MS = 100;

const PAUSE_AFTER_TRY_MS = 2000;
/** Pause after locking, so that whoever pressed the button sees it lock before their own face opens it again. */
const PAUSE_AFTER_LOCK_MS = 1000;
/** A face has left when unseen for this long and for this many usual intervals. */
const FACE_LEFT_MS = 600;
const FACE_LEFT_INTERVALS = 3;
const LARGEST_DISTANCE = 2;

export interface EnrolledPerson {
  readonly personId: string;
  readonly trust: Trust;
}

export type UnlockInput =
  /** One frame. `distances`: `personDistances` of its embedding, or null when it was not embedded. */
  | {
      readonly kind: 'frame';
      readonly observation: Observation;
      readonly distances: readonly PersonDistance[] | null;
      readonly trust: Trust;
    }
  /** Time passes without frames; on the clock of the frames, measured by one that does not jump. */
  | { readonly kind: 'tick'; readonly timeMs: number }
  | LockCommand
  | { readonly kind: 'camera-lost'; readonly reason: string }
  | { readonly kind: 'camera-returned' }
  /** Everybody enrolled; sent again when people are added or removed. */
  | { readonly kind: 'people'; readonly people: readonly EnrolledPerson[] }
  /** The failed tries of an earlier run. */
  | { readonly kind: 'restore'; readonly failedTries: number };

type Unlocked = Extract<LockView, { phase: 'unlocked' }>;
type Refusal =
  | { readonly kind: 'not-recognised'; readonly distance: number; readonly threshold: number }
  | { readonly kind: 'looks-like-a-picture' };

type Phase =
  | { readonly kind: 'watching' }
  | { readonly kind: 'pausing'; readonly sinceMs: number; readonly refusal: Refusal | null }
  | { readonly kind: 'unlocked'; readonly view: Unlocked };

interface Evidence {
  readonly agreement: Agreement | null;
  /** The same among looks from aside. */
  readonly aside: Agreement | null;
  /** Looks from aside that matched nobody, or another person, since one from ahead matched; kept when the face leaves. */
  readonly asideMisses: number;
  /** Numbers of the looks with a flat face that still count. */
  readonly flatLooks: readonly number[];
  /** Smallest distances of this try's looks that matched nobody, or another person than the previous look. */
  readonly misses: readonly number[];
  /** How long this try has seen a face that could be judged; kept when the face leaves, or nobody would ever fail. */
  readonly seenMs: number;
  readonly lastJudgedMs: number | null;
  /** The current stretch of clearly seen looks. */
  readonly stretch: { readonly fromMs: number; readonly toMs: number } | null;
}

/** Times (`…Ms`) are elapsed times, as in `looks.elapsedMs`. */
export interface UnlockState {
  readonly thresholds: MatchThresholds;
  readonly people: readonly EnrolledPerson[];
  /** Kept across restarts and given back by `restore`. */
  readonly failedTries: number;
  readonly phase: Phase;
  readonly cameraProblem: string | null;
  readonly trust: Trust | null;
  readonly looks: Looks;
  readonly faceAtMs: number | null;
  readonly hint: SteadyHint;
  readonly evidence: Evidence;
}

const NO_EVIDENCE: Evidence = {
  agreement: null,
  aside: null,
  asideMisses: 0,
  flatLooks: [],
  misses: [],
  seenMs: 0,
  lastJudgedMs: null,
  stretch: null,
};

/** Locked, with no failed tries. */
export function initialUnlock(
  thresholds: MatchThresholds,
  people: readonly EnrolledPerson[],
): UnlockState {
  return {
    thresholds,
    people,
    failedTries: 0,
    phase: { kind: 'watching' },
    cameraProblem: null,
    trust: null,
    looks: NO_LOOKS,
    faceAtMs: null,
    hint: NO_HINT,
    evidence: NO_EVIDENCE,
  };
}

/** The next state; never throws, never reads a clock. */
export function unlockReducer(state: UnlockState, input: UnlockInput): UnlockState {
  switch (input.kind) {
    case 'frame':
      return afterFrame(state, input);
    case 'tick':
      return letTimePass({ ...state, looks: passTime(state.looks, input.timeMs) });
    case 'lock.lock':
      return lock(state);
    case 'lock.pin':
      return unlock(state, {
        phase: 'unlocked',
        personId: input.personId,
        name: input.name,
        by: 'pin',
      });
    case 'camera-lost':
      return { ...forgetFace(state), cameraProblem: input.reason };
    case 'camera-returned':
      return { ...breakOff(state), looks: changeSource(state.looks), cameraProblem: null };
    case 'people':
      return withPeople(state, input.people);
    case 'restore':
      return { ...state, failedTries: clampTries(input.failedTries) };
  }
}

/** The window's view of a state. */
export function viewOf(state: UnlockState): LockView {
  if (state.people.length === 0) return { phase: 'nothing-enrolled' };
  if (state.phase.kind === 'unlocked') return state.phase.view;
  if (isOutOfTries(state)) return { phase: 'too-many-tries', retryAt: null };
  if (state.cameraProblem !== null) return { phase: 'no-camera', reason: state.cameraProblem };
  if (state.phase.kind === 'pausing') return pausingView(state, state.phase.refusal);
  const hint = state.hint.shown;
  return state.faceAtMs === null ? { phase: 'locked', hint } : { phase: 'looking', hint };
}

function pausingView(state: UnlockState, refusal: Refusal | null): LockView {
  if (refusal === null) return { phase: 'locked', hint: 'none' };
  const triesLeft = MAXIMUM_TRIES - state.failedTries;
  if (refusal.kind === 'looks-like-a-picture') return { phase: refusal.kind, triesLeft };
  const { distance, threshold } = refusal;
  return { phase: 'not-recognised', distance, threshold, triesLeft };
}

function isOutOfTries(state: UnlockState): boolean {
  return state.failedTries >= MAXIMUM_TRIES;
}

/** An unreadable counter counts as used up: damage must not give tries back. */
function clampTries(tries: number): number {
  if (!Number.isInteger(tries) || tries < 0) return MAXIMUM_TRIES;
  return Math.min(tries, MAXIMUM_TRIES);
}

function lock(state: UnlockState): UnlockState {
  if (state.phase.kind !== 'unlocked') return state;
  return {
    ...forgetFace(state),
    evidence: NO_EVIDENCE,
    phase: { kind: 'pausing', sinceMs: state.looks.elapsedMs, refusal: null },
  };
}

function unlock(state: UnlockState, view: Unlocked): UnlockState {
  return {
    ...state,
    failedTries: 0,
    evidence: NO_EVIDENCE,
    phase: { kind: 'unlocked', view },
  };
}

function withPeople(state: UnlockState, people: readonly EnrolledPerson[]): UnlockState {
  const next = { ...breakOff(state), people };
  const { phase } = state;
  if (phase.kind !== 'unlocked') return next;
  const stillThere = people.some((person) => person.personId === phase.view.personId);
  return stillThere ? next : { ...next, phase: { kind: 'watching' } };
}

/** Drops the face and the evidence for it; the evidence against it stays. */
function forgetFace(state: UnlockState): UnlockState {
  return { ...breakOff(state), faceAtMs: null, hint: NO_HINT };
}

/** Drops the evidence for a match, and its times. */
function breakOff(state: UnlockState): UnlockState {
  return { ...state, evidence: { ...state.evidence, agreement: null, aside: null, stretch: null } };
}

/** Changes due to time alone: a face has left, a pause is over. Evidence waits for the next look. */
function letTimePass(state: UnlockState): UnlockState {
  const { faceAtMs, looks } = state;
  const limitMs = Math.max(FACE_LEFT_MS, FACE_LEFT_INTERVALS * usualIntervalMs(looks));
  const faceLeft = faceAtMs !== null && looks.elapsedMs - faceAtMs > limitMs;
  return endPause(faceLeft ? { ...state, faceAtMs: null, hint: NO_HINT } : state);
}

function endPause(state: UnlockState): UnlockState {
  const { phase, looks } = state;
  if (phase.kind !== 'pausing') return state;
  const isTry = phase.refusal !== null;
  const isOver =
    looks.elapsedMs - phase.sinceMs >= (isTry ? PAUSE_AFTER_TRY_MS : PAUSE_AFTER_LOCK_MS) ||
    (isTry && state.faceAtMs === null);
  return isOver ? { ...state, phase: { kind: 'watching' } } : state;
}

function afterFrame(
  state: UnlockState,
  { observation, distances, trust }: Extract<UnlockInput, { kind: 'frame' }>,
): UnlockState {
  const sameSource = state.trust === trust ? state : fromSource(state, trust);
  if (isSamePicture(sameSource.looks, observation.timeMs)) return sameSource;
  const looks = takeLook(sameSource.looks, observation.timeMs);
  const unbroken = followsOn(looks) ? sameSource : breakOff(sameSource);
  const seen = seeFace(letTimePass({ ...unbroken, looks }), observation);
  if (seen.phase.kind !== 'watching' || seen.people.length === 0 || isOutOfTries(seen)) return seen;
  if (observation.kind === 'no-face') return seen;

  const isNotLive = observation.liveness.kind === 'not-live';
  const doubted = isNotLive ? endAgreement(seen) : seen;
  const isAside = isSeenAside(observation);
  if (!isWellSeen(observation) && !isAside) return doubted;
  // From the side depth is worse, so a flat look is no try there; it has ended all agreement.
  if (isNotLive) return isAside ? doubted : countFlatLook(lengthenStretch(doubted));

  const stretched = lengthenStretch(doubted);
  if (observation.liveness.kind === 'undecided' || distances === null) return stretched;
  const nearest = nearestAllowed(state, distances, trust);
  return isAside ? judgeAside(stretched, nearest) : judge(stretched, nearest);
}

/** Looks of another source have another clock, and maybe another face. */
function fromSource(state: UnlockState, trust: Trust): UnlockState {
  return { ...forgetFace(state), looks: changeSource(state.looks), trust };
}

function endAgreement(state: UnlockState): UnlockState {
  return { ...state, evidence: { ...state.evidence, agreement: null, aside: null } };
}

function seeFace(state: UnlockState, observation: Observation): UnlockState {
  const { elapsedMs } = state.looks;
  const hint = steadyHint(state.hint, shownHint(state, observation), elapsedMs);
  return observation.kind === 'face' ? { ...state, hint, faceAtMs: elapsedMs } : { ...state, hint };
}

/** A face that is lost for one look is not "nobody". */
function shownHint(state: UnlockState, observation: Observation): Hint {
  const flickered = observation.hint === 'nobody' && state.faceAtMs !== null;
  if (flickered) return state.hint.shown;
  const isInVain = isSeenAside(observation) && isAsideSpent(state);
  if (isInVain && observation.hint === 'none') return 'look-at-camera';
  return observation.hint === 'none' ? paceHint(state.looks) : observation.hint;
}

function lengthenStretch(state: UnlockState): UnlockState {
  const { looks, evidence } = state;
  const { stretch } = evidence;
  const toMs = looks.elapsedMs;
  const goesOn = stretch !== null && toMs - stretch.toMs <= longestGapMs(looks);
  const fromMs = goesOn ? stretch.fromMs : toMs;
  return { ...state, evidence: { ...evidence, stretch: { fromMs, toMs } } };
}

function countFlatLook(state: UnlockState): UnlockState {
  const flatLooks = [...recentFlatLooks(state), state.looks.count];
  if (flatLooks.length >= FLAT_LOOKS) return refuse(state, { kind: 'looks-like-a-picture' });
  return { ...state, evidence: { ...state.evidence, flatLooks } };
}

function recentFlatLooks({ evidence, looks }: UnlockState): readonly number[] {
  return evidence.flatLooks.filter((look) => looks.count - look <= FLAT_WITHIN_LOOKS);
}

/**
 * Whoever is nearest, measured from the threshold that counts for them. Matching already checked the frame's trust;
 * checking here too makes the decision safe on its own.
 */
function nearestAllowed(
  state: UnlockState,
  distances: readonly PersonDistance[],
  trust: Trust,
): PersonDistance | null {
  let nearest: PersonDistance | null = null;
  let least = Infinity;
  for (const candidate of distances) {
    const person = state.people.find(({ personId }) => personId === candidate.personId);
    if (person === undefined || !mayCompare(person.trust, trust)) continue;
    const above = candidate.distance - thresholdOf(state, candidate);
    if (!(above < least)) continue;
    nearest = candidate;
    least = above;
  }
  return nearest;
}

/**
 * The threshold for a person, by the trust they were enrolled with and by what was compared; that of real people where nobody may be compared.
 */
function thresholdOf({ people, thresholds }: UnlockState, nearest: PersonDistance | null): number {
  const person = people.find(({ personId }) => personId === nearest?.personId);
  return thresholdFor(person?.trust ?? 'sensor', thresholds, nearest?.comparison);
}

function judge(state: UnlockState, nearest: PersonDistance | null): UnlockState {
  const threshold = thresholdOf(state, nearest);
  const agreement = agree(state.evidence.agreement, state.looks, nearest, threshold);
  const matches = nearest !== null && nearest.distance < threshold;
  const isMiss = !matches || agreement === null;
  const missed = isMiss ? (nearest?.distance ?? LARGEST_DISTANCE) : null;
  const counted = countLook(state, missed, agreement);
  if (matches && mayOpen(counted, nearest)) {
    return unlock(counted, faceView(counted, nearest, threshold));
  }
  if (!isStranger(counted)) return counted;
  const { misses } = counted.evidence;
  const distance = misses.length === 0 ? LARGEST_DISTANCE : quantile(misses, 0.5);
  return refuse(counted, { kind: 'not-recognised', distance, threshold });
}

/** A look from aside: it may open, and it costs nothing. */
function judgeAside(state: UnlockState, nearest: PersonDistance | null): UnlockState {
  if (isAsideSpent(state)) return state;
  const { evidence, looks } = state;
  const ahead = withinReach(evidence.agreement, looks);
  const contradicts = ahead !== null && ahead.personId !== nearest?.personId;
  const threshold = ASIDE_THRESHOLD * thresholdOf(state, nearest);
  const aside = contradicts ? null : agree(evidence.aside, looks, nearest, threshold);
  const matches = nearest !== null && nearest.distance < threshold;
  const isMiss = !matches || aside === null;
  const asideMisses = evidence.asideMisses + (isMiss ? 1 : 0);
  const counted = { ...state, evidence: { ...evidence, aside, asideMisses } };
  return matches && mayOpen(counted, nearest)
    ? unlock(counted, faceView(counted, nearest, threshold))
    : counted;
}

const isAsideSpent = ({ evidence }: UnlockState): boolean => evidence.asideMisses >= ASIDE_MISSES;

function mayOpen({ evidence, looks }: UnlockState, { personId }: PersonDistance): boolean {
  const agreeing = [evidence.agreement, evidence.aside]
    .map((agreement) => withinReach(agreement, looks))
    .reduce((sum, own) => sum + (own?.personId === personId ? own.looks.length : 0), 0);
  const looksFlat = evidence.flatLooks.some((look) => looks.count - look <= FLAT_VETO_LOOKS);
  return agreeing >= AGREEING_LOOKS && !looksFlat;
}

/** Looks that match never count for a stranger, however few there are. */
function isStranger({ evidence }: UnlockState): boolean {
  const { misses, seenMs, agreement } = evidence;
  if (misses.length < STRANGER_LOOKS) return false;
  return seenMs >= (agreement === null ? STRANGER_MS : UNDECIDED_MS);
}

function countLook(
  state: UnlockState,
  missed: number | null,
  agreement: Agreement | null,
): UnlockState {
  const { evidence, looks } = state;
  const isMatch = agreement !== null && missed === null;
  return {
    ...state,
    evidence: {
      ...evidence,
      agreement,
      aside: evidence.aside?.personId === agreement?.personId ? evidence.aside : null,
      asideMisses: isMatch ? 0 : evidence.asideMisses,
      flatLooks: recentFlatLooks(state),
      misses: missed === null ? evidence.misses : [...evidence.misses, missed],
      seenMs: evidence.seenMs + seenSince(evidence.lastJudgedMs, looks),
      lastJudgedMs: looks.elapsedMs,
    },
  };
}

function seenSince(lastJudgedMs: number | null, looks: Looks): number {
  if (lastJudgedMs === null) return 0;
  const limitMs = Math.max(LONGEST_LOOK_MS, LONGEST_LOOK_INTERVALS * usualIntervalMs(looks));
  return Math.min(looks.elapsedMs - lastJudgedMs, limitMs, longestGapMs(looks));
}

function refuse(state: UnlockState, refusal: Refusal): UnlockState {
  return {
    ...state,
    failedTries: state.failedTries + 1,
    evidence: NO_EVIDENCE,
    phase: { kind: 'pausing', sinceMs: state.looks.elapsedMs, refusal },
  };
}

function faceView(
  { looks, evidence }: UnlockState,
  nearest: PersonDistance,
  threshold: number,
): Unlocked {
  return {
    phase: 'unlocked',
    personId: nearest.personId,
    name: nearest.name,
    by: 'face',
    distance: nearest.distance,
    threshold,
    latencyMs: looks.elapsedMs - (evidence.stretch?.fromMs ?? looks.elapsedMs),
  };
}

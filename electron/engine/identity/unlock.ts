/**
 * The unlock decision: a pure state machine from frames to open or closed.
 *
 * Three agreeing looks open as soon as the evidence of the attempt is enough for the level (`attempt/`), at the strict
 * level after a turn of the head that is asked for. A clearly seen stranger and a picture are refused, which costs a try,
 * and so is a face that stays undecided. Tries are counted elsewhere (`engine/lock-out`), where it is decided too whether
 * faces are judged at all. After locking nobody is judged until the face that is there has left, or somebody asks: it
 * does not open again by itself for whoever still sits there. Looks in which the face cannot be judged (turned away, blurred, covered, eyes closed) neither open nor cost a try. It counts looks, so that the same
 * evidence decides at any frame rate. Time and chance come only from the inputs.
 *
 * Looks from aside (|yaw| beyond 25°, up to 35°) speak for a person only, because owners' are often refused there: below
 * a stricter threshold they count towards opening, by the rules of looks from ahead; above it they end what earlier looks from
 * aside had gained, and cost no try. So nobody is let in later than without them. A stranger who never faces the camera
 * runs out of them: after fifteen misses they count no more until a look from ahead matches, or this try is decided.
 */
import type { LockCommand } from '../../contract/engine/engine-messages.ts';
import { WALD_BOUNDS } from '../../contract/evidence.ts';
import type { FaceEmbedding } from '../../contract/face-embedding.ts';
import type { Trust } from '../../contract/frame.ts';
import type {
  AttemptReport,
  JudgedLock,
  OpeningEvidence,
  OpenLock,
  PersonDistance,
  RefusalReason,
  ShownReason,
} from '../../contract/identity.ts';
import type { Hint, NotLiveReason, Observation } from '../../contract/observation.ts';
import { LEVEL_RULES, type SecurityChoice } from '../../contract/security.ts';
import {
  addAhead,
  addAside,
  addNotLive,
  agreesOn,
  breakOff,
  endAgreement,
  holdsAnything,
  isAsideSpent,
  isPicture,
  isStranger,
  isUndecided,
  lengthenStretch,
  matches,
  NO_ATTEMPT,
  thresholdOf,
  withoutTurn,
  type Attempt,
  type Judged,
} from './attempt/attempt.ts';
import { evidenceOf } from './attempt/case.ts';
import { shortfallOf, sumOf, type Evidence, type Shortfall } from './attempt/evidence.ts';
import {
  nearestAllowed,
  type EnrolledPerson,
  type LockRules,
  type Nearest,
} from './attempt/lock-rules.ts';
import { askForTurn, hasExpired, hasTurned, turnHint } from './attempt/turn-challenge.ts';
import {
  changeSource,
  followsOn,
  isSamePicture,
  NO_LOOKS,
  paceHint,
  passTime,
  takeLook,
  usualIntervalMs,
  type Looks,
} from './looks.ts';
import { NO_HINT, steadyHint, type SteadyHint } from './steady-hint.ts';
import { isSeenAside, isWellSeen, type FaceObservation } from './usable-frame.ts';

export type { EnrolledPerson, LockRules } from './attempt/lock-rules.ts';

const PAUSE_AFTER_TRY_MS = 2000;
/** A face has left when unseen for this long and for this many usual intervals. */
const FACE_LEFT_MS = 600;
const FACE_LEFT_INTERVALS = 3;

export type UnlockInput =
  /** One frame. */
  | {
      readonly kind: 'frame';
      readonly observation: Observation;
      /** Null when it was not embedded. */
      readonly embedding: FaceEmbedding | null;
      /** `personDistances` of the embedding. */
      readonly distances: readonly PersonDistance[] | null;
      readonly trust: Trust;
      /** Drawn anew for each frame, 0 to 1, by a generator that nobody can foresee. */
      readonly chance: number;
    }
  /** Time passes without frames; on the clock of the frames, measured by one that does not jump. */
  | { readonly kind: 'tick'; readonly timeMs: number }
  | LockCommand
  | { readonly kind: 'camera-lost'; readonly reason: string }
  | { readonly kind: 'camera-returned' }
  /** Everybody enrolled; sent again when people are added or removed. */
  | { readonly kind: 'people'; readonly people: readonly EnrolledPerson[] };

type FrameInput = Extract<UnlockInput, { kind: 'frame' }>;

type Phase =
  | { readonly kind: 'watching' }
  /** Locked a moment ago: nobody is judged before the face has left, or `lock.ask`. `sinceMs`: a face may have been there. */
  | { readonly kind: 'until-asked'; readonly sinceMs: number }
  | { readonly kind: 'pausing'; readonly sinceMs: number; readonly refused: RefusalReason }
  | { readonly kind: 'unlocked'; readonly view: OpenLock };

/** Times (`…Ms`) are elapsed times, as in `looks.elapsedMs`. */
export interface UnlockState {
  readonly rules: LockRules;
  readonly people: readonly EnrolledPerson[];
  /** Whether faces are judged. */
  readonly faceAllowed: boolean;
  readonly phase: Phase;
  readonly cameraProblem: string | null;
  readonly trust: Trust | null;
  readonly looks: Looks;
  /** The face that is followed (`Observation`). */
  readonly track: number | null;
  readonly faceAtMs: number | null;
  readonly hint: SteadyHint;
  readonly attempt: Attempt;
  /** The last attempt that was decided. */
  readonly report: AttemptReport | null;
}

/** Locked, and faces are judged. */
export function initialUnlock(rules: LockRules, people: readonly EnrolledPerson[]): UnlockState {
  return {
    rules,
    people,
    faceAllowed: true,
    phase: { kind: 'watching' },
    cameraProblem: null,
    trust: null,
    looks: NO_LOOKS,
    track: null,
    faceAtMs: null,
    hint: NO_HINT,
    attempt: NO_ATTEMPT,
    report: null,
  };
}

/** The next state; never throws, never reads a clock, never draws a number. */
export function unlockReducer(state: UnlockState, input: UnlockInput): UnlockState {
  switch (input.kind) {
    case 'frame':
      return afterFrame(state, input);
    case 'tick':
      return letTimePass({ ...state, looks: passTime(state.looks, input.timeMs) });
    case 'lock.lock':
      return lock(state);
    case 'lock.ask':
      return isUntilAsked(state) ? { ...state, phase: { kind: 'watching' } } : state;
    case 'lock.pin':
      return unlock(state, {
        phase: 'unlocked',
        personId: input.personId,
        name: input.name,
        by: 'pin',
      });
    case 'lock.face':
      return withFace(state, input.allowed);
    case 'lock.security':
      return withSecurity(state, input.security);
    case 'camera-lost':
      return { ...forgetFace(state), cameraProblem: input.reason };
    case 'camera-returned':
      return { ...drop(state), looks: changeSource(state.looks), cameraProblem: null };
    case 'people':
      return withPeople(state, input.people);
  }
}

/** How the lock stands, as far as it is judged here. */
export function viewOf(state: UnlockState): JudgedLock {
  if (state.people.length === 0) return { phase: 'nothing-enrolled' };
  if (state.phase.kind === 'unlocked') return state.phase.view;
  if (state.cameraProblem !== null) return { phase: 'no-camera', reason: state.cameraProblem };
  if (state.phase.kind === 'pausing') return pausingView(state.phase.refused);
  if (isUntilAsked(state)) {
    return { phase: 'locked', hint: state.faceAtMs === null ? 'none' : 'press-a-key' };
  }
  const hint = state.hint.shown;
  return state.faceAtMs === null ? { phase: 'locked', hint } : { phase: 'looking', hint };
}

/** Whether an attempt has begun that is not decided: something is held for or against whoever looks. */
export const isUnderway = ({ phase, attempt, looks }: UnlockState): boolean =>
  phase.kind === 'watching' && holdsAnything(attempt, looks);

/** Whether it was locked, and waits until the face has left or somebody asks. */
export const isUntilAsked = ({ phase }: UnlockState): boolean => phase.kind === 'until-asked';

/** Locked, and nobody is judged before the face that may be there has left, or somebody asks. */
export const untilAsked = (state: UnlockState): UnlockState => ({
  ...drop(state),
  hint: NO_HINT,
  attempt: NO_ATTEMPT,
  phase: { kind: 'until-asked', sinceMs: state.looks.elapsedMs },
});

function pausingView(refused: RefusalReason): JudgedLock {
  if (refused === 'picture') return { phase: 'looks-like-a-picture' };
  return { phase: 'not-recognised', because: shownReason(refused) };
}

/** Nobody is told that all but the shape of the head was right. */
const shownReason = (refused: Exclude<RefusalReason, 'picture'>): ShownReason =>
  refused === 'other-shape' ? 'undecided' : refused;

function lock(state: UnlockState): UnlockState {
  return state.phase.kind === 'unlocked' ? untilAsked(state) : state;
}

function unlock(state: UnlockState, view: OpenLock): UnlockState {
  return {
    ...state,
    attempt: NO_ATTEMPT,
    phase: { kind: 'unlocked', view },
  };
}

/** What was gathered for a face while none may open does not count afterwards. */
const withFace = (state: UnlockState, faceAllowed: boolean): UnlockState =>
  faceAllowed === state.faceAllowed ? state : { ...drop(state), faceAllowed };

/** What was gathered by other rules does not count. */
function withSecurity(state: UnlockState, security: SecurityChoice): UnlockState {
  return { ...drop(state), rules: { ...state.rules, security } };
}

function withPeople(state: UnlockState, people: readonly EnrolledPerson[]): UnlockState {
  const next = { ...drop(state), people };
  const { phase } = state;
  if (phase.kind !== 'unlocked') return next;
  const stillThere = people.some((person) => person.personId === phase.view.personId);
  return stillThere ? next : untilAsked(next);
}

/** Drops the face and what speaks for it; what speaks against it stays. */
function forgetFace(state: UnlockState): UnlockState {
  return { ...drop(state), faceAtMs: null, hint: NO_HINT };
}

/** Drops what speaks for the face. */
function drop(state: UnlockState): UnlockState {
  return { ...state, attempt: breakOff(state.attempt) };
}

/** Nobody knows what was before the camera in between, nor for how long. */
function afterGap(state: UnlockState): UnlockState {
  return { ...state, attempt: { ...breakOff(state.attempt), unbroken: 0 } };
}

/** Changes due to time alone: a face has left, a pause is over, a turn was waited for too long. */
function letTimePass(state: UnlockState): UnlockState {
  const { faceAtMs, looks, attempt } = state;
  const faceLeft = faceAtMs !== null && hasLeft(looks, faceAtMs);
  if (faceLeft) {
    return endPause({ ...state, faceAtMs: null, hint: NO_HINT, attempt: withoutTurn(attempt) });
  }
  const turn = attempt.case?.turn ?? null;
  if (turn !== null && hasExpired(turn, looks.elapsedMs)) return refuse(state, 'not-turned');
  return endPause(state);
}

function endPause(state: UnlockState): UnlockState {
  const { phase, looks } = state;
  if (phase.kind !== 'pausing') return state;
  const isOver = looks.elapsedMs - phase.sinceMs >= PAUSE_AFTER_TRY_MS || state.faceAtMs === null;
  return isOver ? { ...state, phase: { kind: 'watching' } } : state;
}

const hasLeft = (looks: Looks, seenAtMs: number): boolean =>
  looks.elapsedMs - seenAtMs > Math.max(FACE_LEFT_MS, FACE_LEFT_INTERVALS * usualIntervalMs(looks));

/** Only looks show that a face has left: time alone, a break in the pictures or another camera do not. */
function waitUntilLeft(state: UnlockState, { kind }: Observation): UnlockState {
  const { phase, looks } = state;
  if (phase.kind !== 'until-asked') return state;
  if (kind === 'face' || !followsOn(looks)) {
    return { ...state, phase: { ...phase, sinceMs: looks.elapsedMs } };
  }
  return hasLeft(looks, phase.sinceMs) ? { ...state, phase: { kind: 'watching' } } : state;
}

function afterFrame(state: UnlockState, input: FrameInput): UnlockState {
  const { observation, trust } = input;
  const sameSource = state.trust === trust ? state : fromSource(state, trust);
  if (isSamePicture(sameSource.looks, observation.timeMs)) return sameSource;
  const looks = takeLook(sameSource.looks, observation.timeMs);
  const unbroken = followsOn(looks) ? sameSource : afterGap(sameSource);
  const there = seeFace(letTimePass({ ...unbroken, looks }), observation);
  const seen = waitUntilLeft(there, observation);
  if (seen.phase.kind !== 'watching' || seen.people.length === 0 || !seen.faceAllowed) return seen;
  if (observation.kind === 'no-face') return seen;

  const isAside = isSeenAside(observation);
  const isSeen = isAside || isWellSeen(observation);
  const { liveness } = observation;
  if (liveness.kind === 'not-live') {
    const doubted = { ...seen, attempt: endAgreement(seen.attempt) };
    // From the side depth is worse, so a look that is not live is no try there; it has ended all agreement.
    return isSeen && !isAside ? countNotLive(doubted, liveness.because) : doubted;
  }
  if (!isSeen || hasEyesElsewhere(seen, observation)) return seen;
  const stretched = { ...seen, attempt: lengthenStretch(seen.attempt, looks) };
  const judged = judgedLook(stretched, input, observation, isAside);
  return judged === null ? stretched : judge(stretched, judged, input.chance);
}

/** Looks of another source have another clock, and maybe another face. */
function fromSource(state: UnlockState, trust: Trust): UnlockState {
  return { ...forgetFace(state), looks: changeSource(state.looks), trust };
}

function seeFace(state: UnlockState, observation: Observation): UnlockState {
  const { elapsedMs } = state.looks;
  const hint = steadyHint(state.hint, shownHint(state, observation), elapsedMs);
  if (observation.kind === 'no-face') return { ...state, hint };
  const { track } = observation;
  const same = state.track === track ? state : drop(state);
  return { ...same, hint, track, faceAtMs: elapsedMs };
}

/** A face that is lost for one look is not "nobody". */
function shownHint(state: UnlockState, observation: Observation): Hint {
  const flickered = observation.hint === 'nobody' && state.faceAtMs !== null;
  if (flickered) return state.hint.shown;
  const isSeen = isSeenAside(observation) || isWellSeen(observation);
  return (isSeen ? hintForSeen(state, observation) : null) ?? observation.hint;
}

/** What to do about a face that is seen well; null where there is nothing but what the observation says. */
function hintForSeen(state: UnlockState, observation: FaceObservation): Hint | null {
  const { attempt } = state;
  if (hasEyesElsewhere(state, observation)) {
    return observation.attention === 'eyes-closed' ? 'open-your-eyes' : 'look-at-camera';
  }
  const turn = attempt.case?.turn ?? null;
  if (turn !== null) return turnHint(turn);
  if (attempt.asks === 'enrol-again') return 'enrol-again';
  // Eyes that are too small to be judged need a step, not lids.
  if (attempt.asks === 'open-eyes') {
    return observation.attention === 'unknown' ? 'move-closer' : 'open-your-eyes';
  }
  if (observation.hint !== 'none') return null;
  const isInVain = isSeenAside(observation) && isAsideSpent(attempt);
  return isInVain ? 'look-at-camera' : paceHint(state.looks);
}

/**
 * Whether the eyes keep the lock closed. Eyes that cannot be judged do not; while the head turns as it was asked to, nor
 * do those that look elsewhere.
 */
function hasEyesElsewhere(
  { rules, attempt }: UnlockState,
  { attention }: FaceObservation,
): boolean {
  if (!rules.security.asksEyes) return false;
  return (
    attention === 'eyes-closed' ||
    (attention === 'looks-away' && (attempt.case?.turn ?? null) === null)
  );
}

function countNotLive(state: UnlockState, because: NotLiveReason): UnlockState {
  const attempt = addNotLive(lengthenStretch(state.attempt, state.looks), state.looks);
  const counted = { ...state, attempt };
  return isPicture(attempt) ? refuse(counted, 'picture', because) : counted;
}

/** What can be judged of a look; null: nothing. */
function judgedLook(
  { people, rules }: UnlockState,
  { distances, embedding, trust }: FrameInput,
  { liveness, pose, spectrum, attention }: FaceObservation,
  isAside: boolean,
): Judged | null {
  if (liveness.kind !== 'live' || distances === null || embedding === null) return null;
  const nearest = nearestAllowed(people, rules, distances, trust);
  const { yaw, pitch } = pose;
  const look = {
    embedding: embedding.vector,
    ...{ spectrum, yaw, pitch, isAside },
    ratio: nearest?.ratio ?? -Infinity,
    liveness: liveness.logOdds,
    isAttentive: attention === 'attentive',
  };
  return { nearest, look, shape: embedding.shape };
}

function judge(state: UnlockState, judged: Judged, chance: number): UnlockState {
  const { looks, attempt } = state;
  const { isAside } = judged.look;
  if (isAside && isAsideSpent(attempt)) return state;
  const add = isAside ? addAside : addAhead;
  const added = { ...state, attempt: add(attempt, looks, judged) };
  const decided = matches(judged) ? openOrAsk(added, judged, chance) : added;
  if (decided.phase.kind === 'unlocked' || isAside) return decided;
  if (isStranger(decided.attempt)) return refuse(decided, 'stranger');
  if (!isUndecided(decided.attempt)) return decided;
  return refuse(decided, whyUndecided(decided, judged));
}

function whyUndecided(state: UnlockState, judged: Judged): RefusalReason {
  if (shortfall(state, judged) === 'other-shape') return 'other-shape';
  return state.attempt.asks === 'open-eyes' ? 'eyes-not-seen' : 'undecided';
}

function evidenceFor({ attempt, rules }: UnlockState, { nearest }: Judged): Evidence | null {
  if (attempt.case === null || nearest?.personId !== attempt.case.personId) return null;
  return evidenceOf(attempt.case, nearest.shape, rules);
}

function shortfall(state: UnlockState, judged: Judged): Shortfall | null {
  const { security, bounds } = state.rules;
  const evidence = evidenceFor(state, judged);
  return evidence === null ? 'identity' : shortfallOf(evidence, security.level, bounds);
}

/** Opens if the evidence is enough; at a level that wants it, not before the head has turned as asked. */
function openOrAsk(state: UnlockState, judged: Judged, chance: number): UnlockState {
  const { attempt, looks, rules } = state;
  const { nearest, look } = judged;
  const held = attempt.case;
  if (nearest === null || held === null) return state;
  if (!agreesOn(attempt, looks, nearest.personId)) return state;
  const missing = shortfall(state, judged);
  const { seesEyes, asksToTurn } = LEVEL_RULES[rules.security.level];
  if (missing !== null) {
    const asks = missing === 'shape-not-enrolled' ? 'enrol-again' : null;
    return { ...state, attempt: { ...attempt, asks } };
  }
  if (rules.security.asksEyes && seesEyes && !held.eyesSeen) {
    return { ...state, attempt: { ...attempt, asks: 'open-eyes' } };
  }
  if (asksToTurn) {
    const { turn } = held;
    const asked = turn ?? askForTurn(look, looks.elapsedMs, chance);
    if (turn === null || !hasTurned(turn, look)) {
      return { ...state, attempt: { ...attempt, case: { ...held, turn: asked } } };
    }
  }
  const view = faceView(state, nearest, look.isAside);
  const evidence = openingEvidence(rules, evidenceFor(state, judged));
  return unlock(reported(state, null, null), evidence === null ? view : { ...view, evidence });
}

function refuse(
  state: UnlockState,
  refused: RefusalReason,
  picture: NotLiveReason | null = null,
): UnlockState {
  return {
    ...reported(state, refused, picture),
    attempt: NO_ATTEMPT,
    phase: { kind: 'pausing', sinceMs: state.looks.elapsedMs, refused },
  };
}

/** The state with what is told of a decision. */
function reported(
  state: UnlockState,
  refused: RefusalReason | null,
  picture: NotLiveReason | null,
): UnlockState {
  const { attempt, rules, people, report } = state;
  const { nearest, seenMs } = attempt;
  const owner = people.find(({ personId }) => personId === attempt.case?.personId);
  const evidence =
    attempt.case === null ? null : evidenceOf(attempt.case, owner?.shape ?? null, rules);
  const next: AttemptReport = {
    number: (report?.number ?? 0) + 1,
    refused,
    picture,
    level: rules.security.level,
    nearest: nearest === null ? null : { personId: nearest.personId, distance: nearest.distance },
    evidence:
      evidence === null
        ? null
        : {
            identity: evidence.identity,
            liveness: evidence.liveness,
            shape: evidence.shape.kind === 'measured' ? evidence.shape.ratio : null,
          },
    seenMs,
  };
  return { ...state, report: next };
}

/** Whoever has it open may know what opened it. */
function openingEvidence(
  { security: { level }, bounds = WALD_BOUNDS }: LockRules,
  evidence: Evidence | null,
): OpeningEvidence | null {
  if (evidence === null) return null;
  const { identity, liveness, shape } = evidence;
  return {
    level,
    identity,
    shape: shape.kind === 'measured' ? shape.ratio : null,
    liveness,
    sum: sumOf(evidence),
    bound: bounds[level],
  };
}

function faceView({ looks, attempt }: UnlockState, nearest: Nearest, isAside: boolean): OpenLock {
  const { personId, name, distance } = nearest;
  const view: OpenLock = {
    phase: 'unlocked',
    personId,
    name,
    by: 'face',
    distance,
    threshold: thresholdOf(nearest, isAside),
    latencyMs: looks.elapsedMs - (attempt.stretch?.fromMs ?? looks.elapsedMs),
  };
  return nearest.shape === null ? { ...view, enrolAgain: true } : view;
}

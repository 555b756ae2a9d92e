/**
 * The unlock decision: a pure state machine from frames to open or closed.
 *
 * Three agreeing frames open; a flat face or a stranger seen well costs a try; after five tries only the PIN
 * opens. Frames in which the face cannot be judged (turned away, blurred, covered) neither open nor cost.
 * Time comes only from the inputs, on the clock of the frames.
 */
import type { PersonDistance } from '../../contract/identity.ts';
import type { Trust } from '../../contract/frame.ts';
import { thresholdFor, type LockView, type MatchThresholds } from '../../contract/identity.ts';
import type { Hint, Observation } from '../../contract/observation.ts';
import { NO_HINT, steadyHint, type SteadyHint } from './steady-hint.ts';
import { mayCompare } from './trust.ts';
import { isWellSeen } from './usable-frame.ts';

/** Failed tries after which only the PIN opens. */
export const MAXIMUM_TRIES = 5;

const AGREEING_FRAMES = 3;
const AGREEMENT_WINDOW_MS = 500;
/** One frame this little above the threshold does not end an agreement; it never counts towards one either. */
const HYSTERESIS = 0.05;

const FLAT_FRAMES = 5;
const FLAT_WINDOW_MS = 1000;

/** Seen well this long without a match, a face is a stranger's. */
const STRANGER_MS = 1500;
/** The same although single frames did match: nobody hovers at the threshold for ever. */
const UNDECIDED_MS = 3000;
/** The most that one frame adds to the time seen, so that a gap in the frames does not count as seen. */
const LONGEST_FRAME_MS = 100;

const PAUSE_AFTER_TRY_MS = 2000;
/** After locking, so that whoever pressed the button sees it lock before their own face opens it again. */
const PAUSE_AFTER_LOCK_MS = 1000;
const FACE_LEFT_MS = 600;
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
  /** Time passes without frames; on the clock of the frames. */
  | { readonly kind: 'tick'; readonly timeMs: number }
  | { readonly kind: 'lock' }
  | { readonly kind: 'pin-accepted'; readonly personId: string; readonly name: string }
  | { readonly kind: 'camera-lost'; readonly reason: string }
  | { readonly kind: 'camera-returned' }
  /** Everybody enrolled; also when people are added or removed. */
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

/** Frames below the threshold that all show the same person. */
interface Agreement {
  readonly personId: string;
  readonly timesMs: readonly number[];
  readonly wobbled: boolean;
}

interface Evidence {
  readonly agreement: Agreement | null;
  /** Times of the frames with a flat face in the last second. */
  readonly flatTimesMs: readonly number[];
  /** Smallest distances of the judged frames of this try. */
  readonly distances: readonly number[];
  /** How long this try has seen a face that could be judged; survives the face leaving, or nobody would fail. */
  readonly seenMs: number;
  readonly lastJudgedMs: number | null;
  /** The stretch of well-seen frames that goes on now. */
  readonly stretch: { readonly fromMs: number; readonly toMs: number } | null;
}

export interface UnlockState {
  readonly thresholds: MatchThresholds;
  readonly people: readonly EnrolledPerson[];
  /** To be kept across restarts and given back by `restore`. */
  readonly failedTries: number;
  readonly phase: Phase;
  readonly cameraProblem: string | null;
  readonly trust: Trust | null;
  /** Latest time known: of the last frame or tick. */
  readonly nowMs: number;
  readonly frameMs: number;
  readonly faceAtMs: number | null;
  readonly hint: SteadyHint;
  readonly evidence: Evidence;
}

const NO_EVIDENCE: Evidence = {
  agreement: null,
  flatTimesMs: [],
  distances: [],
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
    nowMs: -Infinity,
    frameMs: -Infinity,
    faceAtMs: null,
    hint: NO_HINT,
    evidence: NO_EVIDENCE,
  };
}

/** The next state; never throws, never looks at a clock. */
export function unlockReducer(state: UnlockState, input: UnlockInput): UnlockState {
  switch (input.kind) {
    case 'frame':
      return afterFrame(state, input);
    case 'tick':
      return atTime(state, Math.max(state.nowMs, input.timeMs));
    case 'lock':
      return lock(state);
    case 'pin-accepted':
      return unlock(state, {
        phase: 'unlocked',
        personId: input.personId,
        name: input.name,
        by: 'pin',
      });
    case 'camera-lost':
      return { ...forgetFace(state), cameraProblem: input.reason };
    case 'camera-returned':
      return { ...state, cameraProblem: null };
    case 'people':
      return withPeople(state, input.people);
    case 'restore':
      return { ...state, failedTries: clampTries(input.failedTries) };
  }
}

/** What the window shows of a state. */
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

/** A counter that cannot be read counts as used up: damage must not give tries back. */
function clampTries(tries: number): number {
  if (!Number.isInteger(tries) || tries < 0) return MAXIMUM_TRIES;
  return Math.min(tries, MAXIMUM_TRIES);
}

function lock(state: UnlockState): UnlockState {
  if (state.phase.kind !== 'unlocked') return state;
  return {
    ...forgetFace(state),
    evidence: NO_EVIDENCE,
    phase: { kind: 'pausing', sinceMs: state.nowMs, refusal: null },
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
  const next = { ...state, people, evidence: withoutFrames(state.evidence) };
  const { phase } = state;
  if (phase.kind !== 'unlocked') return next;
  const stillThere = people.some((person) => person.personId === phase.view.personId);
  return stillThere ? next : { ...next, phase: { kind: 'watching' } };
}

function forgetFace(state: UnlockState): UnlockState {
  return {
    ...state,
    faceAtMs: null,
    hint: NO_HINT,
    evidence: withoutFrames(state.evidence),
  };
}

/** Drops what speaks for somebody; what was held against them stays. */
function withoutFrames(evidence: Evidence): Evidence {
  return { ...evidence, agreement: null, flatTimesMs: [], stretch: null };
}

function atTime(state: UnlockState, nowMs: number): UnlockState {
  const moved = { ...state, nowMs };
  const faceLeft = state.faceAtMs !== null && nowMs - state.faceAtMs > FACE_LEFT_MS;
  return endPause(faceLeft ? forgetFace(moved) : moved);
}

function atFrame(state: UnlockState, timeMs: number): UnlockState {
  const onThisClock = timeMs < state.frameMs ? afterClockReset(state, timeMs) : state;
  return { ...atTime(onThisClock, timeMs), frameMs: timeMs };
}

/** A source that starts over counts its time from anew: nothing measured on the old clock can be compared. */
function afterClockReset(state: UnlockState, timeMs: number): UnlockState {
  const { phase } = state;
  return {
    ...forgetFace(state),
    phase: phase.kind === 'pausing' ? { ...phase, sinceMs: timeMs } : phase,
  };
}

function endPause(state: UnlockState): UnlockState {
  const { phase } = state;
  if (phase.kind !== 'pausing') return state;
  const isTry = phase.refusal !== null;
  const isOver =
    state.nowMs - phase.sinceMs >= (isTry ? PAUSE_AFTER_TRY_MS : PAUSE_AFTER_LOCK_MS) ||
    (isTry && state.faceAtMs === null);
  return isOver ? { ...state, phase: { kind: 'watching' } } : state;
}

function afterFrame(
  state: UnlockState,
  { observation, distances, trust }: Extract<UnlockInput, { kind: 'frame' }>,
): UnlockState {
  const isRepeated = observation.timeMs === state.frameMs;
  if (isRepeated) return state;
  const sameSource = state.trust === trust ? state : { ...forgetFace(state), trust };
  const seen = seeFace(atFrame(sameSource, observation.timeMs), observation);
  if (seen.phase.kind !== 'watching' || seen.people.length === 0 || isOutOfTries(seen)) return seen;
  if (observation.kind === 'no-face') return seen;

  const isFlat = observation.liveness.kind === 'flat';
  const doubted = isFlat ? endAgreement(seen) : seen;
  if (!isWellSeen(observation)) return doubted;

  const stretched = { ...doubted, evidence: lengthenStretch(doubted.evidence, observation.timeMs) };
  if (isFlat) return countFlatFace(stretched);
  if (observation.liveness.kind === 'undecided' || distances === null) return stretched;
  return judge(stretched, nearestAllowed(state.people, distances, trust));
}

function endAgreement(state: UnlockState): UnlockState {
  return { ...state, evidence: { ...state.evidence, agreement: null } };
}

function seeFace(state: UnlockState, observation: Observation): UnlockState {
  const hint = steadyHint(state.hint, shownHint(state, observation), observation.timeMs);
  return observation.kind === 'face'
    ? { ...state, hint, faceAtMs: observation.timeMs }
    : { ...state, hint };
}

/** A face that flickers for a frame is not "nobody". */
function shownHint(state: UnlockState, observation: Observation): Hint {
  const flickered = observation.hint === 'nobody' && state.faceAtMs !== null;
  return flickered ? state.hint.shown : observation.hint;
}

function lengthenStretch(evidence: Evidence, timeMs: number): Evidence {
  const { stretch } = evidence;
  const goesOn = stretch !== null && timeMs - stretch.toMs <= AGREEMENT_WINDOW_MS;
  return { ...evidence, stretch: { fromMs: goesOn ? stretch.fromMs : timeMs, toMs: timeMs } };
}

function countFlatFace(state: UnlockState): UnlockState {
  const flatTimesMs = [...recentFlat(state), state.nowMs];
  if (flatTimesMs.length >= FLAT_FRAMES) return refuse(state, { kind: 'looks-like-a-picture' });
  return { ...state, evidence: { ...state.evidence, flatTimesMs } };
}

function recentFlat({ evidence, nowMs }: UnlockState): readonly number[] {
  return evidence.flatTimesMs.filter((timeMs) => nowMs - timeMs <= FLAT_WINDOW_MS);
}

/** Matching asked the trust of the frame already; asking here too makes the decision safe by itself. */
function nearestAllowed(
  people: readonly EnrolledPerson[],
  distances: readonly PersonDistance[],
  trust: Trust,
): PersonDistance | null {
  let nearest: PersonDistance | null = null;
  for (const candidate of distances) {
    const person = people.find(({ personId }) => personId === candidate.personId);
    if (person === undefined || !mayCompare(person.trust, trust)) continue;
    if (nearest === null || candidate.distance < nearest.distance) nearest = candidate;
  }
  return nearest;
}

/** Of the person, by what they were enrolled with; that of real people where nobody may be compared. */
function thresholdOf({ people, thresholds }: UnlockState, nearest: PersonDistance | null): number {
  const person = people.find(({ personId }) => personId === nearest?.personId);
  return thresholdFor(person?.trust ?? 'sensor', thresholds);
}

function judge(state: UnlockState, nearest: PersonDistance | null): UnlockState {
  const threshold = thresholdOf(state, nearest);
  const agreement = agree(state, nearest, threshold);
  const counted = countFrame(state, nearest?.distance ?? LARGEST_DISTANCE, agreement);
  if (nearest !== null && nearest.distance < threshold && mayOpen(counted)) {
    return unlock(counted, faceView(counted, nearest, threshold));
  }
  const { seenMs, distances } = counted.evidence;
  const isStranger = seenMs >= UNDECIDED_MS || (seenMs >= STRANGER_MS && agreement === null);
  if (!isStranger) return counted;
  return refuse(counted, { kind: 'not-recognised', distance: median(distances), threshold });
}

function mayOpen({ evidence, nowMs }: UnlockState): boolean {
  const agreeing = evidence.agreement?.timesMs.length ?? 0;
  const looksFlat = evidence.flatTimesMs.some((timeMs) => nowMs - timeMs <= AGREEMENT_WINDOW_MS);
  return agreeing >= AGREEING_FRAMES && !looksFlat;
}

/**
 * The agreement after a judged frame: longer below the threshold, kept through one frame just above it,
 * ended by another person, by a clear miss or by a second wobble.
 */
function agree(
  state: UnlockState,
  nearest: PersonDistance | null,
  threshold: number,
): Agreement | null {
  const current = withinWindow(state.evidence.agreement, state.nowMs);
  if (nearest === null || !(nearest.distance < threshold + HYSTERESIS)) return null;
  if (current !== null && current.personId !== nearest.personId) return null;
  if (nearest.distance < threshold) {
    return {
      personId: nearest.personId,
      timesMs: [...(current?.timesMs ?? []), state.nowMs],
      wobbled: current?.wobbled ?? false,
    };
  }
  return current === null || current.wobbled ? null : { ...current, wobbled: true };
}

function withinWindow(agreement: Agreement | null, nowMs: number): Agreement | null {
  if (agreement === null) return null;
  const timesMs = agreement.timesMs.filter((timeMs) => nowMs - timeMs <= AGREEMENT_WINDOW_MS);
  return timesMs.length === 0 ? null : { ...agreement, timesMs };
}

function countFrame(
  state: UnlockState,
  distance: number,
  agreement: Agreement | null,
): UnlockState {
  const { evidence, nowMs } = state;
  return {
    ...state,
    evidence: {
      ...evidence,
      agreement,
      flatTimesMs: recentFlat(state),
      distances: [...evidence.distances, distance],
      seenMs: evidence.seenMs + frameDuration(nowMs, evidence.lastJudgedMs),
      lastJudgedMs: nowMs,
    },
  };
}

function frameDuration(nowMs: number, previousMs: number | null): number {
  if (previousMs === null) return 0;
  const elapsed = nowMs - previousMs;
  return elapsed < 0 ? LONGEST_FRAME_MS : Math.min(elapsed, LONGEST_FRAME_MS);
}

function refuse(state: UnlockState, refusal: Refusal): UnlockState {
  return {
    ...state,
    failedTries: state.failedTries + 1,
    evidence: NO_EVIDENCE,
    phase: { kind: 'pausing', sinceMs: state.nowMs, refusal },
  };
}

function faceView(state: UnlockState, nearest: PersonDistance, threshold: number): Unlocked {
  return {
    phase: 'unlocked',
    personId: nearest.personId,
    name: nearest.name,
    by: 'face',
    distance: nearest.distance,
    threshold,
    latencyMs: state.nowMs - (state.evidence.stretch?.fromMs ?? state.nowMs),
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? LARGEST_DISTANCE;
}

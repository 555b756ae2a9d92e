/**
 * Enrolment: a pure state machine from frames to reference embeddings.
 *
 * First the face looks at the camera, then the head goes round and fills a ring of ticks; twice. It stops, with a
 * reason, when a second face, another person or a flat picture appears. It counts looks, so that the same evidence is
 * kept at any frame rate. Time comes only from the frames.
 *
 * Every place of the head (`head-places.ts`) keeps one view: straight ahead four, of the ring 18 in each round, beyond
 * the ring 16 in all, so 56 at most. A head that does not turn keeps eight from ahead, seconds apart. Nobody is asked to turn beyond the ring: such views are kept when they happen. While
 * a place is passed, a better look replaces the one that it has; looks that are very poor beside the best one from ahead
 * are not kept.
 */
import type { EnrolmentCommand, Reference } from '../../contract/engine/engine-messages.ts';
import type { Spectrum, Trust } from '../../contract/frame.ts';
import type { HeadPose } from '../../contract/head-pose.ts';
import {
  RING_TICKS,
  thresholdFor,
  type EncoderMeans,
  type EnrolmentView,
  type MatchThresholds,
} from '../../contract/identity.ts';
import { directionOf, withinDisc, type Direction } from '../../contract/head-direction.ts';
import type { Hint, Observation } from '../../contract/observation.ts';
import { farPlaceOf, placesOfTicks } from './head-places.ts';
import { ticksAt } from './head-ring.ts';
import {
  isHeld,
  isWorthKeeping,
  keepInfrared,
  keepView,
  NO_VIEWS,
  referencesBeside,
  referencesOf,
  worstHeld,
  type CandidateView,
  type KeptViews,
} from './kept-views.ts';
import { isPoorLook } from './poor-looks.ts';
import { isEmbedding } from './embedding.ts';
import { distanceToReference } from './matching.ts';
import { followsOn, isSamePicture, NO_LOOKS, paceHint, takeLook, type Looks } from './looks.ts';
import { NO_HINT, steadyHint, type SteadyHint } from './steady-hint.ts';
import type { FusedShape } from '../../contract/head-shape.ts';
import { fuseShape } from './shape/fuse-shape.ts';
import type { FaceEmbedding } from '../../contract/face-embedding.ts';
import type { FaceObservation } from './usable-frame.ts';

const FRONTAL_YAW = 10;
const FRONTAL_PITCH = 10;
/** A face that is frontal for this long without a break counts as still. */
const STILL_MS = 300;
const BETWEEN_CENTRES_MS = 250;
/** Consecutive frontal, surely live looks behind each centre reference; no look serves two references. */
const LOOKS_PER_CENTRE = 3;
/** Centre references needed before the ring begins, and the most that are kept. */
const CENTRES_TO_BEGIN = 2;
const CENTRES_AT_MOST = 4;
/**
 * Of somebody who does not move their head, the small turns, blinks and expressions of a while have to stand for the
 * turns of the ring: so many views, so far apart.
 */
const CENTRES_FOR_PARTIAL = 8;
const BETWEEN_STILL_CENTRES_MS = 700;
/** Of a recording that has no more to show. */
const CENTRES_OF_RECORDING = 3;
/** Looks after which a head that moves little is enrolled though depth did not tell its shape. */
const LOOKS_FOR_SHAPE = 150;

/** So many poor looks in a row are told of. */
const POOR_LOOKS = 5;
/** Whoever sees no better ones for so long goes on without keeping any there. */
const POOR_LOOKS_AT_MOST = 45;

/** So many adverse looks among the last ones end the enrolment. */
const ALARM_WITHIN_LOOKS = 30;
const FLAT_LOOKS = 5;
const STRANGER_LOOKS = 10;
const SECOND_FACE_LOOKS = 3;

const SPOILING_HINTS: readonly Hint[] = [
  'nobody',
  'move-closer',
  'move-back',
  'more-light',
  'too-bright',
  'too-fast',
  'only-one-person',
  'face-covered',
  'camera-covered',
  'no-depth',
];

/**
 * Limits as multiples of an encoder's unlock threshold. Farther than the first from every reference so far is somebody
 * else: turned heads lie farther apart than the frontal pairs behind that threshold, hence the margin. Nearer than the
 * second to an existing reference adds nothing.
 */
const SAME_PERSON = 1.35;
const TOO_SIMILAR = 0.05;

export type EnrolmentInput =
  /** Continue: after the first pass. Partial: the person cannot move their head, so the frontal view has to do. */
  | EnrolmentCommand
  /** One frame; `embedding` null when it was not embedded. */
  | {
      readonly kind: 'frame';
      readonly observation: Observation;
      readonly embedding: FaceEmbedding | null;
      readonly trust: Trust;
      /** Which camera it is of; absent: not told apart from others of the same trust. */
      readonly camera?: string;
    }
  /** What was recorded is over: the views from ahead have to do. */
  | { readonly kind: 'recording-over' }
  /** The camera was started anew, perhaps another one: views before and after do not belong together. */
  | { readonly kind: 'camera-started' }
  /** The face of the frame before in infrared, if its look in colour was kept. */
  | { readonly kind: 'infrared'; readonly embedding: FaceEmbedding }
  /** An external cause ended it, e.g. the camera; `reason` is a sentence. */
  | { readonly kind: 'stop'; readonly reason: string };

/** Times (`…Ms`) are elapsed times, as in `looks.elapsedMs`. */
interface Capture {
  readonly pass: 1 | 2;
  readonly partial: boolean;
  readonly trust: Trust | null;
  /** Camera of the frames so far; absent before the first, or where frames do not name theirs. */
  readonly camera?: string;
  readonly ticks: readonly boolean[];
  readonly centres: number;
  readonly views: KeptViews;
  /** The shape of the head by all good, surely live looks, kept or not; null before the first. */
  readonly shape: FusedShape | null;
  /** Looks of which its shape has to be known. */
  readonly fewestShapeLooks: number;
  /** The best quality of a look from ahead; null before the first. */
  readonly bestAhead: number | null;
  readonly poorInRow: number;
  readonly looks: Looks;
  readonly frontalSinceMs: number | null;
  /** Consecutive frontal, surely live looks since the last centre reference. */
  readonly looksForCentre: number;
  readonly lastCentreMs: number | null;
  readonly direction: Direction | null;
  readonly hint: SteadyHint;
  readonly alarms: Alarms;
}

/** Numbers of the adverse looks among the last ones. */
interface Alarms {
  readonly flat: readonly number[];
  readonly stranger: readonly number[];
  readonly secondFace: readonly number[];
}

type Phase =
  | { readonly kind: 'idle' }
  | { readonly kind: 'capturing'; readonly capture: Capture }
  | { readonly kind: 'between-passes'; readonly capture: Capture }
  | { readonly kind: 'naming'; readonly capture: Capture }
  | { readonly kind: 'done'; readonly personId: string; readonly references: number }
  | { readonly kind: 'stopped'; readonly reason: string };

export interface EnrolmentState {
  readonly thresholds: MatchThresholds;
  /** Means of the encoder's spectra; absent: looks in one are not compared with looks in the other. */
  readonly means?: EncoderMeans;
  readonly fewestShapeLooks: number;
  readonly phase: Phase;
}

const REASONS = {
  flat: 'That looks like a flat picture, so nothing was kept. Start again with your own face in front of the camera.',
  stranger:
    'Another person came into view, so nothing was kept. Start again with only you in front of the camera.',
  secondFace:
    'A second face came into view, so nothing was kept. Start again with only you in front of the camera.',
  camera: 'The camera was changed, so nothing was kept. Start again with this camera.',
} as const;

const NO_ALARMS: Alarms = { flat: [], stranger: [], secondFace: [] };

/** @param fewestShapeLooks of which an owner's shape is made (`ShapeStatistics`); default: shape is not waited for */
export function initialEnrolment(
  thresholds: MatchThresholds,
  means?: EncoderMeans,
  fewestShapeLooks = 0,
): EnrolmentState {
  const state = { thresholds, fewestShapeLooks, phase: { kind: 'idle' } } as const;
  return means === undefined ? state : { ...state, means };
}

/** The next state; never throws. Inputs that do not apply to a phase leave it unchanged. */
export function enrolmentReducer(state: EnrolmentState, input: EnrolmentInput): EnrolmentState {
  return { ...state, phase: nextPhase(state, input) };
}

/**
 * The window's view of a state.
 * @param isKnownLook as of the view; default: false
 */
export function viewOf({ phase }: EnrolmentState, isKnownLook = false): EnrolmentView {
  switch (phase.kind) {
    case 'idle':
      return { phase: 'idle' };
    case 'capturing':
      return capturingView(phase.capture);
    case 'between-passes':
    case 'naming':
      return {
        phase: phase.kind,
        references: referencesOf(phase.capture.views).length,
        isKnownLook,
      };
    case 'done':
      return { phase: 'done', personId: phase.personId, references: phase.references };
    case 'stopped':
      return { phase: 'stopped', reason: phase.reason };
  }
}

/** The references, the shape and the trust they were taken with, once the phase is `naming`; null before. */
export function capturedReferences({ phase }: EnrolmentState): {
  readonly references: readonly Reference[];
  readonly shape: FusedShape | null;
  readonly trust: Trust;
} | null {
  if (phase.kind !== 'naming' || phase.capture.trust === null) return null;
  const { views, shape, trust } = phase.capture;
  return { references: referencesOf(views), shape, trust };
}

/** The references of a whole round, or more; null before, and once they are stored. */
export function completeReferences({ phase }: EnrolmentState): {
  readonly references: readonly Reference[];
  readonly trust: Trust;
} | null {
  if (phase.kind !== 'between-passes' && phase.kind !== 'naming') return null;
  const { views, trust } = phase.capture;
  return trust === null ? null : { references: referencesOf(views), trust };
}

/** How often a look was kept so far, those that better ones replaced included. */
export function looksKept({ phase }: EnrolmentState): number {
  return 'capture' in phase ? phase.capture.views.looksKept : 0;
}

function capturingView(capture: Capture): EnrolmentView {
  return {
    phase: 'capturing',
    pass: capture.pass,
    ticks: capture.ticks,
    centreCaptured: isCentreCaptured(capture),
    direction: capture.direction,
    hint: capture.hint.shown,
    references: referencesOf(capture.views).length,
    still: capture.partial ? stillOf(capture) : null,
  };
}

/** How far a capture without turns has come. */
function stillOf(capture: Capture): { readonly views: number; readonly of: number } {
  // The last view is not told before the shape is known.
  const most = isShapeKnown(capture) ? CENTRES_FOR_PARTIAL : CENTRES_FOR_PARTIAL - 1;
  return { views: Math.min(capture.centres, most), of: CENTRES_FOR_PARTIAL };
}

function nextPhase(state: EnrolmentState, input: EnrolmentInput): Phase {
  const { phase } = state;
  switch (input.kind) {
    case 'enrolment.start':
      return { kind: 'capturing', capture: firstPass(state.fewestShapeLooks) };
    case 'enrolment.cancel':
      return { kind: 'idle' };
    case 'enrolment.continue':
      return phase.kind === 'between-passes'
        ? { kind: 'capturing', capture: secondPass(phase.capture) }
        : phase;
    case 'enrolment.partial':
      return phase.kind === 'capturing'
        ? advance({ ...phase.capture, partial: true })
        : phase.kind === 'between-passes'
          ? { kind: 'naming', capture: phase.capture }
          : phase;
    case 'enrolment.whole':
      return phase.kind === 'capturing'
        ? { kind: 'capturing', capture: { ...phase.capture, partial: false } }
        : phase;
    case 'recording-over':
      return afterRecording(phase);
    case 'enrolment.finish':
      return phase.kind === 'naming'
        ? {
            kind: 'done',
            personId: input.personId,
            references: referencesOf(phase.capture.views).length,
          }
        : phase;
    case 'camera-started':
      return isUnderWay(phase) && 'capture' in phase && phase.capture.trust !== null
        ? { kind: 'stopped', reason: REASONS.camera }
        : phase;
    case 'stop':
      return isUnderWay(phase) ? { kind: 'stopped', reason: input.reason } : phase;
    case 'frame':
      return phase.kind === 'capturing'
        ? afterFrame(phase.capture, input, comparing(state, input.trust))
        : phase;
    case 'infrared':
      return 'capture' in phase
        ? { ...phase, capture: withInfrared(phase.capture, input.embedding.vector) }
        : phase;
  }
}

function afterRecording(phase: Phase): Phase {
  if (phase.kind === 'between-passes') return { kind: 'naming', capture: phase.capture };
  if (phase.kind !== 'capturing') return phase;
  const { capture } = phase;
  const isEnough = capture.pass === 2 || capture.centres >= CENTRES_OF_RECORDING;
  return isEnough && isShapeKnown(capture) ? { kind: 'naming', capture } : phase;
}

/** How near a look is to the references so far, and how near that is, as multiples of the threshold that counts. */
type Nearness = (
  embedding: Float32Array,
  spectrum: Spectrum,
  references: readonly Reference[],
) => number;

/**
 * Compares looks of one spectrum with references of the same, and with those of the other only where there are no
 * others. Infinity where nothing can be compared.
 */
function comparing({ thresholds, means }: EnrolmentState, trust: Trust): Nearness {
  const ofTrust = trust === 'virtual' ? means?.renderedPeople : means?.people;
  return (embedding, spectrum, references) => {
    const same = references.filter((reference) => reference.spectrum === spectrum);
    const distances = (same.length > 0 ? same : references).map((reference) => {
      const compared = distanceToReference(embedding, spectrum, reference, ofTrust);
      if (compared === null) return Infinity;
      return compared.distance / thresholdFor(trust, thresholds, compared.comparison);
    });
    return Math.min(...distances);
  };
}

/** The look that was kept last, in infrared too. */
function withInfrared(capture: Capture, vector: Float32Array): Capture {
  if (!isEmbedding(vector)) return capture;
  return { ...capture, views: keepInfrared(capture.views, Float32Array.from(vector)) };
}

/** Naming no longer needs a camera. */
function isUnderWay(phase: Phase): boolean {
  return phase.kind === 'capturing' || phase.kind === 'between-passes';
}

function firstPass(fewestShapeLooks: number): Capture {
  return {
    pass: 1,
    partial: false,
    trust: null,
    centres: 0,
    views: NO_VIEWS,
    shape: null,
    fewestShapeLooks,
    bestAhead: null,
    looks: NO_LOOKS,
    hint: NO_HINT,
    ...emptyRing(),
  };
}

/** The centre references of the first pass serve the second too. */
function secondPass(capture: Capture): Capture {
  return { ...capture, pass: 2, ...emptyRing() };
}

function emptyRing() {
  return {
    ticks: Array.from({ length: RING_TICKS }, () => false),
    poorInRow: 0,
    frontalSinceMs: null,
    looksForCentre: 0,
    lastCentreMs: null,
    direction: null,
    alarms: NO_ALARMS,
  };
}

function isCentreCaptured(capture: Capture): boolean {
  return capture.centres >= (capture.partial ? CENTRES_FOR_PARTIAL : CENTRES_TO_BEGIN);
}

/** Without it only the level convenient opens, so it is worth waiting for, but not for ever. */
const isShapeKnown = ({ shape, fewestShapeLooks, looks }: Capture): boolean =>
  (shape?.looks ?? 0) >= fewestShapeLooks || looks.count >= LOOKS_FOR_SHAPE;

/** The phase after a capture: partial ones end with the centre, others with a full ring. */
function advance(capture: Capture): Phase {
  const isEnough = (capture.pass === 2 || isCentreCaptured(capture)) && isShapeKnown(capture);
  if (capture.partial && isEnough) return { kind: 'naming', capture };
  if (!capture.ticks.every(Boolean)) return { kind: 'capturing', capture };
  return { kind: capture.pass === 1 ? 'between-passes' : 'naming', capture };
}

type FrameInput = Extract<EnrolmentInput, { kind: 'frame' }>;

function afterFrame(before: Capture, input: FrameInput, nearness: Nearness): Phase {
  const { observation, trust, camera } = input;
  const isAnother = before.trust !== trust || before.camera !== camera;
  if (before.trust !== null && isAnother) return { kind: 'stopped', reason: REASONS.camera };
  if (isSamePicture(before.looks, observation.timeMs)) {
    return { kind: 'capturing', capture: before };
  }
  const of = camera === undefined ? { trust } : { trust, camera };
  const capture = atLook({ ...before, ...of }, observation);
  const embedding = usableEmbedding(input);
  const isStranger =
    embedding !== null && !isSamePerson(embedding, observation.spectrum, capture, nearness);
  const alarms = raiseAlarms(capture, observation, isStranger);
  const reason = alarmReason(alarms);
  if (reason !== null) return { kind: 'stopped', reason };

  const watched = { ...capture, alarms };
  if (observation.kind === 'no-face' || embedding === null || isStranger) {
    return { kind: 'capturing', capture: { ...watched, looksForCentre: 0 } };
  }
  return advance(keep(watched, observation, embedding, nearness));
}

/** Advances the clock, the marker and the hint; a face that is gone or turned no longer counts as still. */
function atLook(before: Capture, observation: Observation): Capture {
  const looks = takeLook(before.looks, observation.timeMs);
  const capture = { ...before, looks };
  const pose = observation.kind === 'face' ? observation.pose : null;
  const wasStill = followsOn(looks) ? before.frontalSinceMs : null;
  const isLookingAhead = pose !== null && isFrontal(pose);
  return {
    ...capture,
    direction: pose === null ? null : withinDisc(directionOf(pose)),
    frontalSinceMs: isLookingAhead ? (wasStill ?? looks.elapsedMs) : null,
    looksForCentre: isLookingAhead && wasStill !== null ? before.looksForCentre : 0,
    hint: steadyHint(capture.hint, hintFor(capture, observation), looks.elapsedMs),
  };
}

/** The ring asks for a turned head; before it, the face has to look at the camera. */
function hintFor(capture: Capture, observation: Observation): Hint {
  if (!isAlone(observation)) return 'only-one-person';
  const { hint } = observation;
  const ringBegun = isCentreCaptured(capture);
  const turnedAway = observation.kind === 'face' && !isFrontal(observation.pose);
  if (!ringBegun && hint === 'none' && turnedAway) return 'look-at-camera';
  const isWell = hint === 'none' || (ringBegun && hint === 'look-at-camera');
  if (!isWell) return hint;
  const pace = paceHint(capture.looks);
  return pace === 'none' && capture.poorInRow >= POOR_LOOKS ? 'hold-still' : pace;
}

function isFrontal({ yaw, pitch }: HeadPose): boolean {
  return Math.abs(yaw) <= FRONTAL_YAW && Math.abs(pitch) <= FRONTAL_PITCH;
}

function usableEmbedding({ observation, embedding }: FrameInput): FaceEmbedding | null {
  if (embedding === null || observation.kind === 'no-face') return null;
  const isSpoilt = SPOILING_HINTS.includes(observation.hint) || !isAlone(observation);
  if (observation.liveness.kind === 'not-live' || isSpoilt) return null;
  return isEmbedding(embedding.vector) ? embedding : null;
}

function isSamePerson(
  { vector }: FaceEmbedding,
  spectrum: Spectrum,
  { views }: Capture,
  nearness: Nearness,
): boolean {
  const references = referencesOf(views);
  return references.length === 0 || nearness(vector, spectrum, references) <= SAME_PERSON;
}

function raiseAlarms(
  { alarms, looks: { count } }: Capture,
  observation: Observation,
  isStranger: boolean,
): Alarms {
  const isNotLive = observation.kind === 'face' && observation.liveness.kind === 'not-live';
  const isSecondFace = !isAlone(observation);
  return {
    flat: recent(alarms.flat, count, isNotLive),
    stranger: recent(alarms.stranger, count, isStranger),
    secondFace: recent(alarms.secondFace, count, isSecondFace),
  };
}

/** Nobody else is within reach, not even farther behind, whom the lock would disregard. */
function isAlone(observation: Observation): boolean {
  const others = observation.kind === 'face' ? observation.others : 0;
  return others === 0 && observation.hint !== 'only-one-person';
}

function recent(looks: readonly number[], now: number, happensNow: boolean): readonly number[] {
  const kept = looks.filter((look) => now - look <= ALARM_WITHIN_LOOKS);
  return happensNow ? [...kept, now] : kept;
}

function alarmReason(alarms: Alarms): string | null {
  if (alarms.flat.length >= FLAT_LOOKS) return REASONS.flat;
  if (alarms.secondFace.length >= SECOND_FACE_LOOKS) return REASONS.secondFace;
  if (alarms.stranger.length >= STRANGER_LOOKS) return REASONS.stranger;
  return null;
}

function keep(
  before: Capture,
  observation: FaceObservation,
  { vector, quality, shape }: FaceEmbedding,
  nearness: Nearness,
): Capture {
  const { pose, spectrum, liveness } = observation;
  const bestAhead = isFrontal(pose)
    ? Math.max(before.bestAhead ?? quality, quality)
    : before.bestAhead;
  if (bestAhead !== null && isPoorLook(quality, pose, bestAhead)) {
    return passOver({ ...before, bestAhead, poorInRow: before.poorInRow + 1 }, pose);
  }
  const isNews = shape !== null && liveness.kind === 'live';
  const fused = isNews ? fuseShape(before.shape, shape) : before.shape;
  const capture = { ...before, bestAhead, poorInRow: 0, shape: fused };
  const { yaw, pitch } = pose;
  const reference: Reference = { embedding: Float32Array.from(vector), yaw, pitch, spectrum };
  const view = { reference, quality };
  const withCentre = keepCentre(capture, observation, view);
  return isCentreCaptured(withCentre) ? fillRing(withCentre, pose, view, nearness) : withCentre;
}

/** A poor look is not kept. It fills no tick either, so that a better one can come, but nobody is stopped for ever. */
function passOver(before: Capture, pose: HeadPose): Capture {
  const capture = { ...before, looksForCentre: 0 };
  const isPatient = capture.poorInRow < POOR_LOOKS_AT_MOST || !isCentreCaptured(capture);
  return isPatient ? capture : fillTicks(capture, ticksAt(directionOf(pose)));
}

/** Unlocking sees the frontal view most, so it must be still and surely live. */
function keepCentre(before: Capture, { liveness }: FaceObservation, view: CandidateView): Capture {
  const isAlive = liveness.kind === 'live' && before.frontalSinceMs !== null;
  const capture = { ...before, looksForCentre: isAlive ? before.looksForCentre + 1 : 0 };
  const { frontalSinceMs, lastCentreMs, centres, looksForCentre, views } = capture;
  const { elapsedMs } = capture.looks;
  const isStill = frontalSinceMs !== null && elapsedMs - frontalSinceMs >= STILL_MS;
  const isSeen = looksForCentre >= LOOKS_PER_CENTRE;
  if (!isStill || !isSeen) return capture;
  const { betweenMs, atMost } = capture.partial ? STILL_CENTRES : USUAL_CENTRES;
  const isDue = lastCentreMs === null || elapsedMs - lastCentreMs >= betweenMs;
  if (isDue && centres < atMost) {
    return {
      ...capture,
      centres: centres + 1,
      looksForCentre: 0,
      lastCentreMs: elapsedMs,
      views: keepView(views, centrePlace(centres), view),
    };
  }
  const worst = worstHeld(views, isCentrePlace);
  if (worst === null || !isWorthKeeping(views, worst, view)) return capture;
  return { ...capture, looksForCentre: 0, views: keepView(views, worst, view) };
}

const USUAL_CENTRES = { betweenMs: BETWEEN_CENTRES_MS, atMost: CENTRES_AT_MOST } as const;
const STILL_CENTRES = { betweenMs: BETWEEN_STILL_CENTRES_MS, atMost: CENTRES_FOR_PARTIAL } as const;

const CENTRE = 'ahead';
const centrePlace = (number: number): string => `${CENTRE} ${number}`;
const isCentrePlace = (place: string): boolean => place.startsWith(CENTRE);

/** Fills the ticks that the head points at, and keeps the view for one of its places, should one want it. */
function fillRing(
  before: Capture,
  pose: HeadPose,
  view: CandidateView,
  nearness: Nearness,
): Capture {
  const reached = ticksAt(directionOf(pose));
  const capture = fillTicks(before, reached);
  const { pass, views } = capture;
  const place = placeFor(view, placesAt(pose, reached, pass), views);
  if (place === null) return capture;
  const { embedding, spectrum } = view.reference;
  const others = referencesBeside(views, place).filter((other) => other.spectrum === spectrum);
  const addsNothing = nearness(embedding, spectrum, others) < TOO_SIMILAR;
  return addsNothing ? capture : { ...capture, views: keepView(views, place, view) };
}

function fillTicks(capture: Capture, reached: readonly number[]): Capture {
  const ticks = capture.ticks.map((filled, tick) => filled || reached.includes(tick));
  return { ...capture, ticks };
}

/** Nearest first. Each round has its own views of the ring; those beyond it are rare, and both rounds share theirs. */
function placesAt(pose: HeadPose, ticks: readonly number[], pass: 1 | 2): string[] {
  const onRing = placesOfTicks(ticks).map((place) => `ring ${pass} ${place}`);
  const far = farPlaceOf(pose);
  return far === null ? onRing : [...onRing, `far ${far}`];
}

/** The first place that has no view yet, else the first whose view is worse; a view serves one place. */
function placeFor(view: CandidateView, places: string[], views: KeptViews): string | null {
  const free = places.find((place) => !isHeld(views, place));
  return free ?? places.find((place) => isWorthKeeping(views, place, view)) ?? null;
}

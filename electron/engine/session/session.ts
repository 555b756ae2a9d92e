/**
 * What the engine does with each frame: vision, enrolment, the unlock decision, and what main is told of them.
 * The decisions themselves are pure reducers in `identity/`; this file only feeds them.
 */
import type { EnrolmentView, LockView, PersonDistance } from '../../contract/identity.ts';
import type {
  CapturedEnrolment,
  EngineMessage,
  GalleryEntry,
  LockCommand,
} from '../../contract/engine/engine-messages.ts';
import type { RgbdFrame } from '../../contract/frame.ts';
import type { Observation } from '../../contract/observation.ts';
import type { Problem } from '../../contract/problem.ts';
import {
  capturedReferences,
  enrolmentReducer,
  initialEnrolment,
  viewOf as enrolmentViewOf,
  type EnrolmentInput,
  type EnrolmentState,
} from '../identity/enrolment.ts';
import { packGallery, personDistances, type PackedGallery } from '../identity/matching.ts';
import {
  initialUnlock,
  unlockReducer,
  viewOf as lockViewOf,
  type UnlockInput,
  type UnlockState,
} from '../identity/unlock.ts';
import { LatestFrame } from './latest-frame.ts';
import { RateLimit } from '../../base/rate-limit.ts';
import { StatisticsMeter } from './statistics-meter.ts';
import { encoderName } from '../vision/encode/encoder-info.ts';
import type { Vision, VisionResult } from '../vision/pipeline.ts';

const OBSERVATIONS_PER_SECOND = 30;
/** That nobody is there, again. */
const EMPTY_OBSERVATIONS_PER_SECOND = 5;
/** Nobody was seen for so long: the engine rests. */
const REST_AFTER_MS = 1000;
const DISTANCES_PER_SECOND = 10;

export interface SessionOptions {
  readonly vision: Vision;
  readonly gallery: readonly GalleryEntry[];
  /** Who had it open before this engine; null: locked. */
  readonly unlocked: Extract<LockView, { phase: 'unlocked' }> | null;
  readonly failedTries: number;
  readonly emit: (message: EngineMessage) => void;
}

export class Session {
  readonly #vision: Vision;
  readonly #emit: (message: EngineMessage) => void;
  readonly #encoder: string;
  readonly #feed = new LatestFrame((frame) => this.#look(frame));
  readonly #meter = new StatisticsMeter();
  readonly #observationRate = new RateLimit(OBSERVATIONS_PER_SECOND);
  readonly #emptyRate = new RateLimit(EMPTY_OBSERVATIONS_PER_SECOND);
  readonly #distanceRate = new RateLimit(DISTANCES_PER_SECOND);
  #packed: PackedGallery;
  #unlock: UnlockState;
  #enrolment: EnrolmentState;
  #lockSent = '';
  #observationSent = '';
  #distancesSent = false;
  #faceSeenMs = performance.now();
  #enrolmentSent = '';
  /** The last frame that was decided on: its time on its own clock, and when that was. */
  #lastLook: { readonly timeMs: number; readonly decidedMs: number } | null = null;

  constructor(options: SessionOptions) {
    const { vision, gallery, unlocked, failedTries, emit } = options;
    this.#vision = vision;
    this.#emit = emit;
    this.#encoder = encoderName(vision.encoder);
    this.#packed = packGallery(gallery, this.#encoder);
    const { thresholds } = vision.encoder;
    const locked = unlockReducer(initialUnlock(thresholds, gallery), {
      kind: 'restore',
      failedTries,
    });
    this.#unlock =
      unlocked === null ? locked : { ...locked, phase: { kind: 'unlocked', view: unlocked } };
    this.#enrolment = initialEnrolment(thresholds);
  }

  /** Tells main how things stand. */
  tellAll(): void {
    this.#applyUnlock({ kind: 'restore', failedTries: this.#unlock.failedTries });
    this.#tellEnrolment();
  }

  /** Takes over the frame's arrays. Resolves when it was looked at, or a newer one took its place. */
  async onFrame(frame: RgbdFrame): Promise<void> {
    this.#meter.sensorFrame(frame.sequence);
    this.#feed.offer(frame);
    await this.idle;
  }

  /** Resolves when no frame waits to be looked at. */
  get idle(): Promise<void> {
    return this.#feed.done;
  }

  /** Frames come from another source, or from the same one anew. */
  onCameraStarted(): void {
    this.#vision.reset();
    this.#meter.sourceChanged();
    this.#lastLook = null;
    this.#applyUnlock({ kind: 'camera-returned' });
  }

  onCameraLost(problem: Problem): void {
    this.#applyUnlock({ kind: 'camera-lost', reason: problem.message });
    if (this.isEnrolling()) this.enrol({ kind: 'stop', reason: problem.message });
  }

  setGallery(gallery: readonly GalleryEntry[]): void {
    this.#packed = packGallery(gallery, this.#encoder);
    this.#applyUnlock({ kind: 'people', people: gallery });
  }

  lock(command: LockCommand): void {
    this.#applyUnlock(command);
  }

  enrol(input: EnrolmentInput): void {
    this.#enrolment = enrolmentReducer(this.#enrolment, input);
    this.#tellEnrolment();
  }

  /** What was captured; null if no enrolment waits for a name. */
  capturedEnrolment(): CapturedEnrolment | null {
    const captured = capturedReferences(this.#enrolment);
    return captured === null ? null : { ...captured, encoder: this.#encoder };
  }

  isEnrolling(): boolean {
    const { phase } = enrolmentViewOf(this.#enrolment);
    return phase === 'capturing' || phase === 'between-passes' || phase === 'naming';
  }

  /** Is the lock closed, and nobody there who would want it open? */
  get isResting(): boolean {
    if (this.isEnrolling() || lockViewOf(this.#unlock).phase === 'unlocked') return false;
    return performance.now() - this.#faceSeenMs > REST_AFTER_MS;
  }

  /** Once a second: numbers for people who look, and time for the reducers when no frame brings it. */
  tick(): void {
    this.#emit({ kind: 'statistics', statistics: this.#meter.report(this.#feed.dropped) });
    if (this.#lastLook === null) return;
    const silenceMs = performance.now() - this.#lastLook.decidedMs;
    if (silenceMs > 1000) {
      this.#applyUnlock({ kind: 'tick', timeMs: this.#lastLook.timeMs + silenceMs });
    }
  }

  async #look(frame: RgbdFrame): Promise<void> {
    const { trust } = frame.camera;
    const result = await this.#vision.process(frame, { embed: this.#wantsEmbedding() });
    this.#meter.visionFrame();
    this.#decide(result, trust);
  }

  /** While the lock is open nothing is decided: embeddings only feed the distance chart, which needs few. */
  #wantsEmbedding(): boolean {
    if (this.isEnrolling()) return true;
    if (this.#packed.people.length === 0) return false;
    return (
      lockViewOf(this.#unlock).phase !== 'unlocked' || this.#distanceRate.passes(performance.now())
    );
  }

  #decide({ observation, embedding }: VisionResult, trust: RgbdFrame['camera']['trust']): void {
    const distances = embedding === null ? null : personDistances(embedding, this.#packed, trust);
    this.#applyUnlock({ kind: 'frame', observation, distances, trust });
    if (this.isEnrolling()) this.enrol({ kind: 'frame', observation, embedding, trust });
    this.#lastLook = { timeMs: observation.timeMs, decidedMs: performance.now() };
    this.#tellObservation(observation);
    // Whoever stands before a closed lock must not learn how near they came.
    const isOpen = lockViewOf(this.#unlock).phase === 'unlocked';
    if (isOpen && distances !== null) this.#tellDistances(distances);
    else if (observation.kind === 'no-face' && this.#distancesSent) this.#tellDistances([]);
  }

  /** At once when what is seen changes; else as often as the window can use it. */
  #tellObservation(observation: Observation): void {
    const nowMs = performance.now();
    const isFace = observation.kind === 'face';
    if (isFace) this.#faceSeenMs = nowMs;
    const told = isFace ? observation.kind : observation.hint;
    const rate = isFace ? this.#observationRate : this.#emptyRate;
    if (!rate.passes(nowMs) && told === this.#observationSent) return;
    this.#observationSent = told;
    this.#emit({ kind: 'observation', observation });
  }

  #tellDistances(distances: readonly PersonDistance[]): void {
    this.#distancesSent = distances.length > 0;
    this.#emit({ kind: 'distances', distances });
  }

  #applyUnlock(input: UnlockInput): void {
    this.#unlock = unlockReducer(this.#unlock, input);
    const view = lockViewOf(this.#unlock);
    const { failedTries } = this.#unlock;
    const sent = JSON.stringify([view, failedTries]);
    if (sent === this.#lockSent) return;
    this.#lockSent = sent;
    this.#emit({ kind: 'lock', view, failedTries });
  }

  #tellEnrolment(): void {
    const view: EnrolmentView = enrolmentViewOf(this.#enrolment);
    const sent = JSON.stringify(view);
    if (sent === this.#enrolmentSent) return;
    this.#enrolmentSent = sent;
    this.#emit({ kind: 'enrolment', view });
  }
}

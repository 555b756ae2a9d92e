/**
 * The lock of the app before the camera in use: how often it looks, and what main is told of what it saw and decided.
 * What a frame goes through is in `recognition.ts`.
 */
import type { AttemptLook } from '../../contract/explorer.ts';
import type { OpenLock, PersonDistance } from '../../contract/identity.ts';
import type {
  CapturedEnrolment,
  EngineMessage,
  GalleryEntry,
  LockCommand,
} from '../../contract/engine/engine-messages.ts';
import type { RgbdFrame } from '../../contract/frame.ts';
import type { Observation } from '../../contract/observation.ts';
import type { Problem } from '../../contract/problem.ts';
import type { SecurityChoice } from '../../contract/security.ts';
import type { ShownHead, ShownHeadWish } from '../../contract/shown-head.ts';
import type { EnrolmentInput } from '../identity/enrolment.ts';
import type { UnlockInput } from '../identity/unlock.ts';
import { LatestFrame } from './latest-frame.ts';
import { RateLimit } from '../../base/rate-limit.ts';
import { RecentAttempts } from './recent-attempts.ts';
import { Recognition, type RecognisedFrame } from './recognition.ts';
import { StatisticsMeter } from './statistics-meter.ts';
import type { Vision } from '../vision/pipeline.ts';

const OBSERVATIONS_PER_SECOND = 30;
/** That nobody is there, again. */
const EMPTY_OBSERVATIONS_PER_SECOND = 5;
/** Nobody was seen for so long: the engine rests. */
const REST_AFTER_MS = 1000;
const DISTANCES_PER_SECOND = 10;
/** Frames tell the lock what time it is; after this long without one it is told from here. Nothing is judged by it. */
const FRAMES_BRING_TIME_MS = 1000;

export interface SessionOptions {
  readonly vision: Vision;
  readonly gallery: readonly GalleryEntry[];
  /** Who had it open before this engine; null: locked. */
  readonly unlocked: OpenLock | null;
  /** As in `engine.start`; default: false. */
  readonly untilAsked?: boolean;
  /** Whether faces are judged; default: true. */
  readonly faceAllowed?: boolean;
  /** Default: `DEFAULT_SECURITY`. */
  readonly security?: SecurityChoice;
  readonly emit: (message: EngineMessage) => void;
  /** Shows what is measured to people; default: nobody looks. */
  readonly headDisplay?: HeadDisplay;
}

/** What a window wants to see of a head, and where it is shown. */
export interface HeadDisplay {
  readonly wish: () => ShownHeadWish | undefined;
  /** Null: nobody is there, or nobody may see it. */
  readonly show: (head: ShownHead | null) => void;
}

export class Session {
  readonly #recognition: Recognition;
  readonly #emit: (message: EngineMessage) => void;
  readonly #headDisplay: HeadDisplay | undefined;
  readonly #feed = new LatestFrame((frame) => this.#look(frame));
  readonly #meter = new StatisticsMeter();
  readonly #attempts = new RecentAttempts();
  #people: ReadonlySet<string>;
  readonly #observationRate = new RateLimit(OBSERVATIONS_PER_SECOND);
  readonly #emptyRate = new RateLimit(EMPTY_OBSERVATIONS_PER_SECOND);
  readonly #distanceRate = new RateLimit(DISTANCES_PER_SECOND);
  #lockSent = '';
  /** Number of the last attempt that main was told of. */
  #attemptSent: number | undefined;
  #observationSent = '';
  #distancesSent = false;
  #faceSeenMs = performance.now();
  #enrolmentSent = '';
  /** Why no frame comes; null while they do, and before it is known. */
  #cameraLost: Problem | null = null;
  /** The last frame that was decided on: its time on its own clock, and when that was. */
  #lastLook: { readonly timeMs: number; readonly decidedMs: number } | null = null;

  constructor({ emit, headDisplay, ...options }: SessionOptions) {
    this.#emit = emit;
    this.#headDisplay = headDisplay;
    this.#people = new Set(options.gallery.map(({ personId }) => personId));
    this.#recognition = new Recognition(options);
  }

  /** Tells main how things stand. */
  tellAll(): void {
    this.#tellLock();
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
    this.#meter.sourceChanged();
    this.#lastLook = null;
    this.#cameraLost = null;
    this.#recognition.cameraStarted();
    this.#tellLock();
    this.#tellEnrolment();
  }

  onCameraLost(problem: Problem): void {
    this.#cameraLost = problem;
    this.#applyUnlock({ kind: 'camera-lost', reason: problem.message });
    this.#stopEnrolment();
    this.#tellDistances([]);
  }

  setGallery(gallery: readonly GalleryEntry[]): void {
    this.#recognition.setGallery(gallery);
    const people = new Set(gallery.map(({ personId }) => personId));
    // Whoever removes somebody wants nothing of them to stay.
    if ([...this.#people].some((id) => !people.has(id))) this.#attempts.forget();
    this.#people = people;
    this.#tellLock();
  }

  lock(command: LockCommand): void {
    if (command.kind === 'lock.face' && !command.allowed) this.#attempts.forget();
    this.#applyUnlock(command);
  }

  /** By what rules it opens now. */
  get security(): SecurityChoice {
    return this.#recognition.security;
  }

  /** Without a camera an enrolment stops as it starts: nobody is enrolled on the picture that stands still. */
  enrol(input: EnrolmentInput): void {
    this.#recognition.enrol(input);
    if (input.kind === 'enrolment.start') this.#stopEnrolment();
    this.#tellEnrolment();
  }

  /** What was captured; null if no enrolment waits for a name. */
  capturedEnrolment(): CapturedEnrolment | null {
    return this.#recognition.captured;
  }

  isEnrolling(): boolean {
    return this.#recognition.isEnrolling;
  }

  /** Who has it open; null: it is locked. */
  get openedFor(): string | null {
    const { lockView } = this.#recognition;
    return lockView.phase === 'unlocked' ? lockView.personId : null;
  }

  /** The looks that decided recent attempts, oldest first; none while it is locked. */
  get recentAttempts(): readonly AttemptLook[] {
    return this.openedFor === null ? [] : this.#attempts.looks;
  }

  /** Is the lock closed, and nobody there who would want it open? */
  get isResting(): boolean {
    if (this.isEnrolling() || this.#recognition.isUnlocked) return false;
    return performance.now() - this.#faceSeenMs > REST_AFTER_MS;
  }

  /** Once a second: numbers for people who look, and time for the lock when no frame brings it. */
  tick(): void {
    this.#emit({ kind: 'statistics', statistics: this.#meter.report(this.#feed.dropped) });
    if (this.#lastLook === null) return;
    const sinceMs = performance.now() - this.#lastLook.decidedMs;
    if (sinceMs <= FRAMES_BRING_TIME_MS) return;
    this.#applyUnlock({ kind: 'tick', timeMs: this.#lastLook.timeMs + sinceMs });
  }

  async #look(frame: RgbdFrame): Promise<void> {
    const { trust } = frame.camera;
    const show = this.isOpen ? this.#headDisplay?.wish() : undefined;
    const seen = await this.#recognition.look(frame, { embed: this.#wantsEmbedding(), show });
    this.#headDisplay?.show(this.isOpen ? (seen.shown ?? null) : null);
    if (seen.decision.phase !== 'unlocked' || seen.attempt !== null) {
      this.#attempts.see(seen, trust);
    }
    this.#meter.visionFrame();
    this.#tellSeen(seen);
  }

  /** Whether a window may see everything: a closed lock tells nothing of how it measures. */
  get isOpen(): boolean {
    const { phase } = this.#recognition.lockView;
    return phase === 'unlocked' || phase === 'nothing-enrolled';
  }

  /** While only a PIN opens nobody is compared. While the lock is open nothing is decided: embeddings only feed the distance chart, which needs few. */
  #wantsEmbedding(): boolean {
    if (this.isEnrolling()) return true;
    if (!this.#recognition.knowsAnybody) return false;
    if (!this.#recognition.isUnlocked) return this.#recognition.judgesFaces;
    return this.#distanceRate.passes(performance.now());
  }

  #tellSeen({ observation, distances, decision }: RecognisedFrame): void {
    this.#lastLook = { timeMs: observation.timeMs, decidedMs: performance.now() };
    this.#tellLock();
    this.#tellLearnt();
    this.#tellEnrolment();
    this.#tellObservation(observation);
    // Whoever stands before a closed lock must not learn how near they came.
    if (decision.phase === 'unlocked' && distances !== null) this.#tellDistances(distances);
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
    this.#emit({ kind: 'observation', observation: this.#toShow(observation) });
  }

  /** A locked window learns where a face is and what to do, not how alive it looks. */
  #toShow(observation: Observation): Observation {
    const { isUnlocked, knowsAnybody } = this.#recognition;
    if (observation.kind === 'no-face' || isUnlocked || !knowsAnybody || this.isEnrolling()) {
      return observation;
    }
    return { ...observation, liveness: { kind: 'undecided' }, attention: 'unknown' };
  }

  #tellDistances(distances: readonly PersonDistance[]): void {
    this.#distancesSent = distances.length > 0;
    this.#emit({ kind: 'distances', distances });
  }

  /** Where the camera is lost; naming needs none. */
  #stopEnrolment(): void {
    if (this.#cameraLost === null || !this.isEnrolling()) return;
    const reason = `${this.#cameraLost.message} Nothing was kept of the enrolment.`;
    this.#recognition.enrol({ kind: 'stop', reason });
    this.#tellEnrolment();
  }

  #applyUnlock(input: UnlockInput): void {
    this.#recognition.lock(input);
    this.#tellLock();
    this.#tellLearnt();
  }

  #tellLearnt(): void {
    const learnt = this.#recognition.takeLearnt();
    if (learnt !== null) this.#emit({ kind: 'learnt', ...learnt });
  }

  #tellLock(): void {
    if (!this.isOpen) this.#headDisplay?.show(null);
    const { lockView: view, isUnderway, lastAttempt } = this.#recognition;
    const attempt = lastAttempt?.number === this.#attemptSent ? null : lastAttempt;
    const sent = JSON.stringify([view, isUnderway]);
    if (sent === this.#lockSent && attempt === null) return;
    this.#lockSent = sent;
    this.#attemptSent = lastAttempt?.number;
    if (attempt !== null) this.#attempts.decided(attempt, this.openedFor, Date.now());
    this.#emit({ kind: 'lock', view, isUnderway, attempt });
  }

  #tellEnrolment(): void {
    const view = this.#recognition.enrolmentView;
    const sent = JSON.stringify(view);
    if (sent === this.#enrolmentSent) return;
    this.#enrolmentSent = sent;
    this.#emit({ kind: 'enrolment', view });
  }
}

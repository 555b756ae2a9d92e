/**
 * The way of a frame from vision to the decision. It stands here once: the lock of the app, what the player rehearses,
 * enrolment from a recording and the command line each hold one of these. It tells nobody anything by itself.
 */
import { randomInt } from 'node:crypto';
import type {
  AttemptReport,
  EnrolmentView,
  JudgedLock,
  OpenLock,
  PersonDistance,
} from '../../contract/identity.ts';
import type { CapturedEnrolment, GalleryEntry } from '../../contract/engine/engine-messages.ts';
import type { RgbdFrame, Spectrum, Trust } from '../../contract/frame.ts';
import type { Observation } from '../../contract/observation.ts';
import { DEFAULT_SECURITY, type SecurityChoice } from '../../contract/security.ts';
import {
  capturedReferences,
  completeReferences,
  enrolmentReducer,
  initialEnrolment,
  looksKept,
  viewOf as enrolmentViewOf,
  type EnrolmentInput,
  type EnrolmentState,
} from '../identity/enrolment.ts';
import { packGallery, personDistances, type PackedGallery } from '../identity/matching.ts';
import {
  initialUnlock,
  isUnderway,
  isUntilAsked,
  unlockReducer,
  untilAsked as lockedUntilAsked,
  viewOf as lockViewOf,
  type UnlockInput,
  type UnlockState,
} from '../identity/unlock.ts';
import { ownerShapeOf } from '../identity/shape/shape-estimate.ts';
import { encoderName } from '../vision/encode/encoder-info.ts';
import type { FaceEmbedding } from '../../contract/face-embedding.ts';
import type { ShownHead, ShownHeadWish } from '../../contract/shown-head.ts';
import { newStream } from '../vision/stream.ts';
import { isKnownLook, lookalike } from '../identity/lookalike.ts';
import type { Vision } from '../vision/pipeline.ts';
import { nearestAllowed } from '../identity/attempt/lock-rules.ts';
import { Learning, type Learnt } from './learning.ts';

const CHANCES = 2 ** 32;

export interface RecognitionOptions {
  readonly vision: Vision;
  readonly gallery: readonly GalleryEntry[];
  /** How far the frames are believed; default: as each says of its camera. */
  readonly trust?: Trust;
  /** Whether faces are judged; default: true. */
  readonly faceAllowed?: boolean;
  /** Default: `DEFAULT_SECURITY`. */
  readonly security?: SecurityChoice;
  /** Draws numbers from 0 to 1; default: those of the system, which nobody can foresee. */
  readonly chance?: () => number;
  /** Who has it open; default: null, it is locked. */
  readonly unlocked?: OpenLock | null;
  /** It waits until the face before it has left or somebody asks; default: false. */
  readonly untilAsked?: boolean;
}

export interface RecognisedFrame {
  readonly observation: Observation;
  /** Null when nobody was seen or none was asked for. */
  readonly embedding: FaceEmbedding | null;
  /** To everybody who may be compared, nearest first; null without an embedding. */
  readonly distances: readonly PersonDistance[] | null;
  /** How the lock stands after the frame. */
  readonly decision: JudgedLock;
  /** The attempt that this frame decided; null: it decided none. */
  readonly attempt: AttemptReport | null;
  /** The head, for people to look at, where it was asked for. */
  readonly shown?: ShownHead | null;
}

/** What is to be made of a frame besides the decision. */
export interface LookWishes {
  readonly embed: boolean;
  readonly show?: ShownHeadWish | undefined;
}

const unforeseeable = (): number => randomInt(CHANCES) / CHANCES;

export class Recognition {
  readonly #vision: Vision;
  readonly #encoder: string;
  readonly #trust: Trust | null;
  readonly #chance: () => number;
  readonly #learning: Learning;
  #stream = newStream();
  #gallery: readonly GalleryEntry[];
  #packed: PackedGallery;
  #learnt: Learnt | null = null;
  #unlock: UnlockState;
  #enrolment: EnrolmentState;
  /** Whose further look is captured; null: of somebody new. */
  #enrolsFor: string | null = null;
  #isKnownLook = false;

  constructor({
    vision,
    gallery,
    trust,
    faceAllowed = true,
    security = DEFAULT_SECURITY,
    chance = unforeseeable,
    unlocked = null,
    untilAsked = false,
  }: RecognitionOptions) {
    const { thresholds, scales, bounds, shape = null } = vision.encoder;
    const rules = {
      ...{ thresholds, scales, shape, security },
      ...(bounds === undefined ? {} : { bounds }),
    };
    this.#chance = chance;
    this.#vision = vision;
    this.#encoder = encoderName(vision.encoder);
    this.#trust = trust ?? null;
    this.#learning = new Learning({ shape });
    this.#gallery = this.#learning.serving(gallery);
    this.#packed = packGallery(this.#gallery, this.#encoder, vision.encoder.means);
    this.#unlock = unlockReducer(initialUnlock(rules, gallery), {
      kind: 'lock.face',
      allowed: faceAllowed,
    });
    if (unlocked !== null) {
      this.#unlock = { ...this.#unlock, phase: { kind: 'unlocked', view: unlocked } };
    } else if (untilAsked) {
      this.#unlock = lockedUntilAsked(this.#unlock);
    }
    this.#enrolment = initialEnrolment(
      thresholds,
      vision.encoder.means,
      vision.encoder.shape?.fewestOwnerLooks,
    );
  }

  /** Each frame in its turn, the next when this one is answered. Takes over the frame's arrays. */
  async look(
    frame: RgbdFrame,
    { embed, show }: LookWishes = { embed: true },
  ): Promise<RecognisedFrame> {
    const trust = this.#trust ?? frame.camera.trust;
    const stream = this.#stream;
    const hasInfrared = frame.infrared !== undefined;
    const options = { embed, stream, ...(show === undefined ? {} : { show }) };
    const { observation, embedding, shown } = await this.#vision.process(frame, options);
    const { spectrum } = observation;
    const distances =
      embedding === null ? null : personDistances(embedding, this.#packed, trust, spectrum);
    const { lastAttempt } = this;
    const { people, rules } = this.#unlock;
    const nearest = distances === null ? null : nearestAllowed(people, rules, distances, trust);
    this.#learning.see({ observation, embedding, nearest });
    this.lock({
      kind: 'frame',
      ...{ observation, embedding, distances, trust },
      chance: this.#chance(),
    });
    if (this.isEnrolling) {
      const kept = looksKept(this.#enrolment);
      const camera = `${frame.camera.name} ${frame.camera.serial}`;
      this.enrol({ kind: 'frame', observation, embedding, trust, camera });
      if (hasInfrared && looksKept(this.#enrolment) > kept) await this.#enrolInfrared(spectrum);
    }
    const attempt = this.lastAttempt === lastAttempt ? null : this.lastAttempt;
    const { lockView } = this;
    if (attempt?.refused === null && lockView.phase === 'unlocked') {
      this.#learn(lockView.personId, 'face');
    }
    return {
      observation,
      embedding,
      distances,
      decision: this.lockView,
      attempt,
      ...(shown === undefined ? {} : { shown }),
    };
  }

  /** A look that was kept is kept in infrared too: only those are embedded twice. */
  async #enrolInfrared(kept: Spectrum): Promise<void> {
    if (kept === 'infrared') return;
    const embedding = await this.#vision.embedInfrared();
    if (embedding !== null) this.enrol({ kind: 'infrared', embedding });
  }

  /** The frames that come are of another source, or of the same one anew. */
  cameraStarted(): void {
    this.#stream = newStream();
    this.#learning.forget();
    this.lock({ kind: 'camera-returned' });
    this.enrol({ kind: 'camera-started' });
  }

  setGallery(gallery: readonly GalleryEntry[]): void {
    this.#pack(gallery);
    this.lock({ kind: 'people', people: gallery });
  }

  lock(input: UnlockInput): void {
    this.#unlock = unlockReducer(this.#unlock, input);
    if (input.kind === 'lock.pin') this.#learn(input.personId, 'pin');
  }

  /** What was learnt since this was asked last, to be stored with the person; null: nothing. */
  takeLearnt(): Learnt | null {
    const learnt = this.#learnt;
    this.#learnt = null;
    return learnt;
  }

  #learn(personId: string, by: 'face' | 'pin'): void {
    const entry = this.#gallery.find((own) => own.personId === personId);
    const learnt = this.#learning.opened(entry, by, this.security);
    if (learnt === null) return;
    const { added } = learnt;
    this.#learnt = learnt;
    this.#pack(this.#gallery.map((own) => (own === entry ? { ...own, added } : own)));
  }

  #pack(gallery: readonly GalleryEntry[]): void {
    this.#gallery = this.#learning.serving(gallery);
    this.#packed = packGallery(this.#gallery, this.#encoder, this.#vision.encoder.means);
  }

  enrol(input: EnrolmentInput): void {
    if (input.kind === 'enrolment.start') this.#enrolsFor = input.of ?? null;
    const { phase } = this.#enrolment;
    this.#enrolment = enrolmentReducer(this.#enrolment, input);
    if (this.#enrolment.phase.kind !== phase.kind) this.#isKnownLook = this.#knowsLook();
  }

  /** Whether what was captured is much like what is stored of the person. */
  #knowsLook(): boolean {
    const complete = completeReferences(this.#enrolment);
    if (complete === null || this.#enrolsFor === null) return false;
    const { references, trust } = complete;
    const { thresholds } = this.#vision.encoder;
    return isKnownLook(references, this.#packed, thresholds, trust, this.#enrolsFor);
  }

  get lockView(): JudgedLock {
    return lockViewOf(this.#unlock);
  }

  /** Whether faces are judged while it is locked. */
  get judgesFaces(): boolean {
    return this.#unlock.faceAllowed && !isUntilAsked(this.#unlock);
  }

  /** Whether an attempt has begun that is not decided. */
  get isUnderway(): boolean {
    return isUnderway(this.#unlock);
  }

  get security(): SecurityChoice {
    return this.#unlock.rules.security;
  }

  /** The last attempt that was decided; null before the first. */
  get lastAttempt(): AttemptReport | null {
    return this.#unlock.report;
  }

  get isUnlocked(): boolean {
    return this.lockView.phase === 'unlocked';
  }

  get enrolmentView(): EnrolmentView {
    return enrolmentViewOf(this.#enrolment, this.#isKnownLook);
  }

  get isEnrolling(): boolean {
    const { kind } = this.#enrolment.phase;
    return kind === 'capturing' || kind === 'between-passes' || kind === 'naming';
  }

  /** Is there anybody whom an embedding could be compared with? */
  get knowsAnybody(): boolean {
    return this.#packed.people.length > 0;
  }

  /** What was captured; null if no enrolment waits for a name. */
  get captured(): CapturedEnrolment | null {
    const captured = capturedReferences(this.#enrolment);
    if (captured === null) return null;
    const statistics = this.#vision.encoder.shape;
    const shape = statistics === undefined ? null : ownerShapeOf(captured.shape, statistics);
    const { references, trust } = captured;
    const likest = lookalike(references, this.#packed, this.#vision.encoder.thresholds, trust);
    return {
      ...captured,
      shape,
      encoder: this.#encoder,
      resembles: likest?.personId ?? null,
    };
  }
}

/**
 * A presentation attack test before a camera: gives each attempt a new lock, shows it the frames, and directs the
 * virtual Kinect where that demonstrates. Its locks open nothing and cost no tries; the lock of the app is not asked.
 */
import type { GalleryEntry } from '../../contract/engine/engine-messages.ts';
import type { RgbdFrame, Trust } from '../../contract/frame.ts';
import type { Observation } from '../../contract/observation.ts';
import type {
  PadCamera,
  PadCommand,
  PadPlan,
  PadResults,
  PadStep,
  PadView,
} from '../../contract/pad/pad.ts';
import { DEFAULT_SECURITY, type SecurityChoice } from '../../contract/security.ts';
import { padFigures } from '../pad/pad-figures.ts';
import {
  isLooking,
  padReducer,
  startPadTest,
  viewOf,
  type PadInput,
  type PadTest,
} from '../pad/pad-test.ts';
import { encoderName } from '../vision/encode/encoder-info.ts';
import type { Vision } from '../vision/pipeline.ts';
import { LatestFrame } from './latest-frame.ts';
import { Rehearsal } from './rehearsal.ts';

/** After the virtual Kinect was told to show something else, until it surely does. */
const SETTLE_MS = 700;
/** From “ready” to the attempt: long enough to hide one's own face behind what is held up. */
const COUNTDOWN_MS = 3000;
/** A result of a demonstration stays this long, for whoever watches. */
const RESULT_MS = 900;

export interface PadRunOptions {
  readonly vision: Vision;
  readonly owner: GalleryEntry;
  readonly plan: PadPlan;
  /** Default: `DEFAULT_SECURITY`. */
  readonly security?: SecurityChoice;
  /** How far the frames are believed; default: as each says of its camera. */
  readonly trust?: Trust;
  /** Version of Depthlock. */
  readonly app: string;
  /** Shows the presentation of a step with the virtual Kinect; the test then plays by itself. Null: a person presents. */
  readonly demonstrate: ((step: PadStep) => void) | null;
  /** Called whenever the view is another one. The last has the phase `done`. */
  readonly onView: (view: PadView) => void;
  readonly onObservation?: (observation: Observation) => void;
  /** From “ready” to the start of an attempt; default: three seconds, in a demonstration none. */
  readonly countdownMs?: number;
  /** The time of day, for the results; tests pass their own. */
  readonly now?: () => Date;
}

export class PadRun {
  readonly #options: PadRunOptions;
  readonly #feed = new LatestFrame((frame) => this.#look(frame));
  #test: PadTest;
  #lock: Rehearsal | null = null;
  #camera: PadCamera | null = null;
  /** Of the frame with which the demonstration began to wait; null: with the next. */
  #waitsSinceMs: number | null = null;
  #told = '';

  constructor(options: PadRunOptions) {
    this.#options = options;
    const { plan, demonstrate, countdownMs } = options;
    this.#test = startPadTest(plan, countdownMs ?? (demonstrate === null ? COUNTDOWN_MS : 0));
    this.#demonstrate();
    this.#tell();
  }

  get isOver(): boolean {
    return this.#test.phase.kind === 'done';
  }

  /** Takes over the frame's arrays. Resolves when it was looked at, or a newer one took its place. */
  async onFrame(frame: RgbdFrame): Promise<void> {
    this.#feed.offer(frame);
    await this.#feed.done;
  }

  command(command: PadCommand): void {
    this.#apply(command);
  }

  cameraLost(reason: string): void {
    this.#apply({ kind: 'camera-lost', reason });
  }

  async #look(frame: RgbdFrame): Promise<void> {
    const { timeMs, width, height, camera } = frame;
    this.#camera ??= { name: camera.name, trust: camera.trust, width, height };
    const lock = this.#lock;
    if (lock === null) {
      this.#letTimePass(timeMs);
      return;
    }
    const { observation, decision } = await lock.look(frame);
    this.#options.onObservation?.(observation);
    // The attempt may have been given up meanwhile.
    if (lock === this.#lock) this.#apply({ kind: 'frame', observation, decision });
  }

  #apply(input: PadInput): void {
    const before = this.#test;
    this.#test = padReducer(before, input);
    if (this.#test.phase.kind !== before.phase.kind || this.#test.at !== before.at) {
      this.#lock = isLooking(this.#test) ? this.#newLock() : null;
      this.#demonstrate();
    }
    this.#tell();
  }

  #newLock(): Rehearsal {
    const { vision, owner, trust, security } = this.#options;
    return new Rehearsal({
      vision,
      gallery: [owner],
      ...(security === undefined ? {} : { security }),
      ...(trust === undefined ? {} : { trust }),
    });
  }

  /** Counts down before an attempt; a demonstration goes on by itself, by the frames' clock. */
  #letTimePass(timeMs: number): void {
    const { demonstrate } = this.#options;
    const { kind } = this.#test.phase;
    if (kind === 'starting') this.#apply({ kind: 'time', timeMs });
    if (demonstrate === null || kind === 'starting' || kind === 'done') return;
    this.#waitsSinceMs ??= timeMs;
    const waitMs = kind === 'result' ? RESULT_MS : SETTLE_MS;
    if (timeMs - this.#waitsSinceMs >= waitMs) this.#apply({ kind: 'pad.next' });
  }

  /** What comes next is shown as soon as a result is there, so that it is there when the next attempt begins. */
  #demonstrate(): void {
    this.#waitsSinceMs = null;
    const { demonstrate } = this.#options;
    const view = viewOf(this.#test, true);
    if (demonstrate === null || view === null) return;
    const step = view.phase === 'result' ? view.next : view.step;
    const isBetween = view.phase === 'preparing' || view.phase === 'result';
    if (step !== null && isBetween) demonstrate(step);
  }

  #tell(): void {
    const { onView, demonstrate } = this.#options;
    const view = viewOf(this.#test, demonstrate !== null) ?? this.#ended();
    const told = JSON.stringify(view.phase === 'done' ? view.phase : view);
    if (told === this.#told) return;
    this.#told = told;
    onView(view);
  }

  #ended(): PadView {
    const { app, vision, security = DEFAULT_SECURITY, now = () => new Date() } = this.#options;
    const { phase, plan, attempts, repeated } = this.#test;
    const results: PadResults = {
      version: 1,
      app,
      date: now().toISOString(),
      camera: this.#camera,
      encoder: encoderName(vision.encoder),
      level: security.level,
      asksEyes: security.asksEyes,
      ended: phase.kind === 'done' ? phase.ended : 'stopped',
      plan,
      repeated,
      attempts,
      figures: padFigures(attempts),
    };
    return { phase: 'done', results };
  }
}

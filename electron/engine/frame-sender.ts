import type { RgbdFrame } from '../contract/frame.ts';
import type { Observation } from '../contract/observation.ts';
import type { ShownHead, ShownHeadWish } from '../contract/shown-head.ts';
import type { FrameAnswer, FrameWish } from '../contract/window/bridge.ts';
import type { CameraPicture } from './camera/picture/camera-picture.ts';
import type { FramePort } from './parent-port.ts';
import { RateLimit } from '../base/rate-limit.ts';
import { OneBuffer } from './window-picture/one-buffer.ts';
import { registeredImages } from './window-picture/registered-images.ts';
import { WindowPicture } from './window-picture/window-picture.ts';

/** Rate of the pictures of an empty room in front of a closed lock. */
const FRAMES_AT_REST_PER_SECOND = 5;
/** A head that was seen so long ago is not where it was, milliseconds. */
const HEAD_LASTS_MS = 500;
/** Before a page has said what it draws. */
const NOTHING: FrameWish = { picture: 'none', side: 0, registered: 0 };

/**
 * Sends frames to a window, one in flight: a slow window gets fewer frames, a hidden one none, and never a queue of old
 * ones.
 */
export class FrameSender {
  readonly #onCaughtUp: () => void;
  readonly #picture = new WindowPicture();
  readonly #buffer = new OneBuffer();
  readonly #atRest = new RateLimit(FRAMES_AT_REST_PER_SECOND);
  #port: FramePort | null = null;
  #inFlight = false;
  #shown = true;
  #missed = false;
  #sent = 0;
  #wish = NOTHING;
  #head: ShownHead | null = null;
  #headMs = 0;

  /**
   * @param onCaughtUp called when the window is ready for a frame and has missed the newest: a paused picture is then
   *   sent again
   */
  constructor(onCaughtUp: () => void = () => undefined) {
    this.#onCaughtUp = onCaughtUp;
  }

  /** Frames sent so far. */
  get sent(): number {
    return this.#sent;
  }

  /** Sends frames to `port` from now on; the previous port belonged to a page that has gone. */
  setPort(port: FramePort): void {
    this.#port?.close();
    this.#port = port;
    this.#inFlight = false;
    this.#wish = NOTHING;
    port.on('message', ({ data }) => {
      if (this.#port === port) this.#take(data);
    });
    port.start();
    this.#catchUp();
  }

  /** Whether the window is visible. */
  setShown(shown: boolean): void {
    this.#shown = shown;
    this.#catchUp();
  }

  /** What recognition made of a frame: the picture follows the face. */
  observe(observation: Observation): void {
    this.#picture.observe(observation);
    // How a picture that stands still is laid under the frame's face was not known when it was sent.
    if (observation.kind !== 'face' || this.#sent === 0) return;
    this.#missed = true;
    this.#catchUp();
  }

  /** What the window wants to see of a head. */
  get headWish(): ShownHeadWish | undefined {
    return this.#shown ? this.#wish.head : undefined;
  }

  /** What goes with the frames from now on, for a while; null: nothing. */
  showHead(head: ShownHead | null): void {
    this.#head = head;
    this.#headMs = performance.now();
  }

  /**
   * Copies what the window wants of the frame into the port, unless the window is hidden or still busy with the previous
   * frame. While the engine rests, five a second. The frame is left as it is.
   */
  offer(
    frame: RgbdFrame,
    {
      picture = null,
      isResting = false,
    }: { readonly picture?: CameraPicture | null; readonly isResting?: boolean } = {},
  ): void {
    const port = this.#readyPort();
    this.#missed = port === null;
    if (port === null || (isResting && !this.#atRest.passes(performance.now()))) return;
    this.#inFlight = true;
    this.#sent += 1;
    port.postMessage({
      kind: 'frame',
      sequence: frame.sequence,
      timeMs: frame.timeMs,
      trust: frame.camera.trust,
      ...this.#buffer.holding({
        picture: this.#picture.of(frame, picture, this.#wish),
        registered: registeredImages(frame, this.#wish.registered),
      }),
      ...(this.#wish.head === undefined ? {} : { head: this.#headOf(this.#wish.head) }),
    });
  }

  close(): void {
    this.#port?.close();
    this.#port = null;
  }

  #headOf(wish: ShownHeadWish): ShownHead | null {
    if (this.#head === null || performance.now() - this.#headMs > HEAD_LASTS_MS) return null;
    return wish === 'looks' ? this.#head : { ...this.#head, looks: null };
  }

  #take(answer: FrameAnswer): void {
    if (answer.kind === 'frame-done') this.#inFlight = false;
    else {
      this.#wish = answer.wish;
      // What was sent last lacks what is wanted now, be it the picture that stands still.
      this.#missed ||= this.#sent > 0;
    }
    this.#catchUp();
  }

  /** Null while a frame would not be drawn. */
  #readyPort(): FramePort | null {
    const { picture, registered, head } = this.#wish;
    const wantsNone = picture === 'none' && registered === 0 && head === undefined;
    return this.#inFlight || !this.#shown || wantsNone ? null : this.#port;
  }

  #catchUp(): void {
    if (!this.#missed || this.#readyPort() === null) return;
    this.#missed = false;
    this.#onCaughtUp();
  }
}

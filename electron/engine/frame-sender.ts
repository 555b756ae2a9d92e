import type { RgbdFrame } from '../contract/frame.ts';
import type { FramePort } from './parent-port.ts';
import { RateLimit } from '../base/rate-limit.ts';

/** Rate of the pictures of an empty room in front of a closed lock. */
const FRAMES_AT_REST_PER_SECOND = 5;

/**
 * Sends frames to a window, one in flight: a slow window gets fewer frames, a hidden one none, and never a queue of old
 * ones.
 */
export class FrameSender {
  readonly #onCaughtUp: () => void;
  readonly #atRest = new RateLimit(FRAMES_AT_REST_PER_SECOND);
  #port: FramePort | null = null;
  #inFlight = false;
  #shown = true;
  #missed = false;
  #sent = 0;

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
    // A window sends nothing but `frame-done` here.
    port.on('message', () => {
      if (this.#port === port) this.#takeDone();
    });
    port.start();
    this.#catchUp();
  }

  /** Whether the window is visible. */
  setShown(shown: boolean): void {
    this.#shown = shown;
    this.#catchUp();
  }

  /**
   * Copies the frame into the port, unless the window is hidden or still busy with the previous frame. While the engine
   * rests, five a second.
   */
  offer(frame: RgbdFrame, { isResting = false } = {}): void {
    const port = this.#readyPort();
    this.#missed = port === null;
    if (port === null || (isResting && !this.#atRest.passes(performance.now()))) return;
    this.#inFlight = true;
    this.#sent += 1;
    port.postMessage({
      kind: 'frame',
      sequence: frame.sequence,
      timeMs: frame.timeMs,
      width: frame.width,
      height: frame.height,
      color: frame.color,
      depth: frame.depth,
      trust: frame.camera.trust,
    });
  }

  close(): void {
    this.#port?.close();
    this.#port = null;
  }

  #takeDone(): void {
    this.#inFlight = false;
    this.#catchUp();
  }

  /** Null while a frame would not be drawn. */
  #readyPort(): FramePort | null {
    return this.#inFlight || !this.#shown ? null : this.#port;
  }

  #catchUp(): void {
    if (!this.#missed || this.#readyPort() === null) return;
    this.#missed = false;
    this.#onCaughtUp();
  }
}

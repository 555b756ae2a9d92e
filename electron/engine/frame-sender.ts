import type { RgbdFrame } from '../contract/frame.ts';
import type { FramePort } from './parent-port.ts';
import { RateLimit } from '../base/rate-limit.ts';

/** Of a room with nobody in it, before a closed lock. */
const FRAMES_AT_REST_PER_SECOND = 5;

/**
 * Sends frames to a window, one in flight: a window that draws slowly gets fewer frames, one that is hidden none, never
 * a queue of old ones.
 */
export class FrameSender {
  readonly #onCaughtUp: () => void;
  readonly #atRest = new RateLimit(FRAMES_AT_REST_PER_SECOND);
  #port: FramePort | null = null;
  #inFlight = false;
  #shown = true;
  #missed = false;
  #sent = 0;

  /** @param onCaughtUp the window is ready for a frame, and has missed the newest: one that stands still comes again */
  constructor(onCaughtUp: () => void = () => undefined) {
    this.#onCaughtUp = onCaughtUp;
  }

  /** Frames sent so far. */
  get sent(): number {
    return this.#sent;
  }

  /** Frames go to `port` from now on; the port before it belonged to a page that has gone. */
  setPort(port: FramePort): void {
    this.#port?.close();
    this.#port = port;
    this.#inFlight = false;
    // `frame-done` is all that a window says here.
    port.on('message', () => {
      if (this.#port === port) this.#takeDone();
    });
    port.start();
    this.#catchUp();
  }

  /** Can the window be seen? */
  setShown(shown: boolean): void {
    this.#shown = shown;
    this.#catchUp();
  }

  /**
   * Copies the frame into the port, unless the window is hidden or has not asked for another one yet. While the engine
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

  /** Null where a frame would not be drawn, or not yet. */
  #readyPort(): FramePort | null {
    return this.#inFlight || !this.#shown ? null : this.#port;
  }

  #catchUp(): void {
    if (!this.#missed || this.#readyPort() === null) return;
    this.#missed = false;
    this.#onCaughtUp();
  }
}

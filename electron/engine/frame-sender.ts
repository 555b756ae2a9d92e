import type { RgbdFrame } from '../contract/frame.ts';
import type { FramePort } from './parent-port.ts';

/**
 * Sends frames to a window, one in flight: a window that draws slowly or is hidden gets fewer frames, never a
 * queue of old ones.
 */
export class FrameSender {
  #port: FramePort | null = null;
  #inFlight = false;

  /** Frames go to `port` from now on; the port before it belonged to a page that has gone. */
  setPort(port: FramePort): void {
    this.#port?.close();
    this.#port = port;
    this.#inFlight = false;
    // `frame-done` is all that a window says here.
    port.on('message', () => {
      if (this.#port === port) this.#inFlight = false;
    });
    port.start();
  }

  /** Copies the frame into the port, unless the window is still busy with the last one. */
  offer(frame: RgbdFrame): void {
    if (this.#port === null || this.#inFlight) return;
    this.#inFlight = true;
    this.#port.postMessage({
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
}

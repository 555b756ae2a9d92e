import type {
  FrameAnswer,
  FrameDone,
  FrameMessage,
  FrameWish,
} from '../../../electron/contract/window/bridge.ts';

export type FrameListener = (frame: FrameMessage) => void;

/** The part of a `MessagePort` used here. */
export interface FrameInletPort {
  onmessage: ((event: MessageEvent<FrameMessage>) => void) | null;
  postMessage(message: FrameAnswer): void;
  close(): void;
}

/**
 * Receives frames from a port and requests the next one only when this one is drawn, the window is visible and
 * something draws at all: until then the engine neither copies nor sends any.
 */
export class FrameInlet {
  readonly #isVisible: () => boolean;
  readonly #listeners = new Set<FrameListener>();
  #port: FrameInletPort | null = null;
  #wish: FrameWish | null = null;
  /** The delivered frame, until it is acknowledged. */
  #owed: FrameDone | null = null;

  constructor(isVisible: () => boolean) {
    this.#isVisible = isVisible;
  }

  /** The engine opens a new port each time it starts; the old one is dead by then. */
  adoptPort(port: FrameInletPort): void {
    this.#port?.close();
    this.#port = port;
    this.#owed = null;
    port.onmessage = (event: MessageEvent<FrameMessage>) => {
      this.#deliver(event.data);
    };
    this.#tellWish();
  }

  /** What frames are to hold from now on. */
  wish(wish: FrameWish): void {
    this.#wish = wish;
    this.#tellWish();
  }

  /** Returns a function that unsubscribes. */
  listen(listener: FrameListener): () => void {
    this.#listeners.add(listener);
    this.askOn();
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Requests the next frame if one is wanted now. Call it when the window is shown. */
  askOn(): void {
    if (this.#owed === null || this.#listeners.size === 0 || !this.#isVisible()) return;
    const done = this.#owed;
    this.#owed = null;
    this.#port?.postMessage(done);
  }

  #tellWish(): void {
    if (this.#wish !== null) this.#port?.postMessage({ kind: 'frame-wish', wish: this.#wish });
  }

  #deliver(frame: FrameMessage): void {
    this.#owed = { kind: 'frame-done', sequence: frame.sequence };
    try {
      for (const listener of this.#listeners) listener(frame);
    } finally {
      this.askOn();
    }
  }
}

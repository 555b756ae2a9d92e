import type { FrameMessage } from '../../../electron/contract/window/bridge.ts';
import { RateMeter } from './rate-meter.ts';

export type FrameListener = (frame: FrameMessage) => void;

/** A camera's picture that is older is outdated: a new canvas stays empty until the next one comes. */
const LAST_FRAME_MS = 1000;

interface LastFrame {
  readonly frame: FrameMessage;
  readonly atMs: number;
}

/** A recording may stand still for as long as it likes: no other frame comes then. */
function isCurrent({ frame, atMs }: LastFrame): boolean {
  return frame.trust === 'recording' || performance.now() - atMs <= LAST_FRAME_MS;
}

/**
 * Passes each frame of the port to every canvas on the screen, outside React. A new canvas gets the last frame at once,
 * so a screen never opens on an empty picture. Without a canvas no frame is requested.
 */
export interface FrameHub {
  /** Returns a function that unsubscribes. */
  listen(listener: FrameListener): () => void;
  /** Frames drawn in the last second. */
  framesPerSecond(): number;
}

/** `onFrame` is the frame port's, or a stand-in for it. */
export function createFrameHub(onFrame: (listener: FrameListener) => () => void): FrameHub {
  const listeners = new Set<FrameListener>();
  const rate = new RateMeter();
  let last: LastFrame | null = null;
  let stop: (() => void) | null = null;

  function take(frame: FrameMessage): void {
    last = { frame, atMs: performance.now() };
    rate.add(last.atMs);
    for (const listener of listeners) listener(frame);
  }

  return {
    listen(listener) {
      if (last !== null && isCurrent(last)) listener(last.frame);
      listeners.add(listener);
      stop ??= onFrame(take);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stop?.();
        stop = null;
      };
    },
    framesPerSecond: () => rate.perSecond(performance.now()),
  };
}

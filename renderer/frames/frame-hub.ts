import type { FrameMessage } from '../../electron/contract/bridge.ts';
import { RateMeter } from './rate-meter.ts';

export type FrameListener = (frame: FrameMessage) => void;

/**
 * Hands each frame of the port to every canvas on the screen, outside React. A canvas that comes late gets the
 * last frame at once, so a screen never opens on an empty picture.
 */
export interface FrameHub {
  /** Returns a function that unsubscribes. */
  listen(listener: FrameListener): () => void;
  lastFrame(): FrameMessage | null;
  /** Frames drawn in the last second. */
  framesPerSecond(): number;
}

/** `onFrame` is the frame port's, or a stand-in for it. */
export function createFrameHub(onFrame: (listener: FrameListener) => () => void): FrameHub {
  const listeners = new Set<FrameListener>();
  const rate = new RateMeter();
  let last: FrameMessage | null = null;

  onFrame((frame) => {
    last = frame;
    rate.add(performance.now());
    for (const listener of listeners) listener(frame);
  });

  return {
    listen(listener) {
      listeners.add(listener);
      if (last !== null) listener(last);
      return () => listeners.delete(listener);
    },
    lastFrame: () => last,
    framesPerSecond: () => rate.perSecond(performance.now()),
  };
}

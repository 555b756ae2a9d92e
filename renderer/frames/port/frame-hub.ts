import type { FrameMessage, FrameWish } from '../../../electron/contract/window/bridge.ts';
import { isSameWish, mergedWish, NOTHING_WISHED } from './merged-wish.ts';
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
  /**
   * @param wish what of a frame is drawn, asked again after each; a frame may hold more, and its first ones less
   * @returns a function that unsubscribes
   */
  listen(listener: FrameListener, wish: () => FrameWish): () => void;
  /** Frames drawn in the last second. */
  framesPerSecond(): number;
}

/**
 * @param onFrame the frame port's, or a stand-in for it
 * @param onWish told what all canvases together draw, whenever that changes; default: nobody is
 */
export function createFrameHub(
  onFrame: (listener: FrameListener) => () => void,
  onWish: (wish: FrameWish) => void = () => undefined,
): FrameHub {
  const listeners = new Map<FrameListener, () => FrameWish>();
  const rate = new RateMeter();
  let last: LastFrame | null = null;
  let stop: (() => void) | null = null;
  let wished = NOTHING_WISHED;

  function tellWish(): void {
    const wish = mergedWish([...listeners.values()].map((ask) => ask()));
    if (isSameWish(wish, wished)) return;
    wished = wish;
    onWish(wish);
  }

  function take(frame: FrameMessage): void {
    last = { frame, atMs: performance.now() };
    rate.add(last.atMs);
    for (const listener of listeners.keys()) listener(frame);
    tellWish();
  }

  return {
    listen(listener, wish) {
      if (last !== null && isCurrent(last)) listener(last.frame);
      listeners.set(listener, wish);
      stop ??= onFrame(take);
      tellWish();
      return () => {
        listeners.delete(listener);
        tellWish();
        if (listeners.size > 0) return;
        stop?.();
        stop = null;
      };
    },
    framesPerSecond: () => rate.perSecond(performance.now()),
  };
}

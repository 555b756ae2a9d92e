import { FRAME_PORT_MESSAGE, type FrameWish } from '../../../electron/contract/window/bridge.ts';
import { FrameInlet, type FrameListener } from './frame-inlet.ts';

const inlet = new FrameInlet(() => document.visibilityState === 'visible');

/**
 * Calls `listener` with each frame from now on; the frame is acknowledged when every listener has returned, and only
 * then does the engine send the next one: none while the window is hidden or minimised. The arrays may be kept until
 * the next frame arrives. Returns a function that unsubscribes.
 */
export function onFrame(listener: FrameListener): () => void {
  return inlet.listen(listener);
}

/** Tells the engine what the window draws of each frame. */
export function wishFrames(wish: FrameWish): void {
  inlet.wish(wish);
}

document.addEventListener('visibilitychange', () => {
  inlet.askOn();
});

// Listening starts with the import, before main hands out the port at the end of the page load.
window.addEventListener('message', (event: MessageEvent<unknown>) => {
  const [port] = event.ports;
  if (event.source !== window || event.data !== FRAME_PORT_MESSAGE || port === undefined) return;
  inlet.adoptPort(port);
});

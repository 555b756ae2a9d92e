import {
  FRAME_PORT_MESSAGE,
  type FrameDone,
  type FrameMessage,
} from '../electron/contract/bridge.ts';

export type FrameListener = (frame: FrameMessage) => void;

const listeners = new Set<FrameListener>();
let currentPort: MessagePort | null = null;

/**
 * Calls `listener` with each frame from now on; the frame is acknowledged when every listener has returned, and
 * only then does the engine send the next one. The arrays may be kept until the next frame arrives.
 * Returns a function that unsubscribes.
 */
export function onFrame(listener: FrameListener): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

function deliver(port: MessagePort, frame: FrameMessage): void {
  try {
    for (const listener of listeners) listener(frame);
  } finally {
    port.postMessage({ kind: 'frame-done', sequence: frame.sequence } satisfies FrameDone);
  }
}

/** The engine opens a new port each time it starts; the old one is dead by then. */
function adoptPort(port: MessagePort): void {
  currentPort?.close();
  currentPort = port;
  port.onmessage = (event: MessageEvent<FrameMessage>) => {
    deliver(port, event.data);
  };
}

// Listening starts with the import, before main hands out the port at the end of the page load.
window.addEventListener('message', (event: MessageEvent<unknown>) => {
  const [port] = event.ports;
  if (event.source !== window || event.data !== FRAME_PORT_MESSAGE || port === undefined) return;
  adoptPort(port);
});

import type { DepthlockBridge } from '../../electron/contract/window/bridge.ts';

declare global {
  interface Window {
    /** Set by the preload. */
    readonly depthlock?: DepthlockBridge;
  }
}

/** The only door to the rest of Depthlock. Throws when the page runs without the preload. */
export function windowBridge(): DepthlockBridge {
  const bridge = window.depthlock;
  if (bridge === undefined)
    throw new Error('window.depthlock is missing: the preload did not run.');
  return bridge;
}

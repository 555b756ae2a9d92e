/**
 * The engine's ends of Electron's message ports. They are declared here because the engine never imports Electron: it
 * runs in a utilityProcess, which sets `process.parentPort`.
 */
import type { FrameAnswer, FrameMessage } from '../contract/window/bridge.ts';
import type { EngineCommand, EngineMessage } from '../contract/engine/engine-messages.ts';

/** A port to a window. Messages are copied when posted. */
export interface FramePort {
  postMessage(message: FrameMessage): void;
  on(event: 'message', listener: (event: { readonly data: FrameAnswer }) => void): unknown;
  start(): void;
  close(): void;
}

interface ParentMessage {
  readonly data: EngineCommand | { readonly kind: 'frame-port' };
  readonly ports: readonly FramePort[];
}

/** The port to main. */
export interface ParentPort {
  postMessage(message: EngineMessage): void;
  on(event: 'message', listener: (event: ParentMessage) => void): unknown;
}

/** Null when this process was not started by Electron. */
export function findParentPort(): ParentPort | null {
  const { parentPort } = process as typeof process & { readonly parentPort?: ParentPort };
  return parentPort ?? null;
}

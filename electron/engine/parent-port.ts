/**
 * The engine's ends of Electron's message ports. They are declared here because the engine never imports Electron: it
 * runs in a utilityProcess, which sets `process.parentPort`.
 */
import type { FilePort } from './file-process/file-processes-of-main.ts';
import type { FrameAnswer, FrameMessage } from '../contract/window/bridge.ts';
import type {
  EngineCommand,
  EngineMessage,
  FileProcessWish,
} from '../contract/engine/engine-messages.ts';

/** A port to a window. Messages are copied when posted. */
export interface FramePort {
  postMessage(message: FrameMessage): void;
  on(event: 'message', listener: (event: { readonly data: FrameAnswer }) => void): unknown;
  start(): void;
  close(): void;
}

export type ParentMessage =
  | { readonly data: EngineCommand; readonly ports: readonly never[] }
  | { readonly data: { readonly kind: 'frame-port' }; readonly ports: readonly FramePort[] }
  | {
      readonly data: { readonly kind: 'file-port'; readonly id: number };
      readonly ports: readonly FilePort[];
    }
  | {
      readonly data: { readonly kind: 'file-gone'; readonly id: number };
      readonly ports: readonly never[];
    };

/** The port to main. */
export interface ParentPort {
  postMessage(message: EngineMessage | FileProcessWish): void;
  on(event: 'message', listener: (event: ParentMessage) => void): unknown;
}

/** Null when this process was not started by Electron. */
export function findParentPort(): ParentPort | null {
  const { parentPort } = process as typeof process & { readonly parentPort?: ParentPort };
  return parentPort ?? null;
}

/**
 * The whole surface between a window and the rest: requests (renderer → main, answered), events
 * (main → renderer) and the frame port (engine → renderer). Main validates every request with the schemas
 * of `request-validators.ts`.
 */
import type { AppEvent, AppState } from './app-state.ts';
import type { SourceName, VirtualScene } from '../camera.ts';
import type { ExportFormat, ImportKind } from '../exchange.ts';
import type { Result } from '../problem.ts';
import type { PlayerControl } from '../recordings.ts';

/** Requests: name → [argument, answer]. */
export interface Requests {
  'state.get': [undefined, AppState];
  'camera.select': [{ source: SourceName }, Result<undefined>];
  'scene.set': [VirtualScene, Result<undefined>];
  'enrolment.start': [undefined, Result<undefined>];
  'enrolment.continue': [undefined, Result<undefined>];
  /** Ends the capture with what a head that cannot turn has shown. */
  'enrolment.partial': [undefined, Result<undefined>];
  'enrolment.cancel': [undefined, Result<undefined>];
  'enrolment.finish': [{ name: string; pin: string }, Result<{ personId: string }>];
  'lock.lock': [undefined, Result<undefined>];
  'lock.pin': [{ pin: string }, Result<undefined>];
  'people.remove': [{ personId: string }, Result<undefined>];
  'people.removeAll': [undefined, Result<undefined>];
  'engine.restart': [undefined, Result<undefined>];
  'record.start': [undefined, Result<undefined>];
  /** Answered while locked too: whoever is filmed may end it. */
  'record.stop': [undefined, Result<undefined>];
  /** A small JPEG; null where there is none. */
  'recordings.thumbnail': [{ id: string }, Result<Uint8Array | null>];
  'recordings.remove': [{ id: string }, Result<undefined>];
  'recordings.reveal': [{ id: string }, Result<undefined>];
  /** Writes the index that a cut-off file lacks; its frames stay as they are. */
  'recordings.repair': [{ id: string }, Result<undefined>];
  'player.open': [{ id: string }, Result<undefined>];
  'player.control': [PlayerControl, Result<undefined>];
  /** Lets the recording stand in for the camera, and locks. */
  'player.becomeCamera': [undefined, Result<undefined>];
  /** The camera comes back. */
  'player.close': [undefined, Result<undefined>];
  /** Main asks the person for a file or a folder, and adds what is in it to the recordings. */
  'exchange.import': [{ kind: ImportKind }, Result<undefined>];
  /** Main asks the person where to. `frame`, counted from 0, is the one that a point cloud shows. */
  'exchange.export': [{ id: string; format: ExportFormat; frame?: number }, Result<undefined>];
  /** Ends an import or export that waits or runs; nothing of its output stays. Answered while locked too. */
  'exchange.cancel': [{ id: string }, Result<undefined>];
  /** Opens the folder of what was exported. */
  'exchange.reveal': [{ id: string }, Result<undefined>];
  /** Takes one that has ended off the list. */
  'exchange.dismiss': [{ id: string }, Result<undefined>];
}
export type RequestName = keyof Requests;

/** Frame port, engine → renderer. One in flight: the next is sent only after `frame-done`. */
export interface FrameMessage {
  readonly kind: 'frame';
  readonly sequence: number;
  readonly timeMs: number;
  readonly width: number;
  readonly height: number;
  readonly color: Uint8Array;
  readonly depth: Uint16Array;
  readonly trust: 'sensor' | 'recording' | 'virtual';
}
/** Frame port, renderer → engine. */
export interface FrameDone {
  readonly kind: 'frame-done';
  readonly sequence: number;
}

/**
 * `window.depthlock`, as the preload exposes it. Frames do not pass through it: the context bridge would copy
 * 1.3 MB thirty times a second, so the preload hands the page the port itself (FRAME_PORT_MESSAGE) and
 * `renderer/frames/port/frame-port.ts` listens to it.
 */
export interface DepthlockBridge {
  request<N extends RequestName>(name: N, argument: Requests[N][0]): Promise<Requests[N][1]>;
  /** Returns a function that unsubscribes. */
  onEvent(listener: (event: AppEvent) => void): () => void;
}

/** Posted by the preload to its own page, with a new frame port, whenever the engine or the page starts again. */
export const FRAME_PORT_MESSAGE = 'depthlock:frame-port';

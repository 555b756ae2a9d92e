/** Messages between a writer and its writing thread. Answers come in the order of the commands. */
import type { Result } from '../../../../contract/problem.ts';
import type { DropCounts } from '../read/frame-store.ts';
import type { HeldFrame } from '../held-frame.ts';
import type { RecordingFileOptions } from './recording-file.ts';

export interface RecordingWorkerData {
  readonly file: string;
  readonly options: RecordingFileOptions;
}

export type RecordingCommand =
  /** Its memory is shared and belongs to the thread until it answers. */
  | { readonly kind: 'add'; readonly frame: HeldFrame }
  /** The last command. */
  | { readonly kind: 'end'; readonly drops: DropCounts | null };

export type RecordingAnswer =
  /** Sent unrequested, first. `value`, as after each frame: size of the file so far, in bytes. */
  | { readonly kind: 'opened'; readonly result: Result<number> }
  | { readonly kind: 'added'; readonly result: Result<number> }
  | { readonly kind: 'ended'; readonly result: Result<undefined> };

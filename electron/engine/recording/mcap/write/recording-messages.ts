/** What passes between a writer and the thread that writes for it. Answers come in the order of the commands. */
import type { Result } from '../../../../contract/problem.ts';
import type { DropCounts } from '../read/frame-store.ts';
import type { HeldFrame } from '../held-frame.ts';
import type { RecordingFileOptions } from './recording-file.ts';

export interface RecordingWorkerData {
  readonly file: string;
  readonly options: RecordingFileOptions;
}

export type RecordingCommand =
  /** Its memory is shared: the thread's until it answers. */
  | { readonly kind: 'add'; readonly frame: HeldFrame }
  /** The last one. */
  | { readonly kind: 'end'; readonly drops: DropCounts | null };

export type RecordingAnswer =
  /** Without being asked, first. `value`, as after each frame: bytes of the file so far. */
  | { readonly kind: 'opened'; readonly result: Result<number> }
  | { readonly kind: 'added'; readonly result: Result<number> }
  | { readonly kind: 'ended'; readonly result: Result<undefined> };

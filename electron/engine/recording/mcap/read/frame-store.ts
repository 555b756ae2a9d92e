/** Where a recording's frames go: a file, written here or on a thread of its own. */
import type { Result } from '../../../../contract/problem.ts';
import type { HeldFrame } from '../held-frame.ts';

export interface FrameStore {
  /** Of the file so far, bytes. */
  readonly bytes: number;
  /**
   * Writes a frame, after those that were given before. Its arrays are not the caller's until the answer: the bytes of
   * the file so far.
   */
  add(frame: HeldFrame): Promise<Result<number>>;
  /** Writes the end of the file, if nothing went wrong before, and closes it. */
  end(drops: DropCounts | null): Promise<Result<undefined>>;
}

/** Frames that the sensor counted between the first and the last that it delivered, and the file does not hold. */
export interface DropCounts {
  /** Refused because the disk was too slow. */
  readonly droppedByDisk: number;
  /** Never delivered, or with a time before that of the frame before. */
  readonly missedByCamera: number;
}

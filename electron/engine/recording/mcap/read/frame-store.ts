/** Where a recording's frames go: a file, written here or on a thread of its own. */
import type { Result } from '../../../../contract/problem.ts';
import type { HeldFrame } from '../held-frame.ts';

export interface FrameStore {
  /** Size of the file so far, in bytes. */
  readonly bytes: number;
  /**
   * Writes a frame after the earlier ones. The caller must not touch its arrays until this resolves, with the size of
   * the file so far in bytes.
   */
  add(frame: HeldFrame): Promise<Result<number>>;
  /** Writes the end of the file, unless something failed before, and closes it. */
  end(drops: DropCounts | null): Promise<Result<undefined>>;
}

/** Frames that the sensor counted between the first and the last one it delivered, but the file does not hold. */
export interface DropCounts {
  /** Refused because the disk was too slow. */
  readonly droppedByDisk: number;
  /** Never delivered, or with a time before that of the previous frame. */
  readonly missedByCamera: number;
}

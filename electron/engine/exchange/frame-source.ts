/** What an import reads and an export writes: frames one at a time, whatever the format. */
import type { SensorFrame, SensorModel } from '../camera/sensor-frame.ts';
import type { ExportSummary } from '../../contract/exchange.ts';
import type { Result } from '../../contract/problem.ts';

/** Whom a picture of a dataset shows, and what it is for. */
export interface ShotLabel {
  readonly person: string;
  readonly shot: string;
  readonly role: 'gallery' | 'probe';
}

/** A sensor's frame; those of a dataset also tell whom they show. */
export interface LabelledFrame extends SensorFrame {
  readonly label?: ShotLabel;
}

/** A session on disk, opened for reading. */
export interface FrameSource {
  readonly sensor: SensorModel;
  /** How many frames `read(signal)` delivers; null where only reading would tell. */
  readonly frames: number | null;
  /** The file, where the session is a recording of which nothing is missing: to be copied rather than written anew. */
  readonly wholeRecording?: string;
  /**
   * The frames in the order of capture, `timeMs` rising. Nothing is read before it is asked for, and nothing is kept.
   * The first problem is the last item. Ends early, without a problem, once the signal is aborted.
   *
   * @param first frames to leave out at the start, unread where the format allows
   */
  read(signal: AbortSignal, first?: number): AsyncIterable<Result<LabelledFrame>>;
  /** Lets go of files that are held open. Safe to call twice. */
  close(): Promise<void>;
}

/** A session on disk that is being written. One call at a time; nothing is called after `finish` or `discard`. */
export interface FrameSink {
  /** Resolves when the next frame may come. The frame's arrays are not kept beyond that. */
  write(frame: LabelledFrame): Promise<Result<void>>;
  /** Completes the output and gives it its name: before, there is nothing under that name. */
  finish(): Promise<Result<ExportSummary>>;
  /** Removes what was written. */
  discard(): Promise<void>;
}

/** A larger picture than any depth camera makes is a mistake or an attack. */
export const LARGEST_SIDE = 4096;

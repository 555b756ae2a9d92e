/** What an import reads and an export writes: frames one at a time, whatever the format. */
import type { SensorFrame, SensorModel } from '../camera/sensor-frame.ts';
import type { ExportSummary } from '../../contract/exchange.ts';
import type { Result } from '../../contract/problem.ts';
import type { LeftOut } from '../../contract/reading.ts';

/** The person in a picture of a dataset, and the picture's purpose. */
export interface ShotLabel {
  readonly person: string;
  readonly shot: string;
  readonly role: 'gallery' | 'probe';
}

/** A sensor's frame; frames of a dataset are labelled with their person. */
export interface LabelledFrame extends SensorFrame {
  readonly label?: ShotLabel;
}

/** A session on disk, opened for reading. */
export interface FrameSource {
  /** Its `reading` says how an import's numbers are read, and who says so. */
  readonly sensor: SensorModel;
  /** Number of frames `read(signal)` delivers; null when only reading would tell. */
  readonly frames: number | null;
  /** The file, if the session is a complete recording: to be copied rather than re-encoded. */
  readonly wholeRecording?: string;
  /** What its lists name and cannot be read, found before any picture is opened. Absent: nothing. */
  readonly leftOut?: LeftOut;
  /** What a person has to know, in sentences: a stream that is missing, a clock that was not used. */
  readonly notices?: readonly string[];
  /** False where depth was not recorded at all; absent: it was. */
  readonly hasDepth?: false;
  /** Which frame a file of the session belongs to; null if to none. Absent where frames are not files. */
  readonly indexOf?: (file: string) => number | null;
  /**
   * The frames in the order of capture, `timeMs` rising. Frames are read on demand and not kept. A problem stands in the
   * place of its frame, and costs that frame alone. Ends early, without a problem, once the signal is aborted.
   * @param first frames to leave out at the start, unread where the format allows
   */
  read(signal: AbortSignal, first?: number): AsyncIterable<Result<LabelledFrame>>;
  /** Closes the open files. Safe to call twice. */
  close(): Promise<void>;
}

/** What an output holds in the end. */
export type Written = Pick<ExportSummary, 'output' | 'frames' | 'losses'>;

/** A session on disk that is being written. One call at a time; nothing may be called after `finish` or `discard`. */
export interface FrameSink {
  /** Resolves when the next frame may come. The frame's arrays are not kept beyond that. */
  write(frame: LabelledFrame): Promise<Result<void>>;
  /** Completes the output and gives it its name; until then nothing exists under that name. */
  finish(): Promise<Result<Written>>;
  /** Removes what was written. */
  discard(): Promise<void>;
}

/** A picture larger than any depth camera makes is a mistake or an attack. */
export const LARGEST_SIDE = 4096;

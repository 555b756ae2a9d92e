/** The part of a recording file that the recorder and the list of recordings need, whatever its format. */
import type { Problem, Result } from '../../contract/problem.ts';
import type { Recording, RecordingInfo } from '../camera/recording/recording.ts';
import type { DescribedRecording } from './describe-recording.ts';
import type { SensorFrame, SensorModel } from '../camera/sensor-frame.ts';

export interface RecordingStatistics {
  readonly frames: number;
  /** Refused because the disk was too slow. */
  readonly droppedByDisk: number;
  /** Counted by the sensor since the first frame, but never delivered or unusable. */
  readonly missedByCamera: number;
  readonly bytes: number;
  readonly durationMs: number;
}

export interface RecordingWriter {
  /** False if dropped because too many wait already. Copies what it keeps. */
  offer(frame: SensorFrame): boolean;
  /** Counts a frame as dropped that arrived before the file was open. */
  drop(sequence: number): void;
  /** Resolves when `offer` would take a frame, or nothing can be written any more. */
  ready(): Promise<void>;
  /** Why nothing more can be written; null while writing is possible. */
  readonly problem: Problem | null;
  statistics(): RecordingStatistics;
  /** Writes the waiting frames and the index. What was written before a problem stays readable. */
  close(): Promise<Result<undefined>>;
}

/** Recordings on disk, for code that need not know their format. */
export interface RecordingFiles {
  /** `onProblem` is called once, when nothing more can be written: a full disk. */
  create(
    file: string,
    sensor: SensorModel,
    onProblem: (problem: Problem) => void,
  ): Promise<Result<RecordingWriter>>;
  open(file: string): Promise<Result<Recording>>;
  /** What the list of recordings shows of one. */
  describe(file: string): Promise<Result<DescribedRecording>>;
  /** Writes what can be read of a cut-off recording into a new file beside it; the original stays as it is. */
  repair(file: string): Promise<Result<RepairedRecording>>;
}

export interface RepairedRecording {
  /** The new file; null where the recording is whole, and nothing was written. */
  readonly file: string | null;
  /** Of the new file, or of the whole one. */
  readonly info: RecordingInfo;
  /** Frames that cannot be read, and are in the original alone. */
  readonly left: number;
  /** Messages and attachments of other programs, which are in the original alone. */
  readonly others: number;
}

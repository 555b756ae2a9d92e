/** The part of a recording file that the recorder and the list of recordings need, whatever its format. */
import type { Problem, Result } from '../../contract/problem.ts';
import type { Recording, RecordingInfo } from '../camera/recording/recording.ts';
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
  /** Gives a cut-off recording its end, in place. */
  repair(file: string): Promise<Result<RecordingInfo>>;
}

/** What the recorder and the list of recordings need of files, whatever their format. */
import type { Problem, Result } from '../../contract/problem.ts';
import type { Recording, RecordingInfo } from '../camera/recording/recording.ts';
import type { SensorFrame, SensorModel } from '../camera/sensor-frame.ts';

export interface RecordingStatistics {
  readonly frames: number;
  /** Refused because the disk was too slow. */
  readonly droppedByDisk: number;
  /** Counted by the sensor since the first frame, and never delivered or of no use. */
  readonly missedByCamera: number;
  readonly bytes: number;
  readonly durationMs: number;
}

export interface RecordingWriter {
  /** False: dropped, too many wait already. Copies what it keeps. */
  offer(frame: SensorFrame): boolean;
  /** Counts a frame as dropped that came before the file was there to take it. */
  drop(sequence: number): void;
  /** Resolves when `offer` would take a frame, or nothing can be written any more. */
  ready(): Promise<void>;
  /** Why nothing more can be written; null while it can. */
  readonly problem: Problem | null;
  statistics(): RecordingStatistics;
  /** Writes what waits and the index. What was written before a problem stays readable. */
  close(): Promise<Result<undefined>>;
}

/** Recordings on the disk, for whoever need not know their format. */
export interface RecordingFiles {
  /** `onProblem` is told once, when nothing more can be written: a full disk. */
  create(
    file: string,
    sensor: SensorModel,
    onProblem: (problem: Problem) => void,
  ): Promise<Result<RecordingWriter>>;
  open(file: string): Promise<Result<Recording>>;
  /** Gives a recording whose end is missing an end, in its place. */
  repair(file: string): Promise<Result<RecordingInfo>>;
}

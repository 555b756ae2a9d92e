/** The part of a recording file that the recorder, the library, the player and the converters need. */
import type { Drops } from '../../contract/drops.ts';
import type { Problem, Result } from '../../contract/problem.ts';
import type { SensorFrame, SensorModel } from '../camera/sensor-frame.ts';

export interface RecordingInfo extends Drops {
  readonly file: string;
  readonly frames: number;
  readonly durationMs: number;
  readonly bytes: number;
  /** False if the end is missing after a power failure or a crash. */
  readonly complete: boolean;
  /** Topics of the images. */
  readonly streams: readonly string[];
  readonly sensor: SensorModel;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly app: string;
  readonly encoder: string;
}

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

export interface Recording {
  readonly info: RecordingInfo;
  /** Time of each frame, in milliseconds on the sensor's clock, never falling. */
  readonly times: readonly number[];
  /** The last frame at or before `timeMs`; the first frame if there is none. */
  indexAt(timeMs: number): number;
  frameAt(index: number): Promise<Result<SensorFrame>>;
  /** Safe to call twice. */
  close(): Promise<void>;
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

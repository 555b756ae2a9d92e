/** What the recorder, the library and the player need of a recording file; the MCAP files give it. */
import type { Problem, Result } from '../../contract/problem.ts';
import type { SensorFrame, SensorModel } from '../camera/sensor-frame.ts';

export interface FileInfo {
  readonly frames: number;
  readonly durationMs: number;
  readonly dropped: number;
  readonly bytes: number;
  readonly complete: boolean;
  readonly sensor: SensorModel;
  readonly createdAt: string;
}

export interface FileWriter {
  /** False: dropped, the disk is too slow. Copies what it keeps. */
  offer(frame: SensorFrame): boolean;
  statistics(): {
    readonly frames: number;
    readonly dropped: number;
    readonly bytes: number;
    readonly durationMs: number;
  };
  close(): Promise<Result<unknown>>;
}

export interface FileReader {
  readonly info: FileInfo;
  /** Milliseconds of each frame. */
  readonly times: readonly number[];
  indexAt(timeMs: number): number;
  frameAt(index: number): Promise<Result<SensorFrame>>;
  close(): void | Promise<void>;
}

export interface RecordingFiles {
  /** `onProblem` is told when nothing more can be written: a full disk. */
  create(
    file: string,
    sensor: SensorModel,
    onProblem: (problem: Problem) => void,
  ): Promise<Result<FileWriter>>;
  open(file: string): Promise<Result<FileReader>>;
  repair(file: string): Promise<Result<unknown>>;
}

/** A recording that is open for reading, whatever its format. */
import type { Drops } from '../../../contract/drops.ts';
import type { Result } from '../../../contract/problem.ts';
import type { SensorFrame, SensorModel } from '../sensor-frame.ts';

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

export interface Recording {
  readonly info: RecordingInfo;
  /** Time of each frame, milliseconds on the sensor's clock, never falling. */
  readonly times: readonly number[];
  /** The last frame at or before `timeMs`; the first frame if there is none. */
  indexAt(timeMs: number): number;
  frameAt(index: number): Promise<Result<SensorFrame>>;
  /** Safe to call twice. */
  close(): Promise<void>;
}

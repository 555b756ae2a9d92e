import type { SensorFrame, SensorModel } from '../../camera/sensor-frame.ts';
import type { Result } from '../../../contract/problem.ts';
import type { FrameSource } from '../frame-source.ts';

/** An open recording: the part of it that an export needs. */
export interface ReadableRecording {
  readonly info: { readonly frames: number; readonly sensor: SensorModel };
  frameAt(index: number): Promise<Result<SensorFrame>>;
  close(): Promise<void>;
}

/** A recording as a session: its frames in order, each read on demand. */
export function sourceOfRecording(recording: ReadableRecording): FrameSource {
  const { frames, sensor } = recording.info;
  return {
    sensor,
    frames,
    async *read(signal, first = 0) {
      for (let index = first; index < frames; index++) {
        if (signal.aborted) return;
        yield await recording.frameAt(index);
      }
    },
    close: () => recording.close(),
  };
}

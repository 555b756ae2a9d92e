import type { SensorFrame, SensorModel } from '../../camera/sensor-frame.ts';
import type { Result } from '../../../contract/problem.ts';
import type { FrameSource } from '../frame-source.ts';

/** An open recording: the part of it that an export needs. */
export interface ReadableRecording {
  readonly info: { readonly frames: number; readonly sensor: SensorModel };
  frameAt(index: number): Promise<Result<SensorFrame>>;
  close(): Promise<void>;
}

/** A recording as a session: its frames in order, each read on demand. Of frames of one time the first is taken. */
export function sourceOfRecording(recording: ReadableRecording): FrameSource {
  const { frames, sensor } = recording.info;
  return {
    sensor,
    frames,
    async *read(signal, first = 0) {
      let lastMs = -Infinity;
      for (let index = first; index < frames; index++) {
        if (signal.aborted) return;
        const frame = await recording.frameAt(index);
        if (frame.ok && !(frame.value.timeMs > lastMs)) continue;
        if (frame.ok) lastMs = frame.value.timeMs;
        yield frame;
      }
    },
    close: () => recording.close(),
  };
}

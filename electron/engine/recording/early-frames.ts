import type { SensorFrame } from '../camera/sensor-frame.ts';
import type { RecordingWriter } from './recording-files.ts';

/** Half a second at thirty frames a second. */
const MOST = 15;

/** Frames that come while their file is being opened. */
export class EarlyFrames {
  #kept: SensorFrame[] = [];

  /** Copies the frame; without effect when there are too many. */
  keep(frame: SensorFrame): void {
    if (this.#kept.length < MOST) this.#kept.push(structuredClone(frame));
  }

  /** Hands them over, in their order, and forgets them. */
  giveTo(writer: Pick<RecordingWriter, 'offer'>): void {
    for (const frame of this.#kept) writer.offer(frame);
    this.#kept = [];
  }
}

import type { SensorFrame } from '../camera/sensor-frame.ts';
import type { RecordingWriter } from './recording-files.ts';

/** Half a second at thirty frames a second. */
const MOST = 15;

/** Frames that arrive while their file is being opened. */
export class EarlyFrames {
  #kept: SensorFrame[] = [];
  #dropped: number[] = [];

  /** Copies the frame, or drops it when too many wait. */
  keep(frame: SensorFrame): void {
    if (this.#kept.length < MOST) this.#kept.push(structuredClone(frame));
    else this.#dropped.push(frame.sequence);
  }

  /** Hands them over in order, and forgets them. */
  giveTo(writer: Pick<RecordingWriter, 'offer' | 'drop'>): void {
    for (const frame of this.#kept) writer.offer(frame);
    for (const sequence of this.#dropped) writer.drop(sequence);
    this.#kept = [];
    this.#dropped = [];
  }
}

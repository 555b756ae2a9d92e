import type { CameraModel, RgbdFrame } from '../../../contract/frame.ts';
import { fail, succeed, type Result } from '../../../contract/problem.ts';
import { cameraPicture, type CameraPicture } from '../picture/camera-picture.ts';
import { createRegistration, registeredCamera, type Register } from '../registration/register.ts';
import type { SensorFrame } from '../sensor-frame.ts';
import type { Recording } from './recording.ts';
import { reasonOf } from '../../../base/error-words.ts';

/** A frame, and what its colour camera itself saw; null where the frame's colour is all there is. */
export interface PicturedFrame {
  readonly frame: RgbdFrame;
  readonly picture: CameraPicture | null;
}

const HALF_MS = 0.5;

/**
 * The frames of a recording as a camera delivers them: registered, with trust `recording`, counted from 1, and their
 * times in milliseconds since the first. The same file gives the same frames, whoever reads it.
 */
export class RecordedFrames {
  readonly recording: Recording;
  readonly camera: CameraModel;
  readonly #register: Register;
  readonly #startMs: number;

  constructor(recording: Recording) {
    this.recording = recording;
    this.camera = { ...registeredCamera(recording.info.sensor), trust: 'recording' };
    this.#register = createRegistration(recording.info.sensor);
    this.#startMs = recording.times[0] ?? 0;
  }

  get count(): number {
    return this.recording.info.frames;
  }

  /** Time of a frame, milliseconds since the first; 0 if there is no such frame. */
  timeOf(index: number): number {
    return (this.recording.times[index] ?? this.#startMs) - this.#startMs;
  }

  /**
   * The last frame at or before `timeMs` since the first, to the half of a millisecond: windows count in whole ones, and
   * the end of a recording is no whole one. From 0 on down it is the first, though others may have its time.
   */
  indexAt(timeMs: number): number {
    return timeMs <= 0 ? 0 : this.recording.indexAt(this.#startMs + timeMs + HALF_MS);
  }

  /** The arrays belong to the caller. */
  async at(index: number): Promise<Result<RgbdFrame>> {
    const read = await this.recording.frameAt(index);
    return read.ok ? this.#registered(read.value, index) : read;
  }

  /** The frame's arrays belong to the caller; the picture's are as they were read. */
  async picturedAt(index: number): Promise<Result<PicturedFrame>> {
    const read = await this.recording.frameAt(index);
    if (!read.ok) return read;
    const frame = this.#registered(read.value, index);
    return frame.ok ? succeed({ frame: frame.value, picture: cameraPicture(read.value) }) : frame;
  }

  #registered(sensorFrame: SensorFrame, index: number): Result<RgbdFrame> {
    try {
      const frame = this.#register(sensorFrame);
      return succeed({
        ...frame,
        // Vision takes the arrays away, and a reader may keep its own.
        color: frame.color.slice(),
        depth: frame.depth.slice(),
        sequence: index + 1,
        timeMs: this.timeOf(index),
        camera: this.camera,
      });
    } catch (error) {
      const detail = reasonOf(error);
      return fail(
        'recording-unreadable',
        `This frame does not fit the camera that the recording names (${detail}). The other frames can still be played.`,
      );
    }
  }
}

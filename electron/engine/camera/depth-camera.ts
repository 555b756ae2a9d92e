import type { CameraModel, RgbdFrame } from '../../contract/frame.ts';
import type { CameraPicture } from './picture/camera-picture.ts';
import type { SensorFrame } from './sensor-frame.ts';
import type { Problem, Result } from '../../contract/problem.ts';

/** Told of everything a camera delivers. Calls come one at a time, in the order of capture. */
export interface CameraObserver {
  /**
   * The frame's arrays belong to the observer; the camera does not touch them again.
   * @param picture what the colour camera itself saw, for people to look at; valid during this call only. Null or left
   *   out where the frame's own colour is all there is.
   */
  onFrame(frame: RgbdFrame, picture?: CameraPicture | null): void;
  /**
   * What the sensor delivered, just before `onFrame` tells what was made of it; for the recorder. Its arrays belong to
   * the observer too, and are not those of the frame that follows unless the sensor's own images are registered. Only
   * called while set and wanted.
   */
  onSensorFrame?(frame: SensorFrame): void;
  /** Asked at each frame: a colour picture of 8 MB is copied for somebody who keeps it only. Default: all are wanted. */
  wantsSensorFrames?(): boolean;
  /**
   * Resolves when the last frame was looked at. A recording waits for it before its next frame, and so does a virtual
   * camera at the pace `every-frame`, so that a slow look costs time and never a frame; a sensor waits for nobody.
   */
  lookedAt?(): Promise<void>;
  /** The camera delivers nothing more until it is started again. */
  onStopped(problem: Problem): void;
}

type SensorFrameKeeper = (frame: SensorFrame) => void;

/** Who keeps the sensor frame that has come; null where nobody does, and no array of it needs to outlast this turn. */
export function sensorFrameKeeper(observer: CameraObserver): SensorFrameKeeper | null {
  const { onSensorFrame, wantsSensorFrames } = observer;
  if (onSensorFrame === undefined || wantsSensorFrames?.call(observer) === false) return null;
  return (frame) => onSensorFrame.call(observer, frame);
}

/** One source of registered frames: a sensor, a recording or the virtual Kinect. */
export interface DepthCamera {
  start(observer: CameraObserver): Promise<Result<CameraModel>>;
  /** Resolves when no further call to the observer will be made. Safe to call twice. */
  stop(): Promise<void>;
}

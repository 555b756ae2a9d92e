/**
 * The one place where the setting “mirrored” of a camera acts: behind its driver and registration, before recognition,
 * windows and recordings. A recording so holds frames as they were seen, and is replayed without the setting.
 */
import type { CameraModel, RgbdFrame } from '../../../contract/frame.ts';
import { succeed } from '../../../contract/problem.ts';
import type { ControlledCamera } from '../camera-source.ts';
import type { CameraObserver } from '../depth-camera.ts';
import { turnedPicture } from '../picture/camera-picture.ts';
import type { SensorFrame, SensorModel } from '../sensor-frame.ts';
import { turnIntrinsics, turnNumbers, turnPixels } from './turn-pictures.ts';
import { turnedSensor, turnSensorImages } from './turn-sensor.ts';

/**
 * The camera with its pictures turned left to right, in place. For devices: not for a camera whose own pictures are
 * registered, which shares them between both calls of its observer.
 * @param width of its registered frames, in pixels
 */
export function turnedCamera(camera: ControlledCamera, width: number): ControlledCamera {
  return {
    async start(observer) {
      const started = await camera.start(turnedObserver(observer));
      return started.ok ? succeed(turnedModel(started.value, width)) : started;
    },
    stop: () => camera.stop(),
    setOptions: (options) => camera.setOptions?.(options),
  };
}

function turnedObserver(observer: CameraObserver): CameraObserver {
  // One model for all frames of a start, as the driver's is.
  const modelOf = onceFor((camera: CameraModel, { width }: RgbdFrame) =>
    turnedModel(camera, width),
  );
  const sensorOf = onceFor((sensor: SensorModel, { depth, color }: SensorFrame) =>
    turnedSensor(sensor, { depth: depth.width, color: color.width }),
  );
  return {
    onFrame(frame, picture = null) {
      const { width, color, depth, infrared, camera } = frame;
      turnPixels(color, width);
      turnNumbers(depth, width);
      if (infrared !== undefined) turnNumbers(infrared, width);
      observer.onFrame(
        { ...frame, camera: modelOf(camera, frame) },
        picture === null ? null : turnedPicture(picture, width),
      );
    },
    onSensorFrame(frame) {
      turnSensorImages(frame);
      observer.onSensorFrame?.({ ...frame, sensor: sensorOf(frame.sensor, frame) });
    },
    wantsSensorFrames: () =>
      observer.onSensorFrame !== undefined && (observer.wantsSensorFrames?.() ?? true),
    lookedAt: async () => observer.lookedAt?.(),
    onStopped: (problem) => observer.onStopped(problem),
  };
}

function turnedModel(camera: CameraModel, width: number): CameraModel {
  return { ...camera, intrinsics: turnIntrinsics(camera.intrinsics, width) };
}

/** Computes anew only for another key. */
function onceFor<Key, Input, Output>(
  compute: (key: Key, input: Input) => Output,
): (key: Key, input: Input) => Output {
  let last: { readonly key: Key; readonly output: Output } | null = null;
  return (key, input) => {
    if (last?.key !== key) last = { key, output: compute(key, input) };
    return last.output;
  };
}

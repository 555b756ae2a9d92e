/** From a sensor's delivery to colour and depth on one grid, live and on replay alike. */
import type { CameraModel, RgbdFrame } from '../../../contract/frame.ts';
import { turnNumbers, turnPixels } from '../mirrored/turn-pictures.ts';
import type { SensorFrame, SensorImage, SensorModel } from '../sensor-frame.ts';
import { kinectV1MillimetreRegistration } from './kinect-v1-millimetres.ts';
import { KINECT_V1_HEIGHT, KINECT_V1_WIDTH } from './kinect-v1-model.ts';
import { kinectV1Registration } from './kinect-v1-registration.ts';
import { COLOR_HEIGHT, COLOR_WIDTH, DEPTH_HEIGHT, DEPTH_WIDTH } from './kinect-v2-model.ts';
import { kinectV2Registration, type RegisterKinectV2 } from './kinect-v2-registration.ts';

export type Register = (frame: SensorFrame) => RgbdFrame;

/**
 * Creates the registration of `sensor`; its tables are computed once. The result shares those arrays of its frame that
 * registration leaves unchanged: colour, and for all but the Kinect v1 depth too; none of them for a Kinect v2 that
 * reports its calibration. Throws a `RangeError` for frames whose pictures do not have the sizes that the registration
 * needs.
 */
export function createRegistration(sensor: SensorModel): Register {
  const camera = registeredCamera(sensor);
  const { registration } = sensor;
  switch (registration.kind) {
    case 'registered':
      return registered(camera);
    case 'kinect-v1':
    case 'kinect-v1-millimetres': {
      const byCalibration =
        registration.kind === 'kinect-v1' ? kinectV1Registration : kinectV1MillimetreRegistration;
      const register = byCalibration(registration.calibration);
      return kinectV1(camera, registration.turned ? turnedKinectV1(register) : register);
    }
    case 'kinect-v2':
      return kinectV2(camera);
    case 'kinect-v2-device': {
      const register = kinectV2Registration(registration.calibration);
      return kinectV2Device(camera, registration.turned ? turnedKinectV2(register) : register);
    }
  }
}

/** The camera of the registered frames: a Kinect v1's lie on its colour grid, all others on the depth grid. */
export function registeredCamera(sensor: SensorModel): CameraModel {
  const { name, serial, trust, depthIntrinsics, colorIntrinsics, registration } = sensor;
  switch (registration.kind) {
    case 'kinect-v1':
    case 'kinect-v1-millimetres':
      return { name, serial, trust, intrinsics: colorIntrinsics };
    case 'registered':
    case 'kinect-v2':
    case 'kinect-v2-device':
      return { name, serial, trust, intrinsics: depthIntrinsics };
  }
}

function registered(camera: CameraModel): Register {
  return (frame) => {
    const { depth, color } = frame;
    requireSize(depth, depth.width, depth.height, 1);
    requireSize(color, depth.width, depth.height, 4);
    return rgbd(frame, depth, color.data, depth.data, camera);
  };
}

type RegisterKinectV1 = (readings: Uint16Array) => Uint16Array;

/** The calibration is of the pictures before they were turned. */
function turnedKinectV1(register: RegisterKinectV1): RegisterKinectV1 {
  const delivered = new Uint16Array(KINECT_V1_WIDTH * KINECT_V1_HEIGHT);
  return (readings) => {
    delivered.set(readings);
    turnNumbers(delivered, KINECT_V1_WIDTH);
    const registered = register(delivered);
    turnNumbers(registered, KINECT_V1_WIDTH);
    return registered;
  };
}

/** The calibration is of the pictures before they were turned. */
function turnedKinectV2(register: RegisterKinectV2): RegisterKinectV2 {
  const delivered = {
    depth: new Uint16Array(DEPTH_WIDTH * DEPTH_HEIGHT),
    color: new Uint8Array(COLOR_WIDTH * COLOR_HEIGHT * 4),
    infrared: new Uint16Array(DEPTH_WIDTH * DEPTH_HEIGHT),
  };
  return (depth, color, infrared) => {
    delivered.depth.set(depth);
    delivered.color.set(color);
    turnNumbers(delivered.depth, DEPTH_WIDTH);
    turnPixels(delivered.color, COLOR_WIDTH);
    if (infrared !== undefined) {
      delivered.infrared.set(infrared);
      turnNumbers(delivered.infrared, DEPTH_WIDTH);
    }
    const registered = register(
      delivered.depth,
      delivered.color,
      infrared === undefined ? undefined : delivered.infrared,
    );
    turnNumbers(registered.depth, DEPTH_WIDTH);
    turnPixels(registered.color, DEPTH_WIDTH);
    if (registered.infrared !== undefined) turnNumbers(registered.infrared, DEPTH_WIDTH);
    return registered;
  };
}

function kinectV1(camera: CameraModel, register: RegisterKinectV1): Register {
  return (frame) => {
    const { depth, color } = frame;
    requireSize(depth, KINECT_V1_WIDTH, KINECT_V1_HEIGHT, 1);
    requireSize(color, KINECT_V1_WIDTH, KINECT_V1_HEIGHT, 4);
    // Infrared of a Kinect v1 lies on the depth grid, which is not the frame's.
    const { sequence, timeMs } = frame;
    return rgbd({ sequence, timeMs }, color, color.data, register(depth.data), camera);
  };
}

function kinectV2(camera: CameraModel): Register {
  return (frame) => {
    const { depth, registeredColor } = frame;
    requireSize(depth, depth.width, depth.height, 1);
    if (registeredColor === undefined)
      throw new RangeError('The colour on the depth grid is missing.');
    requireSize(registeredColor, depth.width, depth.height, 4);
    return rgbd(frame, depth, registeredColor.data, depth.data, camera);
  };
}

function kinectV2Device(camera: CameraModel, register: RegisterKinectV2): Register {
  return (frame) => {
    const { sequence, timeMs, depth, color, infrared } = frame;
    requireSize(depth, DEPTH_WIDTH, DEPTH_HEIGHT, 1);
    requireSize(color, COLOR_WIDTH, COLOR_HEIGHT, 4);
    if (infrared !== undefined) requireSize(infrared, DEPTH_WIDTH, DEPTH_HEIGHT, 1);
    const registered = register(depth.data, color.data, infrared?.data);
    return { sequence, timeMs, width: DEPTH_WIDTH, height: DEPTH_HEIGHT, ...registered, camera };
  };
}

function rgbd(
  { sequence, timeMs, infrared }: Pick<SensorFrame, 'sequence' | 'timeMs' | 'infrared'>,
  { width, height }: { readonly width: number; readonly height: number },
  color: Uint8Array,
  depth: Uint16Array,
  camera: CameraModel,
): RgbdFrame {
  const images = { width, height, color, depth };
  const fits = infrared?.width === width && infrared.height === height;
  return { sequence, timeMs, ...images, ...(fits ? { infrared: infrared.data } : {}), camera };
}

function requireSize(
  image: SensorImage<Uint8Array | Uint16Array>,
  width: number,
  height: number,
  channels: number,
): void {
  const { data } = image;
  if (
    image.width === width &&
    image.height === height &&
    data.length === width * height * channels
  ) {
    return;
  }
  throw new RangeError(
    `A picture of ${width}×${height} was expected, not ${image.width}×${image.height} in ${data.length} numbers.`,
  );
}

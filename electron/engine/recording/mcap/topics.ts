/** What a recording holds of each frame, by topic. Depth comes first and begins a frame. */
import type { SensorModel } from '../../camera/sensor-frame.ts';
import type { SchemaName } from './foxglove.ts';

export const TOPICS = {
  depth: '/depth/image',
  color: '/color/image',
  /** Where colour was mapped, 255 or 0; only for frames with missing colour. */
  colorMask: '/color/mask',
  registeredColor: '/registered_color/image',
  registeredColorMask: '/registered_color/mask',
  infrared: '/infrared/image',
  depthCalibration: '/depth/camera_info',
  colorCalibration: '/color/camera_info',
} as const;
export type Stream = keyof typeof TOPICS;

export const SCHEMA_OF: Readonly<Record<Stream, SchemaName>> = {
  depth: 'foxglove.RawImage',
  color: 'foxglove.CompressedImage',
  colorMask: 'foxglove.RawImage',
  registeredColor: 'foxglove.CompressedImage',
  registeredColorMask: 'foxglove.RawImage',
  infrared: 'foxglove.RawImage',
  depthCalibration: 'foxglove.CameraCalibration',
  colorCalibration: 'foxglove.CameraCalibration',
};

/** In the order of registration: a stream's channel is its index in this list. */
export const STREAMS = Object.keys(TOPICS) as Stream[];

/** The others appear once in a file, before its first frame. */
export const isFrameStream = (stream: Stream): boolean => !stream.endsWith('Calibration');

/** Without these a frame is incomplete. */
export function neededStreams(sensor: SensorModel): readonly Stream[] {
  const always: readonly Stream[] = ['depth', 'color'];
  return sensor.registration.kind === 'kinect-v2' ? [...always, 'registeredColor'] : always;
}

/** Names of the file's other contents. */
export const SENSOR_METADATA = 'depthlock.sensor';
export const FRAME_INDEX = 'depthlock.frames';
export const DROPS_METADATA = 'depthlock.drops';

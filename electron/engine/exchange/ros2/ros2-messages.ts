/**
 * The messages of ROS 2 that an RGB-D camera sends (`sensor_msgs`), in CDR. The definitions are ROS's own, which have
 * been the same in every ROS 2: what a file says of them is not needed, and not parsed.
 */
import { stringify } from '@foxglove/rosmsg';
import { ros2humble } from '@foxglove/rosmsg-msgs-common';
import { MessageReader, MessageWriter } from '@foxglove/rosmsg2-serialization';
import { z } from 'zod';
import { LARGEST_SIDE } from '../frame-source.ts';

const ROS2_TYPES = ['Image', 'CompressedImage', 'CameraInfo'] as const;
export type Ros2Type = (typeof ROS2_TYPES)[number];

const PARTS = {
  Image: ['sensor_msgs/Image', 'std_msgs/Header', 'builtin_interfaces/Time'],
  CompressedImage: ['sensor_msgs/CompressedImage', 'std_msgs/Header', 'builtin_interfaces/Time'],
  CameraInfo: [
    'sensor_msgs/CameraInfo',
    'std_msgs/Header',
    'builtin_interfaces/Time',
    'sensor_msgs/RegionOfInterest',
  ],
} as const satisfies Record<Ros2Type, readonly (keyof typeof ros2humble)[]>;

const definitionsOf = (type: Ros2Type) => PARTS[type].map((name) => ros2humble[name]);

/** The definition as MCAP's encoding `ros2msg` wants it. */
export function schemaText(type: Ros2Type): string {
  // The library has a type of its own for times, which ROS 2 spells out.
  return stringify(
    definitionsOf(type).map(({ definitions, ...rest }) => ({
      ...rest,
      definitions: definitions.map((field) =>
        field.type === 'time' ? { ...field, type: 'builtin_interfaces/Time' } : field,
      ),
    })),
  );
}

/** "sensor_msgs/msg/Image", or without "msg" as older programs write it; null for any other type. */
export function ros2TypeOf(schema: string): Ros2Type | null {
  const name = /^sensor_msgs\/(?:msg\/)?(\w+)$/.exec(schema)?.[1];
  return ROS2_TYPES.find((type) => type === name) ?? null;
}

const uint32 = z.number().int().nonnegative();
const side = uint32.min(1).max(LARGEST_SIDE);
const header = z.object({
  stamp: z.object({ sec: z.number().int(), nanosec: uint32 }),
  frame_id: z.string(),
});
const bytes = z.instanceof(Uint8Array);
const matrix = z.instanceof(Float64Array).transform((values) => [...values]);

const SHAPES = {
  Image: z.object({
    header,
    height: side,
    width: side,
    encoding: z.string(),
    is_bigendian: z.number(),
    step: uint32,
    data: bytes,
  }),
  CompressedImage: z.object({ header, format: z.string(), data: bytes }),
  CameraInfo: z.object({
    header,
    height: uint32,
    width: uint32,
    distortion_model: z.string(),
    d: matrix,
    k: matrix,
    p: matrix,
    binning_x: uint32,
    binning_y: uint32,
    roi: z.object({ x_offset: uint32, y_offset: uint32, width: uint32, height: uint32 }),
  }),
} as const;

export type Ros2Image = z.output<(typeof SHAPES)['Image']>;
export type Ros2CompressedImage = z.output<(typeof SHAPES)['CompressedImage']>;
export type Ros2CameraInfo = z.output<(typeof SHAPES)['CameraInfo']>;

interface Messages {
  readonly Image: Ros2Image;
  readonly CompressedImage: Ros2CompressedImage;
  readonly CameraInfo: Ros2CameraInfo;
}

const readers = new Map<Ros2Type, MessageReader>();

/** The message, of either byte order; its pictures may share memory with `data`. Throws a phrase if it is none. */
export function readRos2<Type extends Ros2Type>(type: Type, data: Uint8Array): Messages[Type] {
  const reader = readers.get(type) ?? new MessageReader(definitionsOf(type));
  readers.set(type, reader);
  let message: unknown;
  try {
    message = reader.readMessage(data);
  } catch {
    throw new Error(`it is no message of the type ${type}`);
  }
  const checked = SHAPES[type].safeParse(message);
  if (!checked.success) throw new Error(`it is no sensible message of the type ${type}`);
  return checked.data as unknown as Messages[Type];
}

const writers = new Map<Ros2Type, MessageWriter>();

/** A message as little-endian CDR. Fields that are left out are zero. */
export function writeRos2(type: Ros2Type, message: Readonly<Record<string, unknown>>): Uint8Array {
  const writer = writers.get(type) ?? new MessageWriter(definitionsOf(type));
  writers.set(type, writer);
  return writer.writeMessage(message);
}

const CDR_HEADER = 4;

/**
 * Capture time in milliseconds, from the header with which every one of these messages begins; null where the camera
 * left it zero.
 */
export function stampOf(data: Uint8Array): number | null {
  if (data.length < CDR_HEADER + 8) return null;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  // Kinds of CDR: the last bit tells the byte order.
  const isLittle = (view.getUint8(1) & 1) === 1;
  const seconds = view.getInt32(CDR_HEADER, isLittle);
  const nanoseconds = view.getUint32(CDR_HEADER + 4, isLittle);
  if (seconds === 0 && nanoseconds === 0) return null;
  return seconds * 1000 + nanoseconds / 1e6;
}

/** Time of a header from milliseconds. */
export function headerAt(timeMs: number, frameId: string) {
  const nanoseconds = Math.round(timeMs * 1e6);
  const sec = Math.floor(nanoseconds / 1e9);
  return { stamp: { sec, nanosec: nanoseconds - sec * 1e9 }, frame_id: frameId };
}

/** A session as a ROS 2 bag: an MCAP file of the profile `ros2`, which ROS 2's own tools and Foxglove open. */
import { open, type FileHandle } from 'node:fs/promises';
import { McapWriter, type IWritable } from '@mcap/core';
import type { Intrinsics, RgbdFrame } from '../../../contract/frame.ts';
import { succeed, type Result } from '../../../contract/problem.ts';
import type { SensorModel } from '../../camera/sensor-frame.ts';
import { zstdCompress, zstdLoaded } from '../../recording/mcap/zstd.ts';
import { beginOutput, unwritable } from '../files/unfinished-output.ts';
import type { FrameSink } from '../frame-source.ts';
import { createFrameRegistration } from '../registered-frame.ts';
import { headerAt, schemaText, writeRos2, type Ros2Type } from './ros2-messages.ts';
import { PRIVATE_FILE } from '../files/private-files.ts';

/** The names that camera drivers of ROS 2 give them, depth already on the grid of colour. */
const TOPICS = {
  depth: { topic: '/camera/aligned_depth_to_color/image_raw', type: 'Image' },
  depthInfo: { topic: '/camera/aligned_depth_to_color/camera_info', type: 'CameraInfo' },
  color: { topic: '/camera/color/image_raw', type: 'Image' },
  colorInfo: { topic: '/camera/color/camera_info', type: 'CameraInfo' },
} as const satisfies Record<string, { readonly topic: string; readonly type: Ros2Type }>;
type Topic = keyof typeof TOPICS;

const FRAME_ID = 'camera_color_optical_frame';
const ZSTD_LEVEL = 1;

/**
 * Writes registered frames: depth as `16UC1` in millimetres, colour as `rgb8`, and `CameraInfo` with each. Lossless but
 * for the places without colour, which are black, and infrared, which is left out.
 */
export async function createRos2Bag(
  output: string,
  sensor: SensorModel,
): Promise<Result<FrameSink>> {
  const begun = await beginOutput(output, 'file');
  if (!begun.ok) return begun;
  const { path, finish, discard } = begun.value;
  let bag: BagWriter;
  try {
    bag = await BagWriter.create(path);
  } catch (error) {
    await discard();
    return unwritable(output, error);
  }
  const register = createFrameRegistration(sensor);
  const lost = { infrared: 0, labels: 0, holes: 0 };
  let frames = 0;
  return succeed({
    async write(sensorFrame) {
      const frame = register(sensorFrame);
      if (!frame.ok) return frame;
      try {
        await bag.add(frame.value, frames);
      } catch (error) {
        return unwritable(output, error);
      }
      frames += 1;
      if (sensorFrame.infrared !== undefined) lost.infrared += 1;
      if (sensorFrame.label !== undefined) lost.labels += 1;
      if (hasHoles(frame.value.color)) lost.holes += 1;
      return succeed(undefined);
    },
    async finish() {
      try {
        await bag.end();
      } catch (error) {
        await discard();
        return unwritable(output, error);
      }
      const finished = await finish();
      if (finished.ok)
        return succeed({ output: begun.value.output, frames, losses: inWords(lost) });
      await discard();
      return finished;
    },
    async discard() {
      await bag.close();
      await discard();
    },
  });
}

function hasHoles(rgba: Uint8Array): boolean {
  for (let i = 3; i < rgba.length; i += 4) if (rgba[i] === 0) return true;
  return false;
}

function inWords(lost: {
  readonly infrared: number;
  readonly labels: number;
  readonly holes: number;
}): readonly string[] {
  return [
    ...(lost.holes === 0
      ? []
      : [`Places without colour are black in ${lost.holes} frames: the format cannot mark them.`]),
    ...(lost.infrared === 0 ? [] : [`Infrared (${lost.infrared} frames) was left out.`]),
    ...(lost.labels === 0
      ? []
      : [`The names of people and shots (${lost.labels}) are not in a ROS 2 bag.`]),
  ];
}

class FileWritable implements IWritable {
  readonly #handle: FileHandle;
  #position = 0;

  constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  async write(bytes: Uint8Array): Promise<void> {
    await this.#handle.writeFile(bytes);
    this.#position += bytes.length;
  }

  position(): bigint {
    return BigInt(this.#position);
  }
}

class BagWriter {
  readonly #handle: FileHandle;
  readonly #writer: McapWriter;
  readonly #channels = new Map<Topic, number>();
  #isClosed = false;

  static async create(path: string): Promise<BagWriter> {
    await zstdLoaded;
    const bag = new BagWriter(await open(path, 'wx', PRIVATE_FILE.mode));
    await bag.#start();
    return bag;
  }

  private constructor(handle: FileHandle) {
    this.#handle = handle;
    this.#writer = new McapWriter({
      writable: new FileWritable(handle),
      compressChunk: (data) => ({
        compression: 'zstd',
        compressedData: zstdCompress(data, ZSTD_LEVEL),
      }),
    });
  }

  async #start(): Promise<void> {
    await this.#writer.start({ profile: 'ros2', library: 'depthlock convert' });
    const schemas = new Map<Ros2Type, number>();
    for (const [name, { topic, type }] of Object.entries(TOPICS)) {
      const schemaId =
        schemas.get(type) ??
        (await this.#writer.registerSchema({
          name: `sensor_msgs/msg/${type}`,
          encoding: 'ros2msg',
          data: Buffer.from(schemaText(type)),
        }));
      schemas.set(type, schemaId);
      const channel = await this.#writer.registerChannel({
        topic,
        schemaId,
        messageEncoding: 'cdr',
        // As rosbag2 expects it: empty for the usual quality of service.
        metadata: new Map([['offered_qos_profiles', '']]),
      });
      this.#channels.set(name as Topic, channel);
    }
  }

  async add(frame: RgbdFrame, sequence: number): Promise<void> {
    const { width, height, timeMs, camera, depth, color } = frame;
    const header = headerAt(timeMs, FRAME_ID);
    const size = { width, height };
    const image = { header, ...size, is_bigendian: 0 };
    const info = cameraInfo(camera.intrinsics, size, header);
    const put = (topic: Topic, message: Readonly<Record<string, unknown>>) =>
      this.#put(topic, { sequence, timeMs }, message);
    await put('depthInfo', info);
    await put('depth', { ...image, encoding: '16UC1', step: 2 * width, data: littleEndian(depth) });
    await put('colorInfo', info);
    await put('color', { ...image, encoding: 'rgb8', step: 3 * width, data: withoutAlpha(color) });
  }

  async #put(
    topic: Topic,
    { sequence, timeMs }: { readonly sequence: number; readonly timeMs: number },
    message: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const time = BigInt(Math.round(timeMs * 1e6));
    await this.#writer.addMessage({
      channelId: this.#channels.get(topic) ?? 0,
      sequence,
      logTime: time,
      publishTime: time,
      data: writeRos2(TOPICS[topic].type, message),
    });
  }

  async end(): Promise<void> {
    try {
      await this.#writer.end();
      await this.#handle.sync();
    } finally {
      await this.close();
    }
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#handle.close();
  }
}

function cameraInfo(
  { fx, fy, cx, cy }: Intrinsics,
  { width, height }: { readonly width: number; readonly height: number },
  header: ReturnType<typeof headerAt>,
) {
  return {
    header,
    width,
    height,
    distortion_model: 'plumb_bob',
    d: [0, 0, 0, 0, 0],
    k: [fx, 0, cx, 0, fy, cy, 0, 0, 1],
    r: [1, 0, 0, 0, 1, 0, 0, 0, 1],
    p: [fx, 0, cx, 0, 0, fy, cy, 0, 0, 0, 1, 0],
    binning_x: 0,
    binning_y: 0,
    roi: { x_offset: 0, y_offset: 0, height: 0, width: 0, do_rectify: false },
  };
}

const littleEndian = (values: Uint16Array): Uint8Array =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

/** Black where no colour was mapped. */
function withoutAlpha(rgba: Uint8Array): Uint8Array {
  const rgb = new Uint8Array((rgba.length / 4) * 3);
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
    if (rgba[from + 3] === 0) continue;
    rgb[to] = rgba[from] ?? 0;
    rgb[to + 1] = rgba[from + 1] ?? 0;
    rgb[to + 2] = rgba[from + 2] ?? 0;
  }
  return rgb;
}

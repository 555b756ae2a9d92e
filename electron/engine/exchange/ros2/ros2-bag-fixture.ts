/** Bags for tests, written with the libraries of others. */
import { writeFile } from 'node:fs/promises';
import { McapWriter, TempBuffer } from '@mcap/core';
import { headerAt, schemaText, writeRos2, type Ros2Type } from './ros2-messages.ts';

export interface BagMessage {
  readonly topic: string;
  readonly type: Ros2Type;
  /** Time of arrival in the log, milliseconds. */
  readonly logMs: number;
  /** CDR. */
  readonly data: Uint8Array;
}

/** A bag as a recorder of ROS 2 writes it. */
export async function writeBag(file: string, messages: readonly BagMessage[]): Promise<void> {
  const writable = new TempBuffer();
  const writer = new McapWriter({ writable });
  await writer.start({ profile: 'ros2', library: 'test' });
  const channels = new Map<string, number>();
  for (const [sequence, { topic, type, logMs, data }] of messages.entries()) {
    const channelId = channels.get(topic) ?? (await register(writer, topic, type));
    channels.set(topic, channelId);
    const logTime = BigInt(Math.round(logMs * 1e6));
    await writer.addMessage({ channelId, sequence, logTime, publishTime: logTime, data });
  }
  await writer.end();
  await writeFile(file, writable.get());
}

async function register(writer: McapWriter, topic: string, type: Ros2Type): Promise<number> {
  const schemaId = await writer.registerSchema({
    name: `sensor_msgs/msg/${type}`,
    encoding: 'ros2msg',
    data: Buffer.from(schemaText(type)),
  });
  const metadata = new Map([['offered_qos_profiles', '']]);
  return writer.registerChannel({ topic, schemaId, messageEncoding: 'cdr', metadata });
}

export interface ImageOptions {
  readonly width: number;
  readonly height: number;
  readonly encoding: string;
  readonly bytesPerPixel: number;
  readonly pixels: Uint8Array;
  readonly timeMs: number;
  /** Bytes that pad each row; default: none. */
  readonly padding?: number;
  readonly isBigEndian?: boolean;
  readonly frameId?: string;
}

/** A raw image message; its rows are padded with ones, which are no pixels. */
export function imageMessage(options: ImageOptions): Uint8Array {
  const { width, height, encoding, bytesPerPixel, pixels, timeMs, padding = 0 } = options;
  const row = width * bytesPerPixel;
  const step = row + padding;
  const data = new Uint8Array(step * height).fill(1);
  for (let y = 0; y < height; y++) data.set(pixels.subarray(y * row, (y + 1) * row), y * step);
  return writeRos2('Image', {
    header: headerAt(timeMs, options.frameId ?? 'camera'),
    ...{ width, height, encoding, step, data },
    is_bigendian: options.isBigEndian === true ? 1 : 0,
  });
}

export function infoMessage(
  size: { readonly width: number; readonly height: number },
  [fx, fy, cx, cy]: readonly [number, number, number, number],
  changes: Readonly<Record<string, unknown>> = {},
): Uint8Array {
  return writeRos2('CameraInfo', {
    header: headerAt(1, 'camera'),
    ...size,
    distortion_model: 'plumb_bob',
    d: [],
    k: [fx, 0, cx, 0, fy, cy, 0, 0, 1],
    r: [1, 0, 0, 0, 1, 0, 0, 0, 1],
    p: [fx, 0, cx, 0, 0, fy, cy, 0, 0, 0, 1, 0],
    binning_x: 0,
    binning_y: 0,
    roi: { x_offset: 0, y_offset: 0, height: 0, width: 0, do_rectify: false },
    ...changes,
  });
}

/** The same image message in the other byte order, as a big-endian machine sends it: header and pixels' place alike. */
export function asBigEndian(message: Uint8Array): Uint8Array {
  const bytes = Buffer.from(message);
  bytes[1] = 0;
  let at = 4;
  const swap32 = (): number => {
    at = 4 + Math.ceil((at - 4) / 4) * 4;
    const value = bytes.readUInt32LE(at);
    bytes.writeUInt32BE(value, at);
    at += 4;
    return value;
  };
  const text = (): void => {
    const length = swap32();
    at += length;
  };
  swap32();
  swap32();
  text();
  swap32();
  swap32();
  text();
  at += 1;
  swap32();
  swap32();
  return bytes;
}

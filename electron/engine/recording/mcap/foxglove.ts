/**
 * The messages of a recording, in Foxglove's schemas, so that any MCAP viewer shows them:
 * https://docs.foxglove.dev/docs/visualization/message-schemas. Encoded as protobuf: images stay bytes.
 */
import protobuf from 'protobufjs';
import 'protobufjs/ext/descriptor.js';
import type { Intrinsics } from '../../../contract/frame.ts';

const SCHEMAS = `syntax = "proto3";
package foxglove;
import "google/protobuf/timestamp.proto";
message RawImage {
  google.protobuf.Timestamp timestamp = 1;
  string frame_id = 7;
  fixed32 width = 2;
  fixed32 height = 3;
  string encoding = 4;
  fixed32 step = 5;
  bytes data = 6;
}
message CompressedImage {
  google.protobuf.Timestamp timestamp = 1;
  string frame_id = 4;
  bytes data = 2;
  string format = 3;
}
message CameraCalibration {
  google.protobuf.Timestamp timestamp = 1;
  string frame_id = 9;
  fixed32 width = 2;
  fixed32 height = 3;
  string distortion_model = 4;
  repeated double D = 5;
  repeated double K = 6;
  repeated double R = 7;
  repeated double P = 8;
}`;

const root = new protobuf.Root();
root.addJSON(protobuf.common.get('google/protobuf/timestamp.proto')?.nested ?? {});
protobuf.parse(SCHEMAS, root, { keepCase: true });
root.resolveAll();

export type SchemaName =
  'foxglove.RawImage' | 'foxglove.CompressedImage' | 'foxglove.CameraCalibration';

const typeOf = (name: SchemaName): protobuf.Type => root.lookupType(name);

interface Describable {
  toDescriptor(edition: string): protobuf.Message;
}

/** The schema as MCAP requires it: a FileDescriptorSet in protobuf encoding. */
export function schemaData(): Uint8Array {
  const described = (root as unknown as Describable).toDescriptor('proto3');
  return described.$type.encode(described).finish();
}

/** 16 bits a pixel, little-endian, or 8 bits. */
export interface RawImage {
  readonly width: number;
  readonly height: number;
  readonly encoding: '16UC1' | 'mono8';
  readonly data: Uint8Array;
}

export interface CompressedImage {
  readonly format: 'jpeg' | 'png';
  readonly data: Uint8Array;
}

/** Buffers whose concatenation is a message. */
export type Parts = readonly Uint8Array[];

export function encodeRawImage(image: RawImage, timeMs: number, frameId: string): Parts {
  const step = image.width * (image.encoding === '16UC1' ? 2 : 1);
  return encode('foxglove.RawImage', { ...image, step, ...stamp(timeMs, frameId) });
}

export function encodeCompressedImage(
  image: CompressedImage,
  timeMs: number,
  frameId: string,
): Parts {
  return encode('foxglove.CompressedImage', { ...image, ...stamp(timeMs, frameId) });
}

export function encodeCalibration(
  { fx, fy, cx, cy }: Intrinsics,
  size: { readonly width: number; readonly height: number },
  timeMs: number,
  frameId: string,
): Parts {
  return encode('foxglove.CameraCalibration', {
    ...size,
    K: [fx, 0, cx, 0, fy, cy, 0, 0, 1],
    R: [1, 0, 0, 0, 1, 0, 0, 0, 1],
    P: [fx, 0, cx, 0, 0, fy, cy, 0, 0, 0, 1, 0],
    ...stamp(timeMs, frameId),
  });
}

/** The fields of a message, unchecked. Throws a phrase if the bytes are no such message. */
export function decode(name: SchemaName, bytes: Uint8Array): Readonly<Record<string, unknown>> {
  const type = typeOf(name);
  return type.toObject(decoded(type, bytes), { defaults: true, longs: Number });
}

function decoded(type: protobuf.Type, bytes: Uint8Array): protobuf.Message {
  try {
    return type.decode(bytes);
  } catch (error) {
    // Its errors speak of indexes in bytes that nobody sees.
    throw new Error('its message is damaged', { cause: error });
  }
}

/** `data` comes last and is not copied: protobuf accepts fields in any order. */
function encode(
  name: SchemaName,
  { data, ...fields }: Readonly<Record<string, unknown>> & { readonly data?: Uint8Array },
): Parts {
  const type = typeOf(name);
  const writer = type.encode(type.create(fields));
  if (data === undefined) return [writer.finish()];
  const tag = ((type.fields['data']?.id ?? 0) << 3) | LENGTH_DELIMITED;
  return [writer.uint32(tag).uint32(data.length).finish(), data];
}

/** Tag of a protobuf field that begins with its length. */
const LENGTH_DELIMITED = 2;

function stamp(timeMs: number, frameId: string) {
  const seconds = Math.floor(timeMs / 1000);
  const nanos = Math.round((timeMs - 1000 * seconds) * 1e6);
  return { timestamp: { seconds, nanos }, frame_id: frameId };
}

/**
 * The part of onnx.proto that Depthlock reads and writes, and what protobufjs makes of it.
 *
 * Source: onnx.proto of ONNX 1.17. Fields that are only there to be refused are raw bytes.
 */
import protobuf from 'protobufjs';

const SCHEMA = `syntax = "proto2";
message ModelProto {
  optional int64 ir_version = 1;
  optional string producer_name = 2;
  optional GraphProto graph = 7;
  repeated OperatorSetIdProto opset_import = 8;
  repeated bytes functions = 25;
}
message OperatorSetIdProto {
  optional string domain = 1;
  optional int64 version = 2;
}
message GraphProto {
  repeated NodeProto node = 1;
  optional string name = 2;
  repeated TensorProto initializer = 5;
  repeated ValueInfoProto input = 11;
  repeated ValueInfoProto output = 12;
  repeated bytes sparse_initializer = 15;
}
message NodeProto {
  repeated string input = 1;
  repeated string output = 2;
  optional string name = 3;
  optional string op_type = 4;
  repeated AttributeProto attribute = 5;
  optional string domain = 7;
}
message AttributeProto {
  optional string name = 1;
  optional float f = 2;
  optional int64 i = 3;
  optional string s = 4;
  optional TensorProto t = 5;
  repeated float floats = 7;
  repeated int64 ints = 8;
  repeated string strings = 9;
  optional int32 type = 20;
}
message TensorProto {
  repeated int64 dims = 1;
  optional int32 data_type = 2;
  repeated float float_data = 4;
  repeated int32 int32_data = 5;
  repeated int64 int64_data = 7;
  optional string name = 8;
  optional bytes raw_data = 9;
  repeated bytes external_data = 13;
}
message ValueInfoProto {
  optional string name = 1;
  optional TypeProto type = 2;
}
message TypeProto {
  optional TensorTypeProto tensor_type = 1;
}
message TensorTypeProto {
  optional int32 elem_type = 1;
  optional TensorShapeProto shape = 2;
}
message TensorShapeProto {
  repeated DimensionProto dim = 1;
}
message DimensionProto {
  optional int64 dim_value = 1;
  optional string dim_param = 2;
}`;

/** 64-bit integers come as digits, which lose nothing, and go as numbers or as both halves. */
export type Int64 = string | number | { readonly low: number; readonly high: number };

export interface ModelProto {
  readonly ir_version?: Int64;
  readonly producer_name?: string;
  readonly graph?: GraphProto;
  readonly opset_import: readonly { readonly domain?: string; readonly version?: Int64 }[];
  readonly functions?: readonly unknown[];
}

export interface GraphProto {
  readonly node: readonly NodeProto[];
  readonly name?: string;
  readonly initializer: readonly TensorProto[];
  readonly input: readonly ValueInfoProto[];
  readonly output: readonly ValueInfoProto[];
  readonly sparse_initializer?: readonly unknown[];
}

export interface NodeProto {
  readonly input: readonly string[];
  readonly output: readonly string[];
  readonly name?: string;
  readonly op_type?: string;
  readonly attribute: readonly AttributeProto[];
  readonly domain?: string;
}

export interface AttributeProto {
  readonly name?: string;
  readonly f?: number;
  readonly i?: Int64;
  readonly s?: string;
  readonly t?: TensorProto;
  readonly floats?: readonly number[];
  readonly ints?: readonly Int64[];
  readonly strings?: readonly string[];
  readonly type?: number;
}

export interface TensorProto {
  readonly dims: readonly Int64[];
  readonly data_type?: number;
  readonly float_data?: readonly number[];
  readonly int32_data?: readonly number[];
  readonly int64_data?: readonly Int64[];
  readonly name?: string;
  readonly raw_data?: Uint8Array;
  readonly external_data?: readonly unknown[];
}

export interface ValueInfoProto {
  readonly name?: string;
  readonly type?: {
    readonly tensor_type?: {
      readonly elem_type?: number;
      readonly shape?: { readonly dim: readonly DimensionProto[] };
    };
  };
}

export interface DimensionProto {
  readonly dim_value?: Int64;
  readonly dim_param?: string;
}

let modelType: protobuf.Type | undefined;

const typeOfModels = (): protobuf.Type =>
  (modelType ??= protobuf.parse(SCHEMA, { keepCase: true }).root.lookupType('ModelProto'));

/** Fields that lie in the file and all lists. Throws on bytes that are no protobuf message. */
export function decodeModel(bytes: Uint8Array): ModelProto {
  const type = typeOfModels();
  try {
    return type.toObject(type.decode(bytes), { longs: String, arrays: true }) as ModelProto;
  } catch (error) {
    throw new Error('It is no protobuf message, or one that is cut off.', { cause: error });
  }
}

export function encodeModel(model: ModelProto): Uint8Array {
  return new Uint8Array(typeOfModels().encode(model).finish());
}

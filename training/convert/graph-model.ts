import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { float16FromBits } from '../../electron/engine/onnx/onnx-model.ts';

/**
 * A TensorFlow.js graph model (`model.json` and its `.bin`) as plain values.
 *
 * Source of the format: `tfjs-converter/src/data/compiled_api.ts` and `tfjs-core/src/io/types.ts`.
 */
export interface GraphModel {
  readonly nodes: readonly GraphNode[];
  readonly weights: ReadonlyMap<string, GraphWeight>;
}

export interface GraphNode {
  readonly name: string;
  readonly op: string;
  readonly inputs: readonly string[];
  readonly attributes: GraphAttributes;
}

/** Row-major values in TensorFlow's order: NHWC for images, HWIO for kernels. */
export interface GraphWeight {
  readonly shape: readonly number[];
  readonly values: Float32Array | Int32Array;
}

const int64 = z.union([z.number(), z.string()]).transform(Number);
const attributeSchema = z.object({
  s: z.string().optional(),
  list: z.object({ i: z.array(int64).optional(), s: z.array(z.string()).optional() }).optional(),
});
const nodeSchema = z.object({
  name: z.string(),
  op: z.string(),
  input: z.array(z.string()).default([]),
  attr: z.record(z.string(), attributeSchema).default({}),
});
const weightSchema = z.object({
  name: z.string(),
  shape: z.array(z.number().int().nonnegative()),
  dtype: z.enum(['float32', 'int32']),
  quantization: z.object({ dtype: z.literal('float16') }).optional(),
});
const modelSchema = z.object({
  format: z.literal('graph-model'),
  modelTopology: z.object({ node: z.array(nodeSchema) }),
  weightsManifest: z.tuple([
    z.object({ paths: z.tuple([z.string()]), weights: z.array(weightSchema) }),
  ]),
});
type WeightEntry = z.infer<typeof weightSchema>;

/** Attributes of one node, with TensorFlow's base64 texts decoded. */
export class GraphAttributes {
  readonly #values: z.infer<typeof nodeSchema>['attr'];

  constructor(values: z.infer<typeof nodeSchema>['attr']) {
    this.#values = values;
  }

  text(name: string): string | undefined {
    const encoded = this.#values[name]?.s;
    return encoded === undefined ? undefined : decodeText(encoded);
  }

  texts(name: string): string[] {
    return (this.#values[name]?.list?.s ?? []).map(decodeText);
  }

  integers(name: string): number[] {
    return this.#values[name]?.list?.i ?? [];
  }
}

/** Reads a model with one weight file of float32 or float16. Throws on anything else. */
export async function readGraphModel(modelFile: string): Promise<GraphModel> {
  const model = modelSchema.parse(JSON.parse(await readFile(modelFile, 'utf8')));
  const [group] = model.weightsManifest;
  const [weightFile] = group.paths;
  const bytes = await readFile(join(dirname(modelFile), weightFile));
  const nodes = model.modelTopology.node.map((node) => ({
    name: node.name,
    op: node.op,
    inputs: node.input,
    attributes: new GraphAttributes(node.attr),
  }));
  return { nodes, weights: readWeights(group.weights, bytes) };
}

function readWeights(entries: readonly WeightEntry[], bytes: Uint8Array): Map<string, GraphWeight> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const weights = new Map<string, GraphWeight>();
  let offset = 0;
  for (const entry of entries) {
    const count = entry.shape.reduce((product, size) => product * size, 1);
    const elementBytes = entry.quantization ? 2 : 4;
    weights.set(entry.name, { shape: entry.shape, values: readValues(view, offset, count, entry) });
    offset += count * elementBytes;
  }
  if (offset !== bytes.length) {
    throw new Error(`The weight file holds ${bytes.length} bytes, its manifest says ${offset}.`);
  }
  return weights;
}

function readValues(view: DataView, offset: number, count: number, entry: WeightEntry) {
  if (entry.dtype === 'int32') {
    return Int32Array.from({ length: count }, (_, i) => view.getInt32(offset + i * 4, true));
  }
  if (entry.quantization) {
    const half = (i: number) => float16FromBits(view.getUint16(offset + i * 2, true));
    return Float32Array.from({ length: count }, (_, i) => half(i));
  }
  return Float32Array.from({ length: count }, (_, i) => view.getFloat32(offset + i * 4, true));
}

const decodeText = (base64: string): string => Buffer.from(base64, 'base64').toString('utf8');

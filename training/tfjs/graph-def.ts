/**
 * A graph in TensorFlow.js's graph-model format: `model.json` and one file of weights.
 *
 * Source of the format: `tfjs-converter/src/data/compiled_api.ts` and `tfjs-core/src/io/types.ts`. Nodes
 * carry only the attributes that TensorFlow.js reads.
 */

/** Sizes of a tensor's axes; `FREE` for one that is only known at run time. */
export type Dims = readonly number[];
export const FREE = -1;

export interface NodeDef {
  readonly name: string;
  readonly op: string;
  readonly input: readonly string[];
  readonly attr: Readonly<Record<string, Attribute>>;
}

type Attribute = Readonly<Record<string, unknown>>;

/** Both files, as they are to lie in one folder. */
export interface TfjsFiles {
  readonly model: Uint8Array;
  readonly weights: Uint8Array;
}

/** Name of the weights' file, which `model.json` holds. */
export const WEIGHTS_FILE = 'weights.bin';

export const typeAttribute = (type: 'DT_FLOAT' | 'DT_INT32'): Attribute => ({ type });
export const flag = (value: boolean): Attribute => ({ b: value });
export const integers = (...values: number[]): Attribute => ({ list: { i: values } });
export const word = (value: string): Attribute => ({ s: Buffer.from(value).toString('base64') });

const shapeOf = (dims: Dims) => ({ dim: dims.map((size) => ({ size })) });

/** Collects nodes and weights and writes both files. Names are unique; equal calls give equal bytes. */
export class GraphDef {
  readonly #nodes: NodeDef[] = [];
  readonly #weights = new Map<string, Weight>();
  readonly #inputs = new Map<string, Dims>();

  node(name: string, op: string, input: readonly string[], attr: NodeDef['attr'] = {}): string {
    this.#nodes.push({ name, op, input, attr });
    return name;
  }

  /** Adds a constant; `make` is called only if there is none of that name yet. */
  weight(name: string, make: () => Weight): string {
    if (this.#weights.has(name)) return name;
    const weight = make();
    this.#weights.set(name, weight);
    const dtype = dtypeOf(weight);
    const tensor = { dtype, tensorShape: shapeOf(weight.dims) };
    return this.node(name, 'Const', [], { value: { tensor }, dtype: { type: dtype } });
  }

  transpose(name: string, source: string, order: readonly number[]): string {
    const make = () => ({ dims: [order.length], values: Int32Array.from(order) });
    return this.node(name, 'Transpose', [source, this.weight(`order/${order.join('-')}`, make)]);
  }

  input(name: string, dims: Dims): string {
    this.#inputs.set(name, dims);
    const attr = { shape: { shape: shapeOf(dims) }, dtype: typeAttribute('DT_FLOAT') };
    return this.node(name, 'Placeholder', [], attr);
  }

  /** @param outputs names and shapes of the nodes that answer */
  finish(outputs: ReadonlyMap<string, Dims>): TfjsFiles {
    const weights = [...this.#weights].map(([name, weight]) => ({ name, ...weight }));
    const model = {
      format: 'graph-model',
      generatedBy: 'Depthlock',
      convertedBy: null,
      signature: { inputs: signature(this.#inputs), outputs: signature(outputs) },
      modelTopology: { node: this.#nodes, versions: {} },
      weightsManifest: [
        {
          paths: [WEIGHTS_FILE],
          weights: weights.map(({ name, dims, values }) => ({
            name,
            shape: dims,
            dtype: values instanceof Int32Array ? 'int32' : 'float32',
          })),
        },
      ],
    };
    return {
      model: Buffer.from(JSON.stringify(model)),
      weights: Buffer.concat(weights.map(({ values }) => new Uint8Array(values.buffer))),
    };
  }
}

/** Row-major; `values` fill their buffer. */
export interface Weight {
  readonly dims: Dims;
  readonly values: Float32Array | Int32Array;
}

const dtypeOf = ({ values }: Weight) => (values instanceof Int32Array ? 'DT_INT32' : 'DT_FLOAT');

function signature(tensors: ReadonlyMap<string, Dims>) {
  return Object.fromEntries(
    [...tensors].map(([name, dims]) => [
      name,
      { name: `${name}:0`, dtype: 'DT_FLOAT', tensorShape: shapeOf(dims) },
    ]),
  );
}

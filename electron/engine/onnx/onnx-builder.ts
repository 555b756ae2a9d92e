import { floatTensor, int64Tensor } from './onnx-model.ts';
import type {
  OnnxAttributes,
  OnnxDimension,
  OnnxModel,
  OnnxNode,
  OnnxTensor,
  OnnxType,
  OnnxValue,
} from './onnx-model.ts';

/** Operator set and IR version of the models we write. */
const STANDARD_OPSET = 17;
const IR_VERSION = 8;
const PRODUCER = 'depthlock';

/** Assembles a graph node by node. Every method that makes a tensor returns the tensor's name. */
export class OnnxGraphBuilder {
  readonly #name: string;
  readonly #nodes: OnnxNode[] = [];
  readonly #initializers: OnnxTensor[] = [];
  readonly #inputs: OnnxValue[] = [];
  readonly #outputs: OnnxValue[] = [];
  readonly #opsets: Record<string, number>;
  readonly #names = new Set<string>();
  #counter = 0;

  /** `opset`: version of the standard operators, 17 unless a merged model needs another. */
  constructor(name: string, opset: number = STANDARD_OPSET) {
    this.#name = name;
    this.#opsets = { '': opset };
  }

  input(name: string, dims: readonly OnnxDimension[], type: OnnxType = 'float32'): string {
    this.#inputs.push({ name: this.#claim(name), type, dims });
    return name;
  }

  /** Makes the tensor `source` an output of the model, under `name` when one is given. */
  output(
    source: string,
    dims: readonly OnnxDimension[],
    name: string = source,
    type: OnnxType = 'float32',
  ): void {
    if (name !== source) this.node('Identity', [source], {}, name);
    this.#outputs.push({ name, type, dims });
  }

  initializer(tensor: OnnxTensor): string {
    this.#claim(tensor.name);
    this.#initializers.push(tensor);
    return tensor.name;
  }

  /** A constant of 32-bit floats; `dims` empty for a scalar. */
  floats(dims: readonly number[], values: Float32Array | readonly number[], name?: string): string {
    return this.initializer(floatTensor(name ?? this.#freshName('constant'), dims, values));
  }

  /** A one-dimensional constant of 64-bit integers: a shape, axes, indices. */
  integers(values: readonly number[], name?: string): string {
    return this.initializer(
      int64Tensor(name ?? this.#freshName('constant'), [values.length], values),
    );
  }

  /** A node with one output; returns its name. */
  node(
    op: string,
    inputs: readonly string[],
    attributes: OnnxAttributes = {},
    output: string = this.#freshName(op.toLowerCase()),
    domain = '',
  ): string {
    this.#addNode({ name: `${output}/${op}`, op, domain, inputs, outputs: [output], attributes });
    return output;
  }

  /** A node with several outputs; returns their names. */
  nodeWithOutputs(
    op: string,
    inputs: readonly string[],
    outputCount: number,
    attributes: OnnxAttributes = {},
    domain = '',
  ): string[] {
    const outputs = Array.from({ length: outputCount }, () => this.#freshName(op.toLowerCase()));
    this.#addNode({ name: `${outputs[0]}/${op}`, op, domain, inputs, outputs, attributes });
    return outputs;
  }

  /**
   * Copies another model's nodes and weights into this graph, tensor names prefixed with `prefix`.
   *
   * `inputs` connects the model's inputs by name to tensors of this graph. Returns the new names of the
   * model's outputs, by their old names. Throws when an input is left unconnected or when the operator set
   * versions differ.
   */
  include(
    model: OnnxModel,
    prefix: string,
    inputs: Readonly<Record<string, string>>,
  ): Readonly<Record<string, string>> {
    this.#requireSameOpsets(model);
    const rename = (name: string): string => {
      if (name === '') return name;
      return inputs[name] ?? `${prefix}${name}`;
    };
    for (const input of model.graph.inputs) {
      if (inputs[input.name] === undefined) throw new Error(`Input ${input.name} is unconnected.`);
    }
    for (const tensor of model.graph.initializers) {
      this.initializer({ ...tensor, name: rename(tensor.name) });
    }
    for (const node of model.graph.nodes) {
      this.#addNode({
        ...node,
        name: `${prefix}${node.name}`,
        inputs: node.inputs.map(rename),
        outputs: node.outputs.map(rename),
      });
    }
    return Object.fromEntries(
      model.graph.outputs.map((output) => [output.name, rename(output.name)]),
    );
  }

  /** A snapshot of the model built so far. */
  build(): OnnxModel {
    return {
      irVersion: IR_VERSION,
      producer: PRODUCER,
      opsets: { ...this.#opsets },
      graph: {
        name: this.#name,
        nodes: [...this.#nodes],
        initializers: [...this.#initializers],
        inputs: [...this.#inputs],
        outputs: [...this.#outputs],
      },
    };
  }

  #addNode(node: OnnxNode): void {
    if (node.domain !== '') this.#opsets[node.domain] ??= 1;
    for (const output of node.outputs) this.#claim(output);
    this.#nodes.push(node);
  }

  #requireSameOpsets(model: OnnxModel): void {
    for (const [domain, version] of Object.entries(model.opsets)) {
      const own = (this.#opsets[domain] ??= version);
      if (own !== version) {
        throw new Error(`The model needs operator set ${version}, this graph uses ${own}.`);
      }
    }
  }

  #claim(name: string): string {
    if (name !== '' && this.#names.has(name)) throw new Error(`Tensor name ${name} is taken.`);
    this.#names.add(name);
    return name;
  }

  #freshName(stem: string): string {
    let name: string;
    do {
      name = `${stem}_${this.#counter++}`;
    } while (this.#names.has(name));
    return name;
  }
}

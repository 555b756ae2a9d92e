import { OnnxGraphBuilder } from '../../electron/engine/onnx/onnx-builder.ts';
import { int, ints, text } from '../../electron/engine/onnx/onnx-model.ts';
import type { OnnxAttributes, OnnxModel } from '../../electron/engine/onnx/onnx-model.ts';
import type { GraphModel, GraphNode, GraphWeight } from './graph-model.ts';

/** Interface of the converted file. */
export interface ConversionRecipe {
  readonly name: string;
  /** The one image input: 1×3×size×size, planar RGB (NCHW). */
  readonly input: { readonly source: string; readonly name: string; readonly size: number };
  /** Each output joins one or more outputs of the source along axis 1; logits may become probabilities. */
  readonly outputs: readonly {
    readonly name: string;
    readonly parts: readonly string[];
    readonly dims: readonly number[];
    readonly sigmoid?: boolean;
    /** Largest accepted difference from the source model, in the output's own unit. */
    readonly tolerance: number;
  }[];
}

/**
 * Converts a TensorFlow.js graph model for images to ONNX.
 *
 * Images change from NHWC to NCHW, kernels from HWIO to OIHW. Only what the recipe's outputs need is kept. Throws on an
 * unknown operator or weight layout.
 */
export function convertToOnnx(model: GraphModel, recipe: ConversionRecipe): OnnxModel {
  return new Converter(model, recipe).convert();
}

class Converter {
  readonly #model: GraphModel;
  readonly #recipe: ConversionRecipe;
  readonly #builder: OnnxGraphBuilder;
  readonly #nodes: ReadonlyMap<string, GraphNode>;
  /** ONNX name of every source tensor converted so far. */
  readonly #converted = new Map<string, string>();

  constructor(model: GraphModel, recipe: ConversionRecipe) {
    this.#model = model;
    this.#recipe = recipe;
    this.#builder = new OnnxGraphBuilder(recipe.name);
    this.#nodes = new Map(model.nodes.map((node) => [node.name, node]));
  }

  convert(): OnnxModel {
    const { input, outputs } = this.#recipe;
    const image = this.#builder.input(input.name, [1, 3, input.size, input.size]);
    this.#converted.set(input.source, image);
    for (const output of outputs) {
      const parts = output.parts.map((part) => this.#tensor(part));
      const [only] = parts;
      const joined =
        parts.length === 1 && only !== undefined
          ? only
          : this.#builder.node('Concat', parts, { axis: int(1) });
      const result = output.sigmoid ? this.#builder.node('Sigmoid', [joined]) : joined;
      this.#builder.output(result, output.dims, output.name);
    }
    return this.#builder.build();
  }

  /** ONNX name of a source tensor, after converting its inputs. */
  #tensor(source: string): string {
    const known = this.#converted.get(source);
    if (known !== undefined) return known;
    const node = this.#nodes.get(source);
    if (node === undefined) throw new Error(`The source model has no tensor ${source}.`);
    const name = this.#convertNode(node);
    this.#converted.set(source, name);
    return name;
  }

  #convertNode(node: GraphNode): string {
    switch (node.op) {
      case '_FusedConv2D':
        return this.#fusedConvolution(node);
      case 'DepthwiseConv2dNative':
        return this.#depthwiseConvolution(node);
      case 'AddV2':
        return this.#builder.node('Add', [this.#operand(node, 0), this.#operand(node, 1)]);
      case 'Relu':
      case 'Sigmoid':
        return this.#builder.node(node.op, [this.#operand(node, 0)]);
      case 'Prelu':
        return this.#prelu(this.#operand(node, 0), this.#weight(node, 1));
      case 'MaxPool':
        return this.#builder.node('MaxPool', [this.#operand(node, 0)], {
          kernel_shape: spatial(node, 'ksize'),
          ...window(node),
        });
      case 'Pad':
        return this.#pad(node);
      case 'Reshape':
        return this.#reshape(node);
      case 'Identity':
        return this.#operand(node, 0);
      default:
        throw new Error(`No ONNX counterpart written for ${node.op} (${node.name}).`);
    }
  }

  #fusedConvolution(node: GraphNode): string {
    const [fusedBias, activation] = node.attributes.texts('fused_ops');
    if (fusedBias !== 'BiasAdd') throw new Error(`${node.name} fuses ${fusedBias}, not BiasAdd.`);
    const kernel = this.#weight(node, 1);
    const [height, width, inputs, outputs] = fourSizes(kernel, node.name);
    const weights = this.#builder.floats([outputs, inputs, height, width], hwioToOihw(kernel));
    const bias = this.#builder.floats([outputs], floatsOf(this.#weight(node, 2)));
    const result = this.#builder.node('Conv', [this.#operand(node, 0), weights, bias], {
      kernel_shape: ints(height, width),
      ...window(node),
    });
    if (activation === undefined) return result;
    if (activation === 'Relu') return this.#builder.node('Relu', [result]);
    if (activation === 'Prelu') return this.#prelu(result, this.#weight(node, 3));
    throw new Error(`${node.name} fuses the activation ${activation}.`);
  }

  /** Kernel height × width × channels × 1 becomes channels × 1 × height × width with one group a channel. */
  #depthwiseConvolution(node: GraphNode): string {
    const kernel = this.#weight(node, 1);
    const [height, width, channels, multiplier] = fourSizes(kernel, node.name);
    if (multiplier !== 1) throw new Error(`${node.name}: channel multiplier ${multiplier}.`);
    const swapped = { shape: [height, width, 1, channels], values: kernel.values };
    const weights = this.#builder.floats([channels, 1, height, width], hwioToOihw(swapped));
    return this.#builder.node('Conv', [this.#operand(node, 0), weights], {
      kernel_shape: ints(height, width),
      group: int(channels),
      ...window(node),
    });
  }

  #prelu(input: string, slope: GraphWeight): string {
    const channels = slope.values.length;
    return this.#builder.node('PRelu', [
      input,
      this.#builder.floats([channels, 1, 1], floatsOf(slope)),
    ]);
  }

  /** TensorFlow lists (before, after) per NHWC axis, ONNX all befores, then all afters, in NCHW. */
  #pad(node: GraphNode): string {
    const { values } = this.#weight(node, 1);
    const nchwAxes = [0, 3, 1, 2];
    const before = nchwAxes.map((axis) => values[axis * 2] ?? 0);
    const after = nchwAxes.map((axis) => values[axis * 2 + 1] ?? 0);
    return this.#builder.node('Pad', [
      this.#operand(node, 0),
      this.#builder.integers([...before, ...after]),
    ]);
  }

  /** The source reshapes NHWC data, so the order is restored first. */
  #reshape(node: GraphNode): string {
    const nhwc = this.#builder.node('Transpose', [this.#operand(node, 0)], {
      perm: ints(0, 2, 3, 1),
    });
    const shape = this.#builder.integers([...this.#weight(node, 1).values]);
    return this.#builder.node('Reshape', [nhwc, shape]);
  }

  #operand(node: GraphNode, index: number): string {
    return this.#tensor(inputName(node, index));
  }

  #weight(node: GraphNode, index: number): GraphWeight {
    const weight = this.#model.weights.get(inputName(node, index));
    if (weight === undefined) throw new Error(`Input ${index} of ${node.name} is not a weight.`);
    return weight;
  }
}

function inputName(node: GraphNode, index: number): string {
  const name = node.inputs[index];
  if (name === undefined) throw new Error(`${node.name} has no input ${index}.`);
  return name;
}

/** Stride and padding. SAME pads the odd pixel at the end, like SAME_UPPER. */
function window(node: GraphNode): OnnxAttributes {
  const dilations = node.attributes.integers('dilations');
  if (dilations.some((dilation) => dilation !== 1)) throw new Error(`${node.name} is dilated.`);
  const padding = node.attributes.text('padding');
  if (padding !== 'SAME' && padding !== 'VALID') {
    throw new Error(`${node.name} pads ${padding ?? 'in no known way'}.`);
  }
  return {
    strides: spatial(node, 'strides'),
    auto_pad: text(padding === 'SAME' ? 'SAME_UPPER' : 'VALID'),
  };
}

/** Height and width from an NHWC quadruple. */
function spatial(node: GraphNode, attribute: string) {
  const [, height = 1, width = 1] = node.attributes.integers(attribute);
  return ints(height, width);
}

function fourSizes(weight: GraphWeight, owner: string): [number, number, number, number] {
  const [a, b, c, d] = weight.shape;
  if (a === undefined || b === undefined || c === undefined || d === undefined) {
    throw new Error(`The kernel of ${owner} has no four axes.`);
  }
  return [a, b, c, d];
}

function hwioToOihw(kernel: GraphWeight): Float32Array {
  const [height, width, inputs, outputs] = fourSizes(kernel, 'a convolution');
  const result = new Float32Array(kernel.values.length);
  let source = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let i = 0; i < inputs; i++) {
        for (let o = 0; o < outputs; o++) {
          result[((o * inputs + i) * height + y) * width + x] = kernel.values[source++] ?? 0;
        }
      }
    }
  }
  return result;
}

const floatsOf = (weight: GraphWeight): Float32Array => Float32Array.from(weight.values);

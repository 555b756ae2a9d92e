import type { OnnxGraphBuilder } from '../../electron/engine/onnx/onnx-builder.ts';
import { int, ints, type OnnxAttributes } from '../../electron/engine/onnx/onnx-model.ts';
import { broadcastShape, elementsOf, sameShape, sizeOf } from './tensor.ts';
import type { Tensor } from './tensor.ts';

/** Writes nodes into an ONNX graph and tracks shapes. Knows nothing about gradients. */
export class Emitter {
  readonly graph: OnnxGraphBuilder;
  readonly #constants = new Map<string, string>();

  constructor(graph: OnnxGraphBuilder) {
    this.graph = graph;
  }

  node(
    op: string,
    inputs: readonly (Tensor | string)[],
    shape: readonly number[],
    attributes: OnnxAttributes = {},
    domain = '',
  ): Tensor {
    const names = inputs.map((input) => (typeof input === 'string' ? input : input.name));
    return { name: this.graph.node(op, names, attributes, undefined, domain), shape };
  }

  scalar(value: number): Tensor {
    return { name: this.#shared(`f${value}`, () => this.graph.floats([], [value])), shape: [] };
  }

  /** A constant list of integers; returns its name, which nodes take for shapes, axes and indices. */
  integers(values: readonly number[]): string {
    return this.#shared(`i${values.join()}`, () => this.graph.integers(values));
  }

  floats(shape: readonly number[], values: Float32Array | readonly number[]): Tensor {
    return { name: this.graph.floats(shape, values), shape };
  }

  zeros(shape: readonly number[]): Tensor {
    return this.node('ConstantOfShape', [this.integers(shape)], shape);
  }

  add(a: Tensor, b: Tensor): Tensor {
    return this.#elementwise('Add', a, b);
  }

  subtract(a: Tensor, b: Tensor): Tensor {
    return this.#elementwise('Sub', a, b);
  }

  multiply(a: Tensor, b: Tensor): Tensor {
    return this.#elementwise('Mul', a, b);
  }

  divide(a: Tensor, b: Tensor): Tensor {
    return this.#elementwise('Div', a, b);
  }

  scale(x: Tensor, factor: number): Tensor {
    return factor === 1 ? x : this.multiply(x, this.scalar(factor));
  }

  /** A function applied to every element. */
  map(op: string, x: Tensor, attributes: OnnxAttributes = {}): Tensor {
    return this.node(op, [x], x.shape, attributes);
  }

  /** Sum of tensors of one shape. */
  sum(tensors: readonly Tensor[]): Tensor {
    const [first] = tensors;
    if (first === undefined) throw new Error('A sum needs at least one tensor.');
    return tensors.length === 1 ? first : this.node('Sum', tensors, first.shape);
  }

  /** Sum over `axes`, which are kept with size 1. */
  sumOver(x: Tensor, axes: readonly number[]): Tensor {
    const shape = x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
    return this.node('ReduceSum', [x, this.integers(axes)], shape, { keepdims: int(1) });
  }

  /** Sums a broadcast gradient back to the shape that was broadcast. */
  sumTo(x: Tensor, shape: readonly number[]): Tensor {
    if (sameShape(x.shape, shape)) return x;
    const lead = x.shape.length - shape.length;
    const axes = x.shape.flatMap((size, axis) =>
      axis < lead || ((shape[axis - lead] ?? 1) === 1 && size !== 1) ? [axis] : [],
    );
    return this.reshape(axes.length === 0 ? x : this.sumOver(x, axes), shape);
  }

  reshape(x: Tensor, shape: readonly number[]): Tensor {
    if (elementsOf(shape) !== elementsOf(x.shape)) {
      throw new Error(`${x.name} [${x.shape.join(', ')}] does not fill [${shape.join(', ')}].`);
    }
    if (sameShape(x.shape, shape)) return x;
    return this.node('Reshape', [x, this.integers(shape)], shape);
  }

  transpose(x: Tensor, order: readonly number[]): Tensor {
    return this.node(
      'Transpose',
      [x],
      order.map((axis) => sizeOf(x, axis)),
      { perm: ints(...order) },
    );
  }

  expand(x: Tensor, shape: readonly number[]): Tensor {
    return this.node('Expand', [x, this.integers(shape)], shape);
  }

  concat(tensors: readonly Tensor[], axis: number): Tensor {
    const [first] = tensors;
    if (first === undefined) throw new Error('There is nothing to concatenate.');
    const total = tensors.reduce((sum, tensor) => sum + sizeOf(tensor, axis), 0);
    return this.node('Concat', tensors, first.shape.with(axis, total), { axis: int(axis) });
  }

  /** Parts of the given sizes along an axis. */
  split(x: Tensor, sizes: readonly number[], axis: number): Tensor[] {
    const names = this.graph.nodeWithOutputs(
      'Split',
      [x.name, this.integers(sizes)],
      sizes.length,
      { axis: int(axis) },
    );
    return names.map((name, part) => ({ name, shape: x.shape.with(axis, sizes[part] ?? 0) }));
  }

  /** Elements `start`, `start + step`, …: `count` of them along each of `axes`. */
  slice(
    x: Tensor,
    axes: readonly number[],
    start: readonly number[],
    count: readonly number[],
    step = 1,
  ): Tensor {
    const shape = x.shape.map((size, axis) => count[axes.indexOf(axis)] ?? size);
    if (step === 1 && sameShape(shape, x.shape)) return x;
    const end = axes.map((_, i) => (start[i] ?? 0) + ((count[i] ?? 1) - 1) * step + 1);
    const bounds = [this.integers(start), this.integers(end), this.integers(axes)];
    const steps = step === 1 ? [] : [this.integers(axes.map(() => step))];
    return this.node('Slice', [x, ...bounds, ...steps], shape);
  }

  /** Adds zeros before and after each axis; a negative count cuts off instead. */
  pad(x: Tensor, before: readonly number[], after: readonly number[]): Tensor {
    if ([...before, ...after].every((count) => count === 0)) return x;
    const shape = x.shape.map((size, axis) => size + (before[axis] ?? 0) + (after[axis] ?? 0));
    return this.node('Pad', [x, this.integers([...before, ...after])], shape);
  }

  /** a·b for matrices; `bias` [rows, 1] or of the result's shape is added. */
  gemm(
    a: Tensor,
    b: Tensor,
    options: { transposeA?: boolean; transposeB?: boolean; bias?: Tensor | undefined } = {},
  ): Tensor {
    const { transposeA = false, transposeB = false, bias } = options;
    const shape = [sizeOf(a, transposeA ? 1 : 0), sizeOf(b, transposeB ? 0 : 1)];
    if (sizeOf(a, transposeA ? 0 : 1) !== sizeOf(b, transposeB ? 1 : 0)) {
      throw new Error(`Cannot multiply [${a.shape.join(', ')}] and [${b.shape.join(', ')}].`);
    }
    return this.node('Gemm', bias ? [a, b, bias] : [a, b], shape, {
      transA: int(transposeA ? 1 : 0),
      transB: int(transposeB ? 1 : 0),
    });
  }

  /** Products of matrices [batch, rows, inner] and [batch, inner, columns], one by one. */
  batchedMatMul(a: Tensor, b: Tensor): Tensor {
    return this.node('MatMul', [a, b], [sizeOf(a, 0), sizeOf(a, 1), sizeOf(b, 2)]);
  }

  #elementwise(op: string, a: Tensor, b: Tensor): Tensor {
    return this.node(op, [a, b], broadcastShape(a.shape, b.shape));
  }

  #shared(key: string, make: () => string): string {
    const known = this.#constants.get(key);
    if (known !== undefined) return known;
    const name = make();
    this.#constants.set(key, name);
    return name;
  }
}

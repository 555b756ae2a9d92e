/** A tensor of a graph under construction: its name in the graph and its fixed shape. */
export interface Tensor {
  readonly name: string;
  readonly shape: readonly number[];
}

export function elementsOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** Size of one axis. Throws if the tensor has no such axis. */
export function sizeOf(tensor: Tensor, axis: number): number {
  const size = tensor.shape[axis];
  if (size === undefined) throw new Error(`${tensor.name} has no axis ${axis}.`);
  return size;
}

/** Channels, batch, height and width of an activation, which is laid out [C, N, H, W]. */
export function activationSizes(x: Tensor): [number, number, number, number] {
  const [channels, batch, height, width] = x.shape;
  if (
    x.shape.length !== 4 ||
    channels === undefined ||
    batch === undefined ||
    height === undefined ||
    width === undefined
  ) {
    throw new Error(`${x.name} [${x.shape.join(', ')}] is no activation [C, N, H, W].`);
  }
  return [channels, batch, height, width];
}

export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, axis) => size === b[axis]);
}

/** Shape of an elementwise operation on two tensors, by the rules of NumPy. Throws if they do not fit. */
export function broadcastShape(a: readonly number[], b: readonly number[]): number[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const left = a[axis - rank + a.length] ?? 1;
    const right = b[axis - rank + b.length] ?? 1;
    if (left !== right && left !== 1 && right !== 1) {
      throw new Error(`Shapes [${a.join(', ')}] and [${b.join(', ')}] do not fit together.`);
    }
    return Math.max(left, right);
  });
}

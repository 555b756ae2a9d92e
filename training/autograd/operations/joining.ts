import type { Tape } from '../tape.ts';
import { sharedByRules } from '../shared-by-rules.ts';
import { sizeOf } from '../tensor.ts';
import type { Tensor } from '../tensor.ts';

/** Concatenates tensors along their first axis, the channels. */
export function concat(tape: Tape, tensors: readonly Tensor[]): Tensor {
  const { emit } = tape;
  const sizes = tensors.map((tensor) => sizeOf(tensor, 0));
  const parts = sharedByRules((gradient) => emit.split(gradient, sizes, 0));
  return tape.record(
    emit.concat(tensors, 0),
    tensors.map((tensor, i) => [
      tensor,
      (gradient) => {
        const part = parts(gradient)[i];
        if (part === undefined) throw new Error(`The gradient of ${tensor.name} has no part ${i}.`);
        return part;
      },
    ]),
  );
}

/** Part of x: `count` elements from `start` along each of `axes`. */
export function slice(
  tape: Tape,
  x: Tensor,
  axes: readonly number[],
  start: readonly number[],
  count: readonly number[],
): Tensor {
  const { emit } = tape;
  const part = emit.slice(x, axes, start, count);
  if (part === x) return x;
  const before = x.shape.map((_, axis) => start[axes.indexOf(axis)] ?? 0);
  const after = x.shape.map((size, axis) => size - (part.shape[axis] ?? 0) - (before[axis] ?? 0));
  return tape.record(part, [[x, (gradient) => emit.pad(gradient, before, after)]]);
}

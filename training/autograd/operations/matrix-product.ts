import type { Tape } from '../tape.ts';
import type { Tensor } from '../tensor.ts';

/** a · b for matrices [rows, inner] and [inner, columns], plus `bias` [rows, 1] if given. */
export function matrixProduct(tape: Tape, a: Tensor, b: Tensor, bias?: Tensor): Tensor {
  const { emit } = tape;
  const product = emit.gemm(a, b, { bias });
  return tape.record(product, [
    [a, (gradient) => emit.gemm(gradient, b, { transposeB: true })],
    [b, (gradient) => emit.gemm(a, gradient, { transposeA: true })],
    ...(bias ? [[bias, (gradient: Tensor) => emit.sumOver(gradient, [1])] as const] : []),
  ]);
}

/** aᵀ · a: the inner products of all pairs of columns. */
export function gramMatrix(tape: Tape, a: Tensor): Tensor {
  const { emit } = tape;
  return tape.record(emit.gemm(a, a, { transposeA: true }), [
    [
      a,
      (gradient) => {
        const symmetric = emit.add(gradient, emit.transpose(gradient, [1, 0]));
        return emit.gemm(a, symmetric);
      },
    ],
  ]);
}

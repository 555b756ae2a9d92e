import { float, type OnnxAttributes } from '../../../electron/engine/onnx/onnx-model.ts';
import { sharedByRules } from '../shared-by-rules.ts';
import type { Tape } from '../tape.ts';
import type { Tensor } from '../tensor.ts';
import { elementsOf, sizeOf } from '../tensor.ts';

/** Slope at which a hard sigmoid is a step function for every float that is not denormal. */
const STEP: OnnxAttributes = { alpha: float(1e30), beta: float(0) };
const NEGATIVE_STEP: OnnxAttributes = { alpha: float(-1e30), beta: float(0) };

/** max(x, 0). */
export function relu(tape: Tape, x: Tensor): Tensor {
  const { emit } = tape;
  const y = emit.map('Relu', x);
  return tape.record(y, [
    [x, (gradient) => emit.multiply(gradient, emit.map('HardSigmoid', y, STEP))],
  ]);
}

/** x where positive, slope · x elsewhere; the slope is a constant. */
export function leakyRelu(tape: Tape, x: Tensor, slope: number): Tensor {
  const { emit } = tape;
  const y = emit.map('LeakyRelu', x, { alpha: float(slope) });
  return tape.record(y, [
    [
      x,
      (gradient) => {
        const positive = emit.map('HardSigmoid', x, STEP);
        const factor = emit.add(emit.scale(positive, 1 - slope), emit.scalar(slope));
        return emit.multiply(gradient, factor);
      },
    ],
  ]);
}

/**
 * x where positive, slope · x elsewhere; `slopes` [C] are learned, one a channel. x: [C, …].
 *
 * Written as x + (slope − 1) · min(x, 0) because onnxruntime's PRelu takes 15 times as long as these three nodes.
 * Source: He, Zhang, Ren and Sun, Delving Deep into Rectifiers (2015), section 2.1.
 */
export function prelu(tape: Tape, x: Tensor, slopes: Tensor): Tensor {
  const { emit } = tape;
  const rows = [sizeOf(x, 0), elementsOf(x.shape) / sizeOf(x, 0)];
  const flat = emit.reshape(x, rows);
  const bend = emit.subtract(emit.reshape(slopes, [sizeOf(x, 0), 1]), emit.scalar(1));
  const negativePart = emit.node('Min', [flat, emit.scalar(0)], rows);
  const y = emit.add(flat, emit.multiply(negativePart, bend));
  const negativeGradient = sharedByRules((gradient) =>
    emit.multiply(emit.reshape(gradient, rows), emit.map('HardSigmoid', flat, NEGATIVE_STEP)),
  );
  return tape.record(emit.reshape(y, x.shape), [
    [
      x,
      (gradient) => {
        const correction = emit.multiply(negativeGradient(gradient), bend);
        return emit.reshape(emit.add(emit.reshape(gradient, rows), correction), x.shape);
      },
    ],
    [
      slopes,
      (gradient) => {
        const product = emit.multiply(negativeGradient(gradient), flat);
        return emit.reshape(emit.sumOver(product, [1]), slopes.shape);
      },
    ],
  ]);
}

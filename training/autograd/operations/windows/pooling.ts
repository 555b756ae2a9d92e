import { int, ints } from '../../../../electron/engine/onnx/onnx-model.ts';
import type { Tape } from '../../tape.ts';
import { activationSizes, elementsOf } from '../../tensor.ts';
import type { Tensor } from '../../tensor.ts';
import { windowOutput, windowTaps } from './window.ts';
import type { Window } from './window.ts';
import { sumColumns } from './columns.ts';

/** Largest value of every window of x [C, N, H, W]; the window has no padding. */
export function maxPool(tape: Tape, x: Tensor, size: number, stride: number): Tensor {
  const { emit } = tape;
  const window: Window = { kernel: size, stride, padding: 0 };
  const [channels, batch] = activationSizes(x);
  const shape = [channels, batch, ...windowOutput(x, window)];
  const [values = '', positions = ''] = emit.graph.nodeWithOutputs('MaxPool', [x.name], 2, {
    kernel_shape: ints(size, size),
    strides: ints(stride, stride),
  });
  const y = { name: values, shape };
  return tape.record(y, [
    [
      x,
      (gradient) => {
        const target = emit.zeros([elementsOf(x.shape)]);
        const flat = [elementsOf(shape)];
        const indices = emit.reshape({ name: positions, shape }, flat);
        const scattered = emit.graph.node(
          'ScatterElements',
          [target.name, indices.name, emit.reshape(gradient, flat).name],
          { axis: int(0), reduction: { kind: 'string', value: 'add' } },
        );
        return emit.reshape({ name: scattered, shape: target.shape }, x.shape);
      },
    ],
  ]);
}

/** Mean of every window of x [C, N, H, W]; the window has no padding. */
export function averagePool(tape: Tape, x: Tensor, size: number, stride: number): Tensor {
  const { emit } = tape;
  const window: Window = { kernel: size, stride, padding: 0 };
  const sizes = activationSizes(x);
  const [channels, batch] = sizes;
  const output = windowOutput(x, window);
  const attributes = { kernel_shape: ints(size, size), strides: ints(stride, stride) };
  const y = emit.node('AveragePool', [x], [channels, batch, ...output], attributes);
  return tape.record(y, [
    [
      x,
      (gradient) => {
        const share = emit.scale(gradient, 1 / (size * size));
        const columns = emit.concat(
          windowTaps(window).map(() => share),
          0,
        );
        return emit.reshape(sumColumns(emit, columns, sizes, window, output), x.shape);
      },
    ],
  ]);
}

/** Mean of every channel over its whole map: [C, N, H, W] → [C, N, 1, 1]. */
export function globalAveragePool(tape: Tape, x: Tensor): Tensor {
  const { emit } = tape;
  const [channels, batch, height, width] = activationSizes(x);
  const pixels = height * width;
  const mean = emit.scale(
    emit.sumOver(emit.reshape(x, [channels * batch, pixels]), [1]),
    1 / pixels,
  );
  return tape.record(emit.reshape(mean, [channels, batch, 1, 1]), [
    [x, (gradient) => emit.expand(emit.scale(gradient, 1 / pixels), x.shape)],
  ]);
}

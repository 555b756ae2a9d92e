import * as ort from '../../electron/engine/onnx/onnxruntime.ts';
import { describe, expect, it } from 'vitest';
import { int } from '../../electron/engine/onnx/onnx-model.ts';
import { writeModel } from '../../electron/engine/onnx/onnx-writer.ts';
import { freeBatch } from './free-batch.ts';
import { OnnxGraphBuilder } from '../../electron/engine/onnx/onnx-builder.ts';

/** Two features of an image: reshaped on the way there, and multiplied. */
function network(batch: number) {
  const graph = new OnnxGraphBuilder('network');
  const x = graph.input('x', [batch, 1, 2, 2]);
  const flat = graph.node('Reshape', [x, graph.integers([1, 4])]);
  const product = graph.node('MatMul', [flat, graph.floats([4, 2], [1, 2, 3, 4, 5, 6, 7, 8])]);
  const image = graph.node('Reshape', [product, graph.integers([1, 2, 1, 1])]);
  const y = graph.node('Flatten', [image], { axis: int(1) });
  graph.output(y, [batch, 2], 'y');
  return graph.build();
}

describe('freeBatch', () => {
  it('answers several inputs at once like one after the other', async () => {
    const session = await ort.InferenceSession.create(writeModel(freeBatch(network(1), 'images')));
    const run = async (values: readonly number[]) => {
      const x = new ort.Tensor('float32', values, [values.length / 4, 1, 2, 2]);
      return [...((await session.run({ x }))['y']?.data ?? [])];
    };
    const [first, second] = [
      [1, 0, 2, 0],
      [0, -1, 0, 3],
    ] as const;
    expect(await run([...first, ...second])).toEqual([
      ...(await run(first)),
      ...(await run(second)),
    ]);
    await session.release();
  });

  it('changes nothing twice, and refuses what is no batch of one', () => {
    const free = freeBatch(network(1), 'images');
    expect(freeBatch(free, 'images')).toEqual(free);
    expect(() => freeBatch(network(3), 'images')).toThrow('x is no batch of one: 3 × 1 × 2 × 2.');
  });
});

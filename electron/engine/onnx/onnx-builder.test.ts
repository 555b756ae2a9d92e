import { describe, expect, it } from 'vitest';
import type { OnnxModel } from './onnx-model.ts';
import { OnnxGraphBuilder } from './onnx-builder.ts';

function convolution(): OnnxModel {
  const builder = new OnnxGraphBuilder('test');
  const x = builder.input('x', ['N', 3, 8, 8]);
  const y = builder.node('Conv', [x, builder.floats([1, 3, 1, 1], [1, 2, 3], 'w')]);
  builder.output(y, ['N', 1, 8, 8], 'y');
  return builder.build();
}

describe('OnnxGraphBuilder.include', () => {
  it('connects the inputs and renames the rest', () => {
    const builder = new OnnxGraphBuilder('outer');
    const image = builder.input('image', [1, 3, 8, 8]);
    const outputs = builder.include(convolution(), 'inner/', { x: image });
    builder.output(outputs['y'] ?? '', [1, 1, 8, 8], 'result');
    const { graph } = builder.build();
    expect(outputs).toEqual({ y: 'inner/y' });
    expect(graph.nodes[0]?.inputs).toEqual(['image', 'inner/w']);
    expect(graph.initializers.map((tensor) => tensor.name)).toEqual(['inner/w']);
  });

  it('refuses an unconnected input, another operator set and a name used twice', () => {
    const model = convolution();
    expect(() => new OnnxGraphBuilder('outer').include(model, '', {})).toThrow('unconnected');
    const older = new OnnxGraphBuilder('outer', 11);
    expect(() => older.include(model, '', { x: 'image' })).toThrow('operator set 17');
    const twice = new OnnxGraphBuilder('outer');
    twice.include(model, 'a/', { x: 'image' });
    expect(() => twice.include(model, 'a/', { x: 'image' })).toThrow('taken');
  });
});

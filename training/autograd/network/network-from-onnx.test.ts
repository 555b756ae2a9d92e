import { describe, expect, it } from 'vitest';
import { OnnxGraphBuilder } from '../../../electron/engine/onnx/onnx-builder.ts';
import { float, int, ints } from '../../../electron/engine/onnx/onnx-model.ts';
import type { OnnxModel } from '../../../electron/engine/onnx/onnx-model.ts';
import { seededRandom } from '../../synthesis/people/random.ts';
import { buildProgram } from '../build-program.ts';
import { inferenceModel } from './export-inference.ts';
import { distillationLoss } from '../losses/distillation.ts';
import { networkFromOnnx } from './network-from-onnx.ts';
import { openModel, openProgram } from '../run-program-fixture.ts';

const random = seededRandom(1);
const numbers = (count: number) => Float32Array.from({ length: count }, () => random.normal());

/** A small MobileFaceNet: stem, batch norm, inverted residual, whole-map depthwise, vector. */
function smallNetwork(): OnnxModel {
  const graph = new OnnxGraphBuilder('small');
  const weights = (...shape: number[]) =>
    graph.floats(
      shape,
      numbers(shape.reduce((product, size) => product * size, 1)).map((v) => v / 2),
    );
  const window = (kernel: number, stride: number, padding: number) => ({
    kernel_shape: ints(kernel, kernel),
    strides: ints(stride, stride),
    pads: ints(padding, padding, padding, padding),
  });
  const input = graph.input('input', [1, 3, 16, 16]);
  const stem = graph.node('Conv', [input, weights(8, 3, 3, 3), weights(8)], window(3, 2, 1));
  const positive = graph.floats([8], numbers(8).map(Math.abs));
  const norm = graph.node(
    'BatchNormalization',
    [stem, weights(8), weights(8), weights(8), positive],
    {
      epsilon: float(1e-5),
    },
  );
  const bent = graph.node('PRelu', [norm, weights(8, 1, 1)]);
  const deep = graph.node('Conv', [bent, weights(8, 1, 3, 3), weights(8)], {
    ...window(3, 1, 1),
    group: int(8),
  });
  const narrow = graph.node(
    'Conv',
    [graph.node('Relu', [deep]), weights(8, 8, 1, 1)],
    window(1, 1, 0),
  );
  const sum = graph.node('Add', [bent, narrow]);
  const whole = graph.node('Conv', [sum, weights(8, 1, 8, 8), weights(8)], {
    ...window(8, 1, 0),
    group: int(8),
  });
  const vector = graph.node('Reshape', [whole, graph.integers([1, -1])]);
  const outputs = graph.node('Gemm', [vector, weights(8, 6), weights(6)]);
  graph.output(outputs, [1, 6], 'output');
  return graph.build();
}

describe('a network read from an ONNX file', () => {
  it('answers as the file does when it is exported again', async () => {
    const source = smallNetwork();
    const loaded = networkFromOnnx(source);
    await buildProgramOf(loaded);
    const original = await openModel(source);
    const again = await openModel(inferenceModel(loaded.network, loaded.input, loaded.known));
    const input = numbers(3 * 256);
    const [expected, got] = await Promise.all([original.run({ input }), again.run({ input })]);
    await Promise.all([original.close(), again.close()]);
    expect(got['output']?.length).toBe(6);
    expected['output']?.forEach((value, i) => expect(got['output']?.[i]).toBeCloseTo(value, 4));
  });

  it('answers as the file does in the training graph', async () => {
    const source = smallNetwork();
    // Training sees whole batches: freeze the batch norm, so that it uses the statistics of the file.
    const loaded = networkFromOnnx(source);
    const program = await buildProgramOf(loaded, (name) => name.startsWith('layer.1.'));
    const original = await openModel(source);
    const training = await openProgram(program);
    const input = numbers(2 * 3 * 256);
    const teacher = new Float32Array(12);
    for (const i of [0, 1]) {
      const { output } = await original.run({ input: input.slice(i * 768, (i + 1) * 768) });
      teacher.set(output ?? [], i * 6);
    }
    const { losses } = await training.run({
      parameters: program.initial,
      input,
      teacher,
      teacherWeight: Float32Array.of(1, 1),
    });
    await Promise.all([original.close(), training.close()]);
    expect(Math.hypot(...teacher)).toBeGreaterThan(0.1);
    expect(losses?.[0]).toBeCloseTo(0, 5);
  });

  it('names its layers in order and keeps their values', () => {
    const { layers, known, input } = networkFromOnnx(smallNetwork(), 'colour');
    expect(layers).toHaveLength(7);
    expect(layers[0]).toBe('colour.0');
    expect(known.get('colour.0.weights')).toHaveLength(8 * 27);
    expect(known.get('colour.2.slopes')).toHaveLength(8);
    expect(input).toEqual([3, 16, 16]);
  });

  it('refuses a layer it cannot train', () => {
    const graph = new OnnxGraphBuilder('odd');
    const input = graph.input('input', [1, 3, 4, 4]);
    graph.output(graph.node('Sigmoid', [input]), [1, 3, 4, 4], 'output');
    expect(() => networkFromOnnx(graph.build())).toThrow(
      'Sigmoid sigmoid_0/Sigmoid: this kind of layer cannot be trained.',
    );
  });

  it('refuses padding that differs from side to side', () => {
    const graph = new OnnxGraphBuilder('odd');
    const input = graph.input('input', [1, 1, 4, 4]);
    const weights = graph.floats([1, 1, 3, 3], numbers(9));
    const output = graph.node('Conv', [input, weights], { pads: ints(0, 0, 1, 1) });
    graph.output(output, [1, 1, 3, 3], 'output');
    expect(() => networkFromOnnx(graph.build())).toThrow('its padding differs from side to side');
  });
});

function buildProgramOf(
  { network, input, known }: ReturnType<typeof networkFromOnnx>,
  frozen: (name: string) => boolean = () => false,
) {
  return buildProgram({
    network,
    input,
    batch: 2,
    seed: 1,
    known,
    frozen,
    loss: (context, output) => [
      { name: 'distillation', weight: 1, value: distillationLoss(context, output) },
    ],
  });
}

/** The task `fused` on a network small enough for a test: everything else is as it ships. */
import { INPUT_SIZE } from '../../../electron/engine/vision/fusion/template.ts';
import { OnnxGraphBuilder } from '../../../electron/engine/onnx/onnx-builder.ts';
import { int, ints, type OnnxModel } from '../../../electron/engine/onnx/onnx-model.ts';
import { seededRandom } from '../../synthesis/people/random.ts';
import type { TaskOptions, TrainingTask } from '../../trainer/training-task.ts';
import { createFusedTask } from '../fused/fused-task.ts';

const CHANNELS = 8;
const FEATURES = 512;
const KERNEL = 8;

/** 1×3×112×112 → 1×512. */
export function smallColourNetwork(): OnnxModel {
  const random = seededRandom(4);
  const graph = new OnnxGraphBuilder('small');
  const weights = (dims: readonly number[], deviation: number) =>
    graph.floats(
      dims,
      Array.from({ length: dims.reduce((a, b) => a * b, 1) }, () => deviation * random.normal()),
    );
  const input = graph.input('input', [1, 3, INPUT_SIZE, INPUT_SIZE]);
  const seen = graph.node(
    'Conv',
    [input, weights([CHANNELS, 3, KERNEL, KERNEL], 0.1), weights([CHANNELS], 0.1)],
    { strides: ints(KERNEL, KERNEL), kernel_shape: ints(KERNEL, KERNEL), group: int(1) },
  );
  const bent = graph.node('Relu', [seen]);
  const pooled = graph.node('GlobalAveragePool', [bent]);
  const said = graph.node(
    'Conv',
    [pooled, weights([FEATURES, CHANNELS, 1, 1], 1), weights([FEATURES], 0.1)],
    { kernel_shape: ints(1, 1), group: int(1) },
  );
  graph.output(graph.node('Flatten', [said]), [1, FEATURES], 'output');
  return graph.build();
}

export const createTask = (options: TaskOptions): Promise<TrainingTask> =>
  createFusedTask(options, smallColourNetwork());

import * as ort from '../../electron/engine/onnx/onnxruntime.ts';
import { writeModel } from '../../electron/engine/onnx/onnx-writer.ts';
import type { OnnxModel } from '../../electron/engine/onnx/onnx-model.ts';
import type { GradientProgram } from './gradient-program.ts';

/** For tests: one session that can be run repeatedly. */
export interface OpenModel {
  run(
    feeds: Readonly<Record<string, Float32Array>>,
  ): Promise<Readonly<Record<string, Float32Array>>>;
  close(): Promise<void>;
}

export function openProgram(program: GradientProgram): Promise<OpenModel> {
  const shapes = { parameters: [program.parameterCount] };
  for (const { name, shape } of program.feeds) Object.assign(shapes, { [name]: shape });
  return open(program.model, shapes);
}

export function openModel(model: OnnxModel): Promise<OpenModel> {
  const shapes = model.graph.inputs.map(({ name, dims }) => [name, dims.map(Number)] as const);
  return open(writeModel(model), Object.fromEntries(shapes));
}

async function open(
  model: Uint8Array,
  shapes: Readonly<Record<string, readonly number[]>>,
): Promise<OpenModel> {
  const session = await ort.InferenceSession.create(model, {
    intraOpNumThreads: 1,
    logSeverityLevel: 3,
  });
  return {
    run: async (feeds) => {
      const tensors = Object.entries(feeds).map(
        ([name, values]) => [name, new ort.Tensor('float32', values, shapes[name] ?? [])] as const,
      );
      const outputs = await session.run(Object.fromEntries(tensors));
      return Object.fromEntries(
        Object.entries(outputs).map(([name, { data }]) => {
          if (!(data instanceof Float32Array)) throw new Error(`${name} holds no floats.`);
          return [name, data];
        }),
      );
    },
    close: () => session.release(),
  };
}

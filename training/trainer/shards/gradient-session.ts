import { InferenceSession, Tensor } from '../../../electron/engine/onnx/onnxruntime.ts';
import { sessionOptions } from '../../../electron/engine/onnx/session-options.ts';
import type { GradientProgram } from '../../autograd/gradient-program.ts';
import type { ShardResult } from './shard-messages.ts';
import type { Feeds } from '../training-task.ts';

/** A gradient program loaded into onnxruntime. */
export interface GradientSession {
  /**
   * Runs the program and writes its outputs into `result`, with arrays of the program's lengths. Throws if a feed is
   * missing or its length does not match its shape.
   */
  run(parameters: Float32Array, feeds: Feeds, result: ShardResult): Promise<void>;
  release(): Promise<void>;
}

/**
 * One thread: parallelism comes from the shards, and one thread adds in one order. Without a pattern of its memory, which
 * is asked for at once from the second run on: Electron ends a process that asks for two gigabytes.
 */
const SESSION_OPTIONS = { ...sessionOptions({ threads: 1 }), enableMemPattern: false };

export async function openGradientSession(program: GradientProgram): Promise<GradientSession> {
  const session = await InferenceSession.create(program.model, SESSION_OPTIONS);
  return {
    async run(parameters, feeds, result) {
      const outputs = await session.run({
        // Copied, because native code cannot read an array in shared memory.
        parameters: new Tensor('float32', new Float32Array(parameters), [parameters.length]),
        ...feedTensors(program, feeds),
      });
      copyOutput(outputs, 'gradient', result.gradient);
      copyOutput(outputs, 'losses', result.losses);
      if (program.statistics.count > 0) {
        copyOutput(outputs, 'batchStatistics', result.statistics);
      }
    },
    release: () => session.release(),
  };
}

function feedTensors(program: GradientProgram, feeds: Feeds): Record<string, Tensor> {
  const tensors: Record<string, Tensor> = {};
  for (const { name, shape } of program.feeds) {
    const data = feeds[name];
    const size = shape.reduce((product, length) => product * length, 1);
    if (data?.length !== size) {
      const found = data === undefined ? 'nothing' : `${data.length} numbers`;
      throw new Error(
        `The batch brings ${found} for ${name}, which takes ${size} (${shape.join('×')}).`,
      );
    }
    tensors[name] = new Tensor('float32', data, shape);
  }
  return tensors;
}

function copyOutput(
  outputs: Readonly<Record<string, Tensor>>,
  name: string,
  target: Float32Array,
): void {
  const data = outputs[name]?.data;
  if (!(data instanceof Float32Array) || data.length !== target.length) {
    throw new Error(`The gradient program does not answer ${target.length} numbers as ${name}.`);
  }
  target.set(data);
}

import { InferenceSession, Tensor } from '../../electron/engine/onnx/onnxruntime.ts';

/** Runs an ONNX model with one image input (NCHW) and returns its outputs by name. */
export async function runOnnx(
  model: Uint8Array,
  image: Float32Array,
  size: number,
): Promise<Readonly<Record<string, Float32Array>>> {
  const session = await InferenceSession.create(model, { intraOpNumThreads: 1 });
  try {
    const feeds = { image: new Tensor('float32', image, [1, 3, size, size]) };
    const outputs = await session.run(feeds);
    return Object.fromEntries(
      Object.entries(outputs).map(([name, tensor]) => [name, floatsOf(name, tensor.data)]),
    );
  } finally {
    await session.release();
  }
}

function floatsOf(name: string, data: unknown): Float32Array {
  if (data instanceof Float32Array) return Float32Array.from(data);
  throw new Error(`Output ${name} does not hold 32-bit floats.`);
}

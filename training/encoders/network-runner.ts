import * as ort from 'onnxruntime-node';

/** Runs a network of one input and one output, one sample at a time, on one core. */
export type NetworkRunner = (input: Float32Array) => Promise<Float32Array>;

/** @param shape of the input, batch first */
export async function networkRunner(
  model: Uint8Array,
  shape: readonly number[],
): Promise<NetworkRunner> {
  const session = await ort.InferenceSession.create(model, { intraOpNumThreads: 1 });
  const [input = '', output = ''] = [session.inputNames[0], session.outputNames[0]];
  return async (values) => {
    const result = await session.run({ [input]: new ort.Tensor('float32', values, shape) });
    const data = result[output]?.data;
    if (!(data instanceof Float32Array)) throw new Error('The network has no output of floats.');
    return Float32Array.from(data);
  };
}

import * as ort from '../../../onnx/onnxruntime.ts';
import type { ExecutionProvider } from '../../../../contract/encoder-runtime.ts';
import { succeed, type Result } from '../../../../contract/problem.ts';
import { loadModel } from '../../models.ts';
import {
  countLooks,
  ENCODER_INPUT,
  ENCODER_OUTPUT,
  runOneByOne,
  type EncoderNetwork,
} from './encoder-network.ts';

/**
 * Opens `models/<file stem>.onnx` of the assets folder in onnxruntime; problems as of `loadModel`. Several looks go
 * through in one call where the file's first axis is free, else one by one.
 */
export async function openOnOnnxruntime(
  assets: string,
  stem: string,
  provider: ExecutionProvider = 'cpu',
): Promise<Result<EncoderNetwork>> {
  const model = await loadModel(assets, stem, { provider });
  if (!model.ok) return model;
  const { session } = model.value;
  const run = async (looks: Float32Array): Promise<Float32Array> => {
    const [, ...shape] = ENCODER_INPUT.dims;
    const tensor = new ort.Tensor('float32', looks, [countLooks(looks), ...shape]);
    const outputs = await session.run({ [ENCODER_INPUT.name]: tensor });
    const embedding = outputs[ENCODER_OUTPUT];
    if (embedding === undefined || !(embedding.data instanceof Float32Array)) {
      throw new Error(`The encoder has no output called ${ENCODER_OUTPUT}.`);
    }
    return Float32Array.from(embedding.data);
  };
  return succeed({
    run: takesSeveral(session) ? run : (looks) => runOneByOne(run, looks),
    dispose: () => model.value.dispose(),
  });
}

function takesSeveral({ inputMetadata }: ort.InferenceSession): boolean {
  const input = inputMetadata.find(({ name }) => name === ENCODER_INPUT.name);
  return input?.isTensor === true && typeof input.shape[0] === 'string';
}

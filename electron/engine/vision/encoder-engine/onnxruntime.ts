import * as ort from 'onnxruntime-node';
import { succeed, type Result } from '../../../contract/problem.ts';
import { loadModel } from '../models.ts';
import { ENCODER_INPUT, ENCODER_OUTPUT, type EncoderNetwork } from './encoder-network.ts';

/** Opens `models/<file stem>.onnx` of the assets folder in onnxruntime; problems as of `loadModel`. */
export async function openOnOnnxruntime(
  assets: string,
  stem: string,
): Promise<Result<EncoderNetwork>> {
  const model = await loadModel(assets, stem);
  if (!model.ok) return model;
  const { session } = model.value;
  return succeed({
    async run(input) {
      const tensor = new ort.Tensor('float32', input, ENCODER_INPUT.dims);
      const outputs = await session.run({ [ENCODER_INPUT.name]: tensor });
      const embedding = outputs[ENCODER_OUTPUT];
      if (embedding === undefined || !(embedding.data instanceof Float32Array)) {
        throw new Error(`The encoder has no output called ${ENCODER_OUTPUT}.`);
      }
      return Float32Array.from(embedding.data);
    },
    dispose: () => model.value.dispose(),
  });
}

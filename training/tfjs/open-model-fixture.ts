import type { Tfjs } from '../../electron/engine/vision/encode/engines/load-tfjs-node.ts';
import type { TfjsFiles } from './graph-def.ts';
import type { GraphValue } from './operator-cases.ts';

/** For tests: a written graph in TensorFlow.js's own loader. */
export async function openModel(tf: Tfjs, { model, weights }: TfjsFiles) {
  const json = JSON.parse(new TextDecoder().decode(model)) as {
    readonly weightsManifest: readonly [{ readonly weights: unknown }];
  };
  const weightSpecs = json.weightsManifest[0].weights;
  const weightData = Uint8Array.from(weights).buffer;
  const load = () => Promise.resolve({ ...json, weightSpecs, weightData });
  const opened = await tf.loadGraphModel({ load });
  return {
    async run(inputs: Readonly<Record<string, GraphValue>>, output: string): Promise<Float32Array> {
      const tensors = Object.fromEntries(
        Object.entries(inputs).map(([name, { dims, data }]) => [
          name,
          tf.tensor(data, dims, 'float32'),
        ]),
      );
      const answer = opened.execute(tensors, output);
      const values = Float32Array.from(await answer.data());
      for (const tensor of [answer, ...Object.values(tensors)]) tensor.dispose();
      return values;
    },
    dispose: () => {
      opened.dispose();
    },
  };
}

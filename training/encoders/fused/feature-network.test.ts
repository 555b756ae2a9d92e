import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EMBEDDING_LENGTH } from '../../../electron/contract/face-embedding.ts';
import { readModel } from '../../../electron/engine/onnx/onnx-reader.ts';
import { writeModel } from '../../../electron/engine/onnx/onnx-writer.ts';
import { HOLE } from '../../../electron/engine/vision/fusion/fusion.ts';
import { INPUT_SIZE } from '../../../electron/engine/vision/fusion/template.ts';
import { averageWeights } from '../../graph/average-weights.ts';
import { networkRunner } from '../network-runner.ts';
import { COLOUR_FEATURES } from './colour-branch.ts';
import { colourNetworkOf } from './feature-network.ts';

const MODELS = join(import.meta.dirname, '../../../assets/models');
const PLANE = INPUT_SIZE * INPUT_SIZE;
const shipped = readModel(await readFile(join(MODELS, 'encoder.onnx')));

const look = Float32Array.from({ length: 4 * PLANE }, (_, i) =>
  i < 3 * PLANE ? Math.sin(i * 0.37) : HOLE,
);

describe('colourNetworkOf', () => {
  it('says the feature whose length the encoder tells', async () => {
    const colour = await networkRunner(writeModel(colourNetworkOf(shipped)), [
      ...[1, 3, INPUT_SIZE, INPUT_SIZE],
    ]);
    const encoder = await networkRunner(writeModel(shipped), [1, 4, INPUT_SIZE, INPUT_SIZE]);
    const feature = await colour(look.subarray(0, 3 * PLANE));
    expect(feature).toHaveLength(COLOUR_FEATURES);
    const told = (await encoder(look))[EMBEDDING_LENGTH];
    expect(Math.log(Math.hypot(...feature))).toBeCloseTo(told ?? NaN, 4);
  });

  it('is averaged with itself into itself', async () => {
    const colour = colourNetworkOf(shipped);
    const shape = [1, 3, INPUT_SIZE, INPUT_SIZE];
    const [one, mean] = await Promise.all(
      [colour, averageWeights(colour, colour, 0.5)].map((model) =>
        networkRunner(writeModel(model), shape),
      ),
    );
    const colours = look.subarray(0, 3 * PLANE);
    expect(await mean?.(colours)).toEqual(await one?.(colours));
  });

  it('refuses an encoder that has none, with a sentence', async () => {
    const other = readModel(await readFile(join(MODELS, 'encoder-squeezenet.onnx')));
    expect(() => colourNetworkOf(other)).toThrow(/no colour network/);
  });
});

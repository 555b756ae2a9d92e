import { writeModel } from '../../../electron/engine/onnx/onnx-writer.ts';
import type { OnnxModel } from '../../../electron/engine/onnx/onnx-model.ts';
import { INPUT_SIZE } from '../../../electron/engine/vision/fusion/template.ts';
import { runOneByOne } from '../../../electron/engine/vision/encode/engines/encoder-network.ts';
import { lookTwice } from '../../../electron/engine/vision/encode/two-looks.ts';
import { encoderFigures } from '../calibration/encoder-figures.ts';
import { networkRunner } from '../network-runner.ts';
import { openPhotoViews } from '../data/photo-views.ts';
import { COLOUR_OUTPUTS, SHAPE_MODES, SHAPE_OUTPUTS } from '../shape/colour-and-shape.ts';
import { replaceModel } from '../../ship/replace-model.ts';

/** Writes `encoder-squeezenet.onnx` with its card. @returns a line to print */
export async function exportSqueezeNet(
  assets: string,
  { model, shapeShare }: { readonly model: OnnxModel; readonly shapeShare: number },
  options: Readonly<Record<string, unknown>>,
): Promise<string> {
  const views = await openPhotoViews(assets);
  const run = await networkRunner(writeModel(model), [1, 4, INPUT_SIZE, INPUT_SIZE]);
  const figures = await encoderFigures(views, (fused) =>
    lookTwice((looks) => runOneByOne(run, looks), fused),
  );
  return replaceModel(assets, 'encoder-squeezenet', model, {
    name: 'squeezenet',
    version: '2',
    input:
      'float32 1×4×112×112, one look; see electron/engine/vision/fusion/fusion.ts, the one definition',
    output: 'float32 1×128 of unit length, compared by Euclidean distance',
    branches: {
      colour: {
        outputs: COLOUR_OUTPUTS,
        network: 'SqueezeNet with simple bypass and fewer filters, on the middle 96 × 96',
        origin: 'trained here from random weights',
        licence: 'MIT',
      },
      shape: {
        outputs: SHAPE_OUTPUTS,
        network: `robust ridge fit of ${SHAPE_MODES} ICT-FaceKit identity modes to the frontal relief, unrolled`,
        origin: 'ICT-FaceKit, USC Institute for Creative Technologies',
        licence: 'MIT',
        share: shapeShare,
      },
    },
    training: { ...options, command: 'npm run depthlock -- train squeezenet' },
    ...figures,
    evaluation: 'npm run depthlock -- evaluate DATASET --encoder squeezenet',
  });
}

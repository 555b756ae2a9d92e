import type { OnnxModel } from '../../electron/engine/onnx/onnx-model.ts';
import { writeModel } from '../../electron/engine/onnx/onnx-writer.ts';
import { replaceModel } from '../ship/replace-model.ts';
import { encoderFigures } from './calibration/encoder-figures.ts';
import type { PhotoViews } from './data/photo-views.ts';
import { measureQuality } from './calibration/quality-scale.ts';
import { embedderOf } from './network-runner.ts';
import { COLOUR_OUTPUTS, SHAPE_MODES, SHAPE_OUTPUTS } from './shape/colour-and-shape.ts';

/** The facts in which encoders' cards differ. */
export interface EncoderFacts {
  /** File name without an ending. */
  readonly stem: string;
  readonly name: string;
  /** Embeddings of different versions cannot be compared. */
  readonly version: string;
  /** The branch that sees colour: what it is and where it comes from. */
  readonly colour: Readonly<Record<string, unknown>>;
  /** Share of the squared distance that shape makes up. */
  readonly shapeShare: number;
  readonly options: Readonly<Record<string, unknown>>;
}

/** Sets an encoder's thresholds, measures its errors and writes it with its card. @returns a line to print */
export async function replaceEncoder(
  assets: string,
  model: OnnxModel,
  views: PhotoViews,
  { stem, name, version, colour, shapeShare, options }: EncoderFacts,
): Promise<string> {
  const network = writeModel(model);
  const quality = await measureQuality(views, network);
  const figures = await encoderFigures(views, await embedderOf(network, quality));
  const isDefault = stem === 'encoder';
  return replaceModel(assets, stem, model, {
    name,
    version,
    input:
      'float32 n×4×112×112, n looks; see electron/engine/vision/fusion/fusion.ts, the one definition',
    output:
      quality === null
        ? 'float32 n×128 of unit length, compared by Euclidean distance'
        : 'float32 n×129: 128 numbers of unit length, compared by Euclidean distance, then the natural logarithm of the length of the feature of colour',
    ...(quality !== null && { quality }),
    branches: {
      colour: { outputs: COLOUR_OUTPUTS, ...colour },
      shape: {
        outputs: SHAPE_OUTPUTS,
        network: `robust ridge fit of ${SHAPE_MODES} ICT-FaceKit identity modes to the frontal relief, unrolled`,
        origin: 'ICT-FaceKit, USC Institute for Creative Technologies',
        licence: 'MIT',
        share: shapeShare,
      },
    },
    training: { ...options, command: `npm run depthlock -- train ${name}` },
    ...figures,
    evaluation: `npm run depthlock -- evaluate DATASET${isDefault ? '' : ` --encoder ${name}`}`,
  });
}

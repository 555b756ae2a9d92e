import { createHash } from 'node:crypto';
import type { OnnxModel } from '../../electron/engine/onnx/onnx-model.ts';
import { writeModel } from '../../electron/engine/onnx/onnx-writer.ts';
import { replaceModel } from '../ship/replace-model.ts';
import { encoderFigures } from './calibration/encoder-figures.ts';
import type { PhotoViews } from './data/photo-views.ts';
import { measureQuality } from './calibration/quality-scale.ts';
import { ownFigures } from './own-people/own-figures.ts';
import type { OwnPeople } from './own-people/own-people.ts';
import { embedderOf } from './network-runner.ts';
import { SHAPE_MODES } from './shape/colour-and-shape.ts';

/** The facts in which encoders' cards differ. */
export interface EncoderFacts {
  /** File name without an ending. */
  readonly stem: string;
  readonly name: string;
  /** Embeddings of different versions cannot be compared. */
  readonly version: string;
  /** The branch that sees colour: what it is and where it comes from. */
  readonly colour: Readonly<Record<string, unknown>>;
  /** Numbers of the embedding that carry colour, and those after them that carry shape. */
  readonly outputs: { readonly colour: number; readonly shape: number };
  /** Share of the squared distance that shape makes up. */
  readonly shapeShare: number;
  readonly options: Readonly<Record<string, unknown>>;
  /** Table of ablations to keep on the card. */
  readonly ablations?: unknown;
}

/** Whom an encoder has learned from, besides rendered people. */
export interface LearnedFrom {
  readonly views: PhotoViews;
  readonly own: OwnPeople | null;
}

/** Sets an encoder's thresholds, measures its errors and writes it with its card. @returns a line to print */
export async function replaceEncoder(
  assets: string,
  model: OnnxModel,
  { views, own }: LearnedFrom,
  { stem, name, version, colour, shapeShare, outputs, options, ablations }: EncoderFacts,
): Promise<string> {
  const network = writeModel(model);
  const quality = await measureQuality(views, network);
  const embed = await embedderOf(network, quality);
  const figures = await encoderFigures(views, embed);
  const ownPeople =
    own === null ? {} : { ownPeople: await ownFigures(own, embed, figures.thresholds) };
  const isDefault = stem === 'encoder';
  return replaceModel(assets, stem, model, {
    name,
    version: own === null ? version : `${version}+own-${hashOf(network)}`,
    input:
      'float32 n×4×112×112, n looks; see electron/engine/vision/fusion/fusion.ts, the one definition',
    output:
      quality === null
        ? 'float32 n×128 of unit length, compared by Euclidean distance'
        : 'float32 n×129: 128 numbers of unit length, compared by Euclidean distance, then the natural logarithm of the length of the feature of colour',
    ...(quality !== null && { quality }),
    branches: {
      colour: { outputs: outputs.colour, ...colour },
      shape: {
        outputs: outputs.shape,
        network: `robust ridge fit of ${SHAPE_MODES} ICT-FaceKit identity modes to the frontal relief, unrolled`,
        origin: 'ICT-FaceKit, USC Institute for Creative Technologies',
        licence: 'MIT',
        share: shapeShare,
      },
    },
    training: trainingFacts(name, options, own),
    ...figures,
    ...ownPeople,
    ablations,
    evaluation: `npm run depthlock -- evaluate DATASET${isDefault ? '' : ` --encoder ${name}`}`,
  });
}

/** Embeddings of an encoder that somebody trained are those of no other, not of the next from the same people either. */
const hashOf = (network: Uint8Array): string =>
  createHash('sha256').update(network).digest('hex').slice(0, 8);

/** The options without paths of somebody's machine, and the command that names the datasets alone. */
function trainingFacts(
  name: string,
  options: EncoderFacts['options'],
  own: OwnPeople | null,
): Readonly<Record<string, unknown>> {
  const isPath = (option: string, value: unknown) =>
    option === 'assets' || (option === 'people' && Array.isArray(value));
  const facts = Object.entries(options).filter(([option, value]) => !isPath(option, value));
  const people = own === null ? '' : ` --people ${own.datasets.join(' ')}`;
  return {
    ...Object.fromEntries(facts),
    command: `npm run depthlock -- train ${name}${people}`,
  };
}

import { loadMeanHead } from '../../../electron/engine/vision/head/mean-head.ts';
import { writeModel } from '../../../electron/engine/onnx/onnx-writer.ts';
import type { OnnxModel } from '../../../electron/engine/onnx/onnx-model.ts';
import { LOOK_CHANNELS } from '../../../electron/engine/vision/fusion/fusion.ts';
import { INPUT_SIZE } from '../../../electron/engine/vision/fusion/template.ts';
import { seededRandom } from '../../synthesis/people/random.ts';
import { networkRunner } from '../network-runner.ts';
import type { PhotoViews } from '../data/photo-views.ts';
import { modelToShip } from '../../ship/model-to-ship.ts';
import { drawOwnLook } from '../own-people/own-looks.ts';
import type { OwnPeople } from '../own-people/own-people.ts';
import { replaceEncoder, type LearnedFrom } from '../replace-encoder.ts';
import { freeBatch } from '../../graph/free-batch.ts';
import { loadHeadShape } from '../shape/colour-and-shape.ts';
import { COLOUR_SOURCE } from './colour-branch.ts';
import { averageWeights } from '../../graph/average-weights.ts';
import { featureNetwork } from './feature-network.ts';
import { fitDiscriminant, type LabelledFeature } from './discriminant.ts';
import { encoderGraph } from './encoder-graph.ts';

/**
 * Share of the trained weights in the average with the pretrained ones. Half is what the authors of WiSE-FT use where
 * nothing speaks for another share; it is not tuned here.
 */
const TRAINED_SHARE = 0.5;
/** Numbers of the embedding that carry colour, and those after them that carry shape. */
const OUTPUTS = { colour: 108, shape: 20 } as const;
/** Share of the squared distance that shape makes up. */
const SHAPE_SHARE = 0.15;
/** What varies within a person has been unlearnt by now, so the discriminant hardly has to weigh it. */
const SHRINKAGE = 0.9;
/** Photographs of each person that the discriminant is fitted on; looks at each, and at the only one of a person. */
const FITTED = { photos: 3, looks: 3, looksAtOne: 2 } as const;
const SEED = 77;
const PLANE = INPUT_SIZE * INPUT_SIZE;

/** What the colour branch was trained to, and what it was before; both 1×3×112×112 → 1×512 of any length. */
export interface TrainedColour {
  readonly trained: OnnxModel;
  readonly source: OnnxModel;
}

/**
 * The encoder of a trained colour network: averages it with the untouched one, fits what projects its 512 numbers to 108
 * and joins it with the shape branch. Throws a sentence when one network was not trained from the other.
 *
 * @param trainedShare of the trained weights in the average, 0 to 1
 */
async function encoderOf(
  assets: string,
  { trained, source }: TrainedColour,
  { views, own }: LearnedFrom,
  trainedShare: number = TRAINED_SHARE,
): Promise<{ readonly model: OnnxModel; readonly fittedOn: number }> {
  const mean = await loadMeanHead(assets);
  if (!mean.ok) throw new Error(mean.problem.message);
  const shape = loadHeadShape(mean.value, OUTPUTS.shape);
  const features = [featureNetwork(trained), featureNetwork(source)] as const;
  const colour = averageWeights(...features, trainedShare);
  const samples = [...(await lookedAt(views, colour)), ...(await ownLooks(own, colour))];
  const graph = encoderGraph({
    colour,
    projection: fitDiscriminant(samples, OUTPUTS.colour, SHRINKAGE),
    shape,
    shapeShare: SHAPE_SHARE,
  });
  return { model: modelToShip(freeBatch(graph, 'looks')), fittedOn: samples.length };
}

/**
 * Makes the encoder of a trained colour network, sets thresholds and writes `encoder.onnx` with its card; throws as
 * `encoderOf`.
 *
 * @returns a line to print
 */
export async function exportFused(
  assets: string,
  colour: TrainedColour,
  learnedFrom: LearnedFrom,
  options: Readonly<Record<string, unknown>>,
): Promise<string> {
  const { model, fittedOn } = await encoderOf(assets, colour, learnedFrom);
  return replaceEncoder(assets, model, learnedFrom, {
    stem: 'encoder',
    name: 'fused',
    version: '4',
    colour: {
      network:
        'MobileFaceNet-like, 512-D, pretrained, trained on what a Kinect does to a face, averaged with what it was before',
      trainedShare: TRAINED_SHARE,
      origin: COLOUR_SOURCE.specifier,
      file: COLOUR_SOURCE.file,
      licence: COLOUR_SOURCE.licence,
      projection: `linear discriminant, shrinkage ${SHRINKAGE}, fitted on ${fittedOn} looks at LFW photographs${learnedFrom.own === null ? '' : ' and own people'}`,
    },
    outputs: OUTPUTS,
    shapeShare: SHAPE_SHARE,
    options,
  });
}

/** Features of looks at the own people who were trained on. */
async function ownLooks(own: OwnPeople | null, colour: OnnxModel): Promise<LabelledFeature[]> {
  if (own === null) return [];
  const run = await networkRunner(writeModel(colour), [1, 3, INPUT_SIZE, INPUT_SIZE]);
  const random = seededRandom(SEED);
  const look = new Float32Array(LOOK_CHANNELS * PLANE);
  const samples: LabelledFeature[] = [];
  for (const { name, acquired } of own.training) {
    for (const shot of acquired.slice(0, FITTED.photos * FITTED.looks)) {
      drawOwnLook(own, shot, random, look);
      const feature = await run(look.slice(0, 3 * PLANE));
      samples.push({ person: `own ${name}`, feature: unit(feature) });
    }
  }
  return samples;
}

function unit(feature: Float32Array): Float32Array {
  const length = Math.max(1e-6, Math.hypot(...feature));
  return feature.map((x) => x / length);
}

/** Features of looks at photographs of people who were trained on. */
async function lookedAt(views: PhotoViews, colour: OnnxModel): Promise<LabelledFeature[]> {
  const run = await networkRunner(writeModel(colour), [1, 3, INPUT_SIZE, INPUT_SIZE]);
  const random = seededRandom(SEED);
  const look = new Float32Array(3 * PLANE);
  const samples: LabelledFeature[] = [];
  for (const [person, photos] of views.people.training.entries()) {
    const looks = photos.length > 1 ? FITTED.looks : FITTED.looksAtOne;
    for (const photo of photos.slice(0, FITTED.photos)) {
      for (let k = 0; k < looks; k++) {
        views.drawLook(photo, random, look);
        samples.push({ person: String(person), feature: unit(await run(look)) });
      }
    }
  }
  return samples;
}

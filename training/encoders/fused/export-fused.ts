import { loadMeanHead } from '../../../electron/engine/vision/head/mean-head.ts';
import { writeModel } from '../../../electron/engine/onnx/onnx-writer.ts';
import type { OnnxModel } from '../../../electron/engine/onnx/onnx-model.ts';
import { INPUT_SIZE } from '../../../electron/engine/vision/fusion/template.ts';
import { seededRandom } from '../../synthesis/people/random.ts';
import { networkRunner } from '../network-runner.ts';
import type { PhotoViews } from '../data/photo-views.ts';
import { modelToShip } from '../../ship/model-to-ship.ts';
import { replaceEncoder } from '../replace-encoder.ts';
import { freeBatch } from '../../graph/free-batch.ts';
import { COLOUR_OUTPUTS, loadHeadShape } from '../shape/colour-and-shape.ts';
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
/** Share of the squared distance that shape makes up. */
const SHAPE_SHARE = 0.15;
/** What varies within a person has been unlearnt by now, so the discriminant hardly has to weigh it. */
const SHRINKAGE = 0.9;
/** People, photographs of each and looks at each photograph that the discriminant is fitted on. */
const FITTED = { people: 1200, photos: 4, looks: 3 } as const;
const SEED = 77;
const PLANE = INPUT_SIZE * INPUT_SIZE;

/** What the colour branch was trained to, and what it was before; both 1×3×112×112 → 1×512 of any length. */
export interface TrainedColour {
  readonly trained: OnnxModel;
  readonly source: OnnxModel;
}

/**
 * The encoder of a trained colour network: averages it with the untouched one, fits what projects its 512 numbers to 96
 * and joins it with the shape branch. Throws a sentence when one network was not trained from the other.
 *
 * @param trainedShare of the trained weights in the average, 0 to 1
 */
export async function encoderOf(
  assets: string,
  { trained, source }: TrainedColour,
  views: PhotoViews,
  trainedShare: number = TRAINED_SHARE,
): Promise<{ readonly model: OnnxModel; readonly fittedOn: number }> {
  const mean = await loadMeanHead(assets);
  if (!mean.ok) throw new Error(mean.problem.message);
  const shape = loadHeadShape(mean.value);
  const features = [featureNetwork(trained), featureNetwork(source)] as const;
  const colour = averageWeights(...features, trainedShare);
  const samples = await lookedAt(views, colour);
  const graph = encoderGraph({
    colour,
    projection: fitDiscriminant(samples, COLOUR_OUTPUTS, SHRINKAGE),
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
  views: PhotoViews,
  options: Readonly<Record<string, unknown>>,
): Promise<string> {
  const { model, fittedOn } = await encoderOf(assets, colour, views);
  return replaceEncoder(assets, model, views, {
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
      projection: `linear discriminant, shrinkage ${SHRINKAGE}, fitted on ${fittedOn} looks at LFW photographs`,
    },
    shapeShare: SHAPE_SHARE,
    options,
  });
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
  const people = views.people.training.filter((list) => list.length > 1).slice(0, FITTED.people);
  for (const [person, photos] of people.entries()) {
    for (const photo of photos.slice(0, FITTED.photos)) {
      for (let k = 0; k < FITTED.looks; k++) {
        views.drawLook(photo, random, look);
        samples.push({ person: String(person), feature: unit(await run(look)) });
      }
    }
  }
  return samples;
}

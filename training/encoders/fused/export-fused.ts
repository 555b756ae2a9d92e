import { loadMeanHead } from '../../../electron/engine/vision/head/mean-head.ts';
import { writeModel } from '../../../electron/engine/onnx/onnx-writer.ts';
import type { OnnxModel } from '../../../electron/engine/onnx/onnx-model.ts';
import { INPUT_SIZE } from '../../../electron/engine/vision/fusion/template.ts';
import { runOneByOne } from '../../../electron/engine/vision/encode/engines/encoder-network.ts';
import { lookTwice } from '../../../electron/engine/vision/encode/two-looks.ts';
import { seededRandom } from '../../synthesis/people/random.ts';
import { encoderFigures } from '../calibration/encoder-figures.ts';
import { networkRunner } from '../network-runner.ts';
import type { PhotoViews } from '../data/photo-views.ts';
import { modelToShip } from '../../ship/model-to-ship.ts';
import { replaceModel } from '../../ship/replace-model.ts';
import { freeBatch } from '../../graph/free-batch.ts';
import {
  COLOUR_OUTPUTS,
  loadHeadShape,
  SHAPE_MODES,
  SHAPE_OUTPUTS,
} from '../shape/colour-and-shape.ts';
import { COLOUR_SOURCE } from './colour-branch.ts';
import { fitDiscriminant, type LabelledFeature } from './discriminant.ts';
import { encoderGraph } from './encoder-graph.ts';

/** Share of the squared distance that shape makes up. */
const SHAPE_SHARE = 0.15;
/** What varies within a person has been unlearnt by now, so the discriminant hardly has to weigh it. */
const SHRINKAGE = 0.9;
/** People, photographs of each and looks at each photograph that the discriminant is fitted on. */
const FITTED = { people: 1200, photos: 4, looks: 3 } as const;
const SEED = 77;
const PLANE = INPUT_SIZE * INPUT_SIZE;

/**
 * Joins the trained colour network with the shape branch, fits what projects its 512 numbers to 96, sets thresholds
 * and writes `encoder.onnx` with its card.
 *
 * @param colour 1×3×112×112 → 1×512 of unit length
 * @returns a line to print
 */
export async function exportFused(
  assets: string,
  colour: OnnxModel,
  views: PhotoViews,
  options: Readonly<Record<string, unknown>>,
): Promise<string> {
  const mean = await loadMeanHead(assets);
  if (!mean.ok) throw new Error(mean.problem.message);
  const samples = await lookedAt(views, colour);
  const graph = encoderGraph({
    colour,
    projection: fitDiscriminant(samples, COLOUR_OUTPUTS, SHRINKAGE),
    shape: loadHeadShape(mean.value),
    shapeShare: SHAPE_SHARE,
  });
  const model = modelToShip(freeBatch(graph, 'looks'));
  const run = await networkRunner(writeModel(model), [1, 4, INPUT_SIZE, INPUT_SIZE]);
  const figures = await encoderFigures(views, (fused) =>
    lookTwice((looks) => runOneByOne(run, looks), fused),
  );
  return replaceModel(assets, 'encoder', model, {
    name: 'fused',
    version: '3',
    input:
      'float32 1×4×112×112, one look; see electron/engine/vision/fusion/fusion.ts, the one definition',
    output: 'float32 1×128 of unit length, compared by Euclidean distance',
    branches: {
      colour: {
        outputs: COLOUR_OUTPUTS,
        network:
          'MobileFaceNet-like, 512-D, pretrained, then trained on what a Kinect does to a face',
        origin: COLOUR_SOURCE.specifier,
        file: COLOUR_SOURCE.file,
        licence: COLOUR_SOURCE.licence,
        projection: `linear discriminant, shrinkage ${SHRINKAGE}, fitted on ${samples.length} looks at LFW photographs`,
      },
      shape: {
        outputs: SHAPE_OUTPUTS,
        network: `robust ridge fit of ${SHAPE_MODES} ICT-FaceKit identity modes to the frontal relief, unrolled`,
        origin: 'ICT-FaceKit, USC Institute for Creative Technologies',
        licence: 'MIT',
        share: SHAPE_SHARE,
      },
    },
    training: { ...options, command: 'npm run depthlock -- train fused' },
    ...figures,
    evaluation: 'npm run depthlock -- evaluate DATASET',
  });
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
        samples.push({ person: String(person), feature: await run(look) });
      }
    }
  }
  return samples;
}

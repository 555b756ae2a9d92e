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
  return replaceEncoder(assets, model, views, {
    stem: 'encoder',
    name: 'fused',
    version: '3',
    colour: {
      network:
        'MobileFaceNet-like, 512-D, pretrained, then trained on what a Kinect does to a face',
      origin: COLOUR_SOURCE.specifier,
      file: COLOUR_SOURCE.file,
      licence: COLOUR_SOURCE.licence,
      projection: `linear discriminant, shrinkage ${SHRINKAGE}, fitted on ${samples.length} looks at LFW photographs`,
    },
    shapeShare: SHAPE_SHARE,
    options,
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

import { z } from 'zod';
import { ASSETS_FOLDER } from '../../../electron/base/app-folders.ts';
import { LOOK_CHANNELS } from '../../../electron/engine/vision/fusion/fusion.ts';
import { INPUT_SIZE } from '../../../electron/engine/vision/fusion/template.ts';
import { exportInference } from '../../autograd/network/export-inference.ts';
import { buildProgram } from '../../autograd/build-program.ts';
import { contrastiveLoss } from '../../autograd/losses/contrastive.ts';
import { distillationLoss } from '../../autograd/losses/distillation.ts';
import { networkFromOnnx } from '../../autograd/network/network-from-onnx.ts';
import type { Network } from '../../autograd/network/network.ts';
import { loadColourNetwork } from './colour-branch.ts';
import type { OnnxModel } from '../../../electron/engine/onnx/onnx-model.ts';
import { writeModel } from '../../../electron/engine/onnx/onnx-writer.ts';
import { runOneByOne } from '../../../electron/engine/vision/encode/engines/encoder-network.ts';
import { lookTwice, meanDirection } from '../../../electron/engine/vision/encode/two-looks.ts';
import { mirrorColour } from '../../synthesis/photos/mirror-colour.ts';
import { seededRandom } from '../../synthesis/people/random.ts';
import { TEACHER_FEATURES, teacherFeatures } from '../../synthesis/photos/teacher-features.ts';
import type { TaskOptions, TrainingTask } from '../../trainer/training-task.ts';
import { batchSeed, cosineSchedule } from '../data/batch-schedule.ts';
import { networkRunner } from '../network-runner.ts';
import { personMatrices } from '../data/person-matrices.ts';
import { PairSampler } from '../data/photo-people.ts';
import { RENDERED_PEOPLE } from '../prepare.ts';
import { PhotoValidation } from '../data/photo-validation.ts';
import { openPhotoViews } from '../data/photo-views.ts';
import { teacherTargets } from '../data/teacher-targets.ts';
import { openRenderedPeople, type RenderedPeople } from '../data/rendered-people.ts';
import { ownValidation } from '../own-people/own-figures.ts';
import { drawOwnLook, drawOwnPair, ownShare } from '../own-people/own-looks.ts';
import { openOwnPeople, ownIdentity, ownPeopleOption } from '../own-people/own-people.ts';
import { ownTargets, type OwnTargets } from '../own-people/own-targets.ts';
import { exportFused } from './export-fused.ts';

export { prepareOnPhotographs as prepare } from '../prepare.ts';

const PLANE = INPUT_SIZE * INPUT_SIZE;

const optionsSchema = z.object({
  passes: z.number().int().positive().default(320_000),
  batch: z.number().int().min(4).multipleOf(2).default(32),
  seed: z.number().int().default(1),
  /** Rendered people to train on. */
  rendered: z.number().int().positive().default(RENDERED_PEOPLE),
  people: ownPeopleOption,
  /** Folder whose `models/` the network is written to. */
  assets: z.string().default(ASSETS_FOLDER),
});

/** Rendered people join after this share of the run: photographs first mend what a Kinect does to real skin. */
const RENDERED_FROM = 0.25;
/** Share of the pairs that are rendered people's, from then on. */
const RENDERED_SHARE = 0.3;
const LEARNING_RATE = 4e-4;
const MARGIN = 1.2;
const HARDNESS = 4;
const WEIGHTS = { distillation: 4, contrastive: 1 } as const;

/**
 * The colour branch of the `fused` encoder: a pretrained network learns that turned, small, dark, cut-out views are
 * the same person, taught by what it said itself about the clean photograph.
 */
export async function createTask(given: TaskOptions): Promise<TrainingTask> {
  return createFusedTask(given, await loadColourNetwork());
}

/** The same with another pretrained network. @param source 1×3×112×112 → 1×512 */
export async function createFusedTask(
  given: TaskOptions,
  source: OnnxModel,
): Promise<TrainingTask> {
  const options = optionsSchema.parse(given);
  const loaded = networkFromOnnx(source, 'colour');
  const network: Network = (build, x) => build.unitLength(loaded.network(build, x));
  const program = await buildProgram({
    network,
    input: [3, INPUT_SIZE, INPUT_SIZE],
    batch: options.batch,
    seed: options.seed,
    known: loaded.known,
    loss: (context, output) => [
      {
        name: 'distillation',
        weight: WEIGHTS.distillation,
        value: distillationLoss(context, output),
      },
      {
        name: 'contrastive',
        weight: WEIGHTS.contrastive,
        value: contrastiveLoss(context, output, { margin: MARGIN, hardness: HARDNESS }),
      },
    ],
  });
  const views = await openPhotoViews(ASSETS_FOLDER);
  const targets = teacherTargets(
    views.photos,
    await teacherFeatures(views.photos, writeModel(source)),
  );
  const pairs = new PairSampler(views.people.training);
  const own = openOwnPeople(options.people);
  const ownTaught: OwnTargets =
    own === null ? new Map() : await ownTargets(own, writeModel(source));
  let validation: PhotoValidation | null = null;
  let rendered: RenderedPeople | null = null;
  const stepsInAll = options.passes / (2 * options.batch);

  const batch = (step: number, shard: number) => {
    const random = seededRandom(batchSeed(options.seed, step, shard));
    const input = new Float32Array(options.batch * 3 * PLANE);
    const teacher = new Float32Array(options.batch * TEACHER_FEATURES);
    const teacherWeight = new Float32Array(options.batch);
    const look = new Float32Array(LOOK_CHANNELS * PLANE);
    const labels: number[] = [];
    const withRendered = step >= RENDERED_FROM * stepsInAll;
    const renderedPairs = withRendered ? Math.round((RENDERED_SHARE * options.batch) / 2) : 0;
    for (let pair = 0; pair < options.batch / 2; pair++) {
      const at = 2 * pair;
      const slot = (k: number) => input.subarray((at + k) * 3 * PLANE, (at + k + 1) * 3 * PLANE);
      if (pair < renderedPairs) {
        rendered ??= openRenderedPeople(options.rendered);
        const { person, looks } = rendered.drawPair(random);
        looks.forEach((look, k) => {
          slot(k).set(look.subarray(0, 3 * PLANE));
          if (random.chance(0.5)) mirrorColour(slot(k));
        });
        labels.push(-1 - person, -1 - person);
        continue;
      }
      if (own !== null && random.chance(ownShare(own))) {
        const { person, shots } = drawOwnPair(own, random);
        shots.forEach((shot, k) => {
          drawOwnLook(own, shot, random, look);
          slot(k).set(look.subarray(0, 3 * PLANE));
          teacher.set(ownTaught.get(shot.number) ?? [], (at + k) * TEACHER_FEATURES);
          teacherWeight[at + k] = 1;
          labels.push(views.photos.people + person);
        });
        continue;
      }
      pairs.draw(random).forEach((photo, k) => {
        views.drawLook(photo, random, slot(k));
        const from = photo * TEACHER_FEATURES;
        teacher.set(targets.subarray(from, from + TEACHER_FEATURES), (at + k) * TEACHER_FEATURES);
        teacherWeight[at + k] = 1;
        labels.push(views.photos.person[photo] ?? 0);
      });
    }
    return { input, teacher, teacherWeight, ...personMatrices(labels) };
  };

  return {
    name: 'fused',
    architecture: `fused colour branch, ${program.parameterCount} parameters`,
    program,
    initial: program.initial,
    ...(own === null ? {} : { identity: ownIdentity(own) }),
    passesPerBatch: options.batch,
    totalPasses: options.passes,
    adam: { weightDecay: 1e-4 },
    validations: 25,
    // Validation knows photographs alone; the end of the run is where rendered people are told apart best as well.
    exports: 'last',
    batch,
    learningRate: (done) => LEARNING_RATE * cosineSchedule(done),
    async validate(parameters, statistics) {
      const model = exportInference(network, program, parameters, statistics);
      const run = await networkRunner(writeModel(model), [1, 3, INPUT_SIZE, INPUT_SIZE]);
      validation ??= new PhotoValidation(views);
      const embed = async (fused: Float32Array) =>
        meanDirection(
          ...(await lookTwice(
            (looks) => runOneByOne((look) => run(look.subarray(0, 3 * PLANE)), looks),
            fused,
          )),
        );
      const { all, wide } = await validation.evaluate(embed);
      return {
        errorRate: all.eer,
        frrAtFar1e2: all.frr['1e-2'],
        frrAtFar1e3: all.frr['1e-3'],
        wideEer: wide.eer,
        wideFrrAtFar1e2: wide.frr['1e-2'],
        ...(await ownValidation(own, embed)),
      };
    },
    export: (parameters, statistics) =>
      exportFused(
        options.assets,
        {
          trained: exportInference(loaded.network, program, parameters, statistics),
          source,
        },
        { views, own },
        options,
      ),
  };
}

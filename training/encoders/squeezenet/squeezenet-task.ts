import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ASSETS_FOLDER } from '../../../electron/base/app-folders.ts';
import { HOLE } from '../../../electron/engine/vision/fusion/fusion.ts';
import { INPUT_SIZE } from '../../../electron/engine/vision/fusion/template.ts';
import { loadMeanHead } from '../../../electron/engine/vision/head/mean-head.ts';
import type { OnnxModel } from '../../../electron/engine/onnx/onnx-model.ts';
import { writeModel } from '../../../electron/engine/onnx/onnx-writer.ts';
import { buildProgram } from '../../autograd/build-program.ts';
import { exportInference } from '../../autograd/network/export-inference.ts';
import { contrastiveLoss } from '../../autograd/losses/contrastive.ts';
import { distillationLoss } from '../../autograd/losses/distillation.ts';
import type { LossTerm } from '../../autograd/losses/loss.ts';
import { loadColourNetwork } from '../fused/colour-branch.ts';
import { loadHeadShape, type HeadShape } from '../shape/colour-and-shape.ts';
import { COLOUR_OUTPUTS, SHAPE_OUTPUTS } from './outputs.ts';
import { mirrorColour } from '../../synthesis/photos/mirror-colour.ts';
import { seededRandom, type Random } from '../../synthesis/people/random.ts';
import { teacherFeatures } from '../../synthesis/photos/teacher-features.ts';
import type { Feeds, TaskOptions } from '../../trainer/training-task.ts';
import { batchSeed, cosineSchedule } from '../data/batch-schedule.ts';
import type { EncoderTask } from '../encoder-task.ts';
import { normaliseDepth } from './depth-normalisation.ts';
import { embedderOf } from '../network-runner.ts';
import { personMatrices } from '../data/person-matrices.ts';
import { PairSampler } from '../data/photo-people.ts';
import { ownValidation } from '../own-people/own-figures.ts';
import { drawOwnLook, drawOwnPair, ownShare } from '../own-people/own-looks.ts';
import {
  openOwnPeople,
  ownIdentity,
  ownPeopleOption,
  type OwnPeople,
} from '../own-people/own-people.ts';
import { RENDERED_PEOPLE } from '../prepare.ts';
import { openPhotoViews } from '../data/photo-views.ts';
import { teacherTargets } from '../data/teacher-targets.ts';
import { RenderedValidation } from '../data/rendered-validation.ts';
import { openRenderedPeople } from '../data/rendered-people.ts';
import { exportSqueezeNet } from './export-squeezenet.ts';
import { spoilDepth, type DepthSpoil } from './spoil-depth.ts';
import { shapeTargets } from './shape-targets.ts';
import { learnedDepthGraph, squeezeNetGraph } from './squeezenet-graph.ts';
import { squeezeNet } from './squeezenet-network.ts';
import { projectTeacher } from './teacher-projection.ts';

export { prepare } from '../prepare.ts';

const PLANE = INPUT_SIZE * INPUT_SIZE;
const IMAGE = 4 * PLANE;
const EMBEDDING = COLOUR_OUTPUTS + SHAPE_OUTPUTS;

const optionsSchema = z.object({
  passes: z.number().int().positive().default(3_600_000),
  batch: z.number().int().min(4).multipleOf(2).default(64),
  seed: z.number().int().default(1),
  /** Rendered people to train on. */
  rendered: z.number().int().positive().default(RENDERED_PEOPLE),
  people: ownPeopleOption,
  /** Folder whose `models/` the network is written to. */
  assets: z.string().default(ASSETS_FOLDER),
  /**
   * For ablations: in all but `full` the network says of depth what it learned, in place of the fit; `contrastive`
   * leaves the teacher out, `rendered` the photographs as well; `colour` and `depth` hide the other channels.
   */
  recipe: z.enum(['full', 'learned', 'contrastive', 'rendered', 'colour', 'depth']).default('full'),
});

const RENDERED_SHARE = 0.3;
const SHARDS = 2;
const MARGIN = 1;
const HARDNESS = 4;
const WEIGHTS = { distillation: 4, contrastive: 1 } as const;
/** Share of shape in the squared length of the teacher's vector, and in the squared distance of what ships. */
export const SHAPE_SHARE = 0.2;
/** How pictures are spoiled in a part of the run. */
interface Stage {
  /** Shares of the pictures whose depth, or whose colour, is missing: so neither is leant on alone. */
  readonly without: { readonly depth: number; readonly colour: number };
  readonly depth: DepthSpoil;
  /** The learning rate falls from here by a cosine. */
  readonly learningRate: number;
}
/**
 * Rendered depth is truer than that of any sensor: what learned from it alone leaned on depth so much that real faces
 * were told apart worse with depth than without. So depth gets harder at the end.
 */
const STAGES: { readonly first: Stage; readonly last: Stage } = {
  first: {
    without: { depth: 0.08, colour: 0.06 },
    depth: { shiftMm: 1, tiltMm: 2.5, warpMm: 0 },
    learningRate: 2e-3,
  },
  last: {
    without: { depth: 0.35, colour: 0.05 },
    depth: { shiftMm: 2, tiltMm: 4, warpMm: 6 },
    learningRate: 1e-3,
  },
};
/** Share of the run that is the first stage. */
const FIRST_STAGE = 5 / 6;
/** A missing colour picture is black. */
const BLACK = -127 / 128;

/**
 * The `squeezenet` encoder, from random weights. A photographed person is given the head of a rendered one, always
 * the same: the photograph is the colour and the rendered head the depth, both as a Kinect would have caught them in
 * poses of their own (the depth channel is frontal whatever the pose). The teacher says what colour and shape of that
 * person look like in 128 numbers; rendered people, who have no teacher, are only told apart. What ships takes from the network
 * only what it says of colour.
 */
export async function createTask(given: TaskOptions): Promise<EncoderTask> {
  return createSqueezeNetTask(given, await loadColourNetwork());
}

/** The same with another teacher. @param teacher 1×3×112×112 → 1×512 */
export async function createSqueezeNetTask(
  given: TaskOptions,
  teacher: OnnxModel,
): Promise<EncoderTask> {
  const options = optionsSchema.parse(given);
  const taught = options.recipe !== 'contrastive' && options.recipe !== 'rendered';
  const program = await buildProgram({
    network: squeezeNet,
    input: [4, INPUT_SIZE, INPUT_SIZE],
    batch: options.batch,
    seed: options.seed,
    loss: (context, output): LossTerm[] => [
      ...(taught
        ? [
            {
              name: 'distillation',
              weight: WEIGHTS.distillation,
              value: distillationLoss(context, output),
            },
          ]
        : []),
      {
        name: 'contrastive',
        weight: WEIGHTS.contrastive,
        value: contrastiveLoss(context, output, { margin: MARGIN, hardness: HARDNESS }),
      },
    ],
  });
  const mean = await loadMeanHead(ASSETS_FOLDER);
  if (!mean.ok) throw new Error(mean.problem.message);
  const shape = loadHeadShape(mean.value, SHAPE_OUTPUTS);
  const own = openOwnPeople(options.people);
  const draw = await pairDrawer(options, shape, writeModel(teacher), own);
  let validation: RenderedValidation | null = null;
  const firstStageSteps = (FIRST_STAGE * options.passes) / (SHARDS * options.batch);

  const batch = (step: number, shard: number): Feeds => {
    const random = seededRandom(batchSeed(options.seed, step, shard));
    const stage = step < firstStageSteps ? STAGES.first : STAGES.last;
    const input = new Float32Array(options.batch * IMAGE);
    const teacher = new Float32Array(options.batch * EMBEDDING);
    const teacherWeight = new Float32Array(options.batch);
    const labels: number[] = [];
    for (let at = 0; at < options.batch; at += 2) {
      const images = [0, 1].map((k) => input.subarray((at + k) * IMAGE, (at + k + 1) * IMAGE));
      const targets = [0, 1].map((k) =>
        teacher.subarray((at + k) * EMBEDDING, (at + k + 1) * EMBEDDING),
      );
      const { person, hasTeacher } = draw(random, images, targets, stage);
      labels.push(person, person);
      teacherWeight.fill(hasTeacher ? 1 : 0, at, at + 2);
    }
    const feeds = { input, ...personMatrices(labels) };
    return taught ? { ...feeds, teacher, teacherWeight } : feeds;
  };

  const model = (parameters: Float32Array, statistics: Float32Array) => {
    const network = exportInference(squeezeNet, program, parameters, statistics);
    return options.recipe === 'full'
      ? squeezeNetGraph(network, shape, SHAPE_SHARE)
      : learnedDepthGraph(network, mean.value);
  };
  const embedder: EncoderTask['embedder'] = (parameters, statistics) =>
    embedderOf(writeModel(model(parameters, statistics)), null);

  return {
    name: 'squeezenet',
    architecture: `squeezenet, ${program.parameterCount} parameters`,
    program,
    initial: program.initial,
    ...(own === null ? {} : { identity: ownIdentity(own) }),
    passesPerBatch: options.batch,
    shards: SHARDS,
    totalPasses: options.passes,
    adam: { weightDecay: 1e-3 },
    validations: 60,
    // Depth of rendered heads is learned long before colour and decides the validation: by it, a network that hardly
    // looks at colour would be chosen. The last one has learned both.
    exports: 'last',
    batch,
    learningRate: (done) =>
      done < FIRST_STAGE
        ? STAGES.first.learningRate * cosineSchedule(done / FIRST_STAGE)
        : STAGES.last.learningRate * cosineSchedule((done - FIRST_STAGE) / (1 - FIRST_STAGE)),
    embedder,
    async validate(parameters, statistics) {
      validation ??= await RenderedValidation.open(ASSETS_FOLDER);
      const embed = await embedder(parameters, statistics);
      return {
        ...(await validation.evaluate(embed)),
        ...(await ownValidation(own, async (fused) => (await embed(fused)).vector)),
      };
    },
    export: (parameters, statistics) =>
      exportSqueezeNet(
        options.assets,
        { model: model(parameters, statistics), shapeShare: SHAPE_SHARE, own },
        options,
      ),
  };
}

/** Fills two pictures of one person and what the teacher says about each. */
type PairDrawer = (
  random: Random,
  images: readonly Float32Array[],
  targets: readonly Float32Array[],
  stage: Stage,
) => { readonly person: number; readonly hasTeacher: boolean };

async function pairDrawer(
  options: z.infer<typeof optionsSchema>,
  { mean, modes }: HeadShape,
  network: Uint8Array,
  own: OwnPeople | null,
): Promise<PairDrawer> {
  const views = await openPhotoViews(ASSETS_FOLDER);
  const features = teacherTargets(views.photos, await teacherFeatures(views.photos, network));
  const key = createHash('sha256').update(network).digest('hex').slice(0, 12);
  const colours = projectTeacher(features, views.people.training, key);
  const rendered = openRenderedPeople(options.rendered);
  const shapes = shapeTargets(rendered.people, modes);
  const pairs = new PairSampler(views.people.training);
  const spoil = (
    image: Float32Array,
    random: Random,
    stage: Stage,
  ): { colour: boolean; depth: boolean } => {
    const depth = image.subarray(3 * PLANE);
    const seen = {
      depth: options.recipe !== 'colour' && !random.chance(stage.without.depth),
      colour: options.recipe !== 'depth',
    };
    if (seen.depth && random.chance(stage.without.colour)) seen.colour = false;
    if (seen.depth) spoilDepth(depth, stage.depth, random);
    else depth.fill(HOLE);
    if (!seen.colour) image.fill(BLACK, 0, 3 * PLANE);
    normaliseDepth(depth, mean);
    return seen;
  };
  const drawRendered: PairDrawer = (random, images, _targets, stage) => {
    const { person, looks } = rendered.drawPair(random);
    looks.forEach((look, k) => {
      const image = images[k];
      if (image === undefined) return;
      image.set(look);
      if (random.chance(0.5)) mirrorColour(image.subarray(0, 3 * PLANE));
      spoil(image, random, stage);
    });
    return { person: -1 - person, hasTeacher: false };
  };
  const drawOwn = (from: OwnPeople, ...[random, images, , stage]: Parameters<PairDrawer>) => {
    const { person, shots } = drawOwnPair(from, random);
    shots.forEach((shot, k) => {
      const image = images[k];
      if (image === undefined) return;
      drawOwnLook(from, shot, random, image);
      spoil(image, random, stage);
    });
    // The true shape of their heads is not known: like rendered people they are only told apart.
    return { person: views.photos.people + person, hasTeacher: false };
  };
  const renderedShare = options.recipe === 'rendered' ? 1 : RENDERED_SHARE;
  return (random, images, targets, stage) => {
    if (random.chance(renderedShare)) return drawRendered(random, images, targets, stage);
    if (own !== null && random.chance(ownShare(own))) {
      return drawOwn(own, random, images, targets, stage);
    }
    const photos = pairs.draw(random);
    const person = views.photos.person[photos[0]] ?? 0;
    // A prime step spreads the photographed people over the rendered heads.
    const head = (person * 7919) % rendered.people.length;
    photos.forEach((photo, k) => {
      const image = images[k];
      const target = targets[k];
      if (image === undefined || target === undefined) return;
      views.drawLook(photo, random, image);
      rendered.drawRelief(head, random, image.subarray(3 * PLANE));
      const seen = spoil(image, random, stage);
      const [colour, shape] = [
        seen.colour ? Math.sqrt(1 - SHAPE_SHARE) : 0,
        seen.depth ? Math.sqrt(SHAPE_SHARE) : 0,
      ];
      for (let i = 0; i < COLOUR_OUTPUTS; i++) {
        target[i] = colour * (colours[photo * COLOUR_OUTPUTS + i] ?? 0);
      }
      for (let i = 0; i < SHAPE_OUTPUTS; i++) {
        target[COLOUR_OUTPUTS + i] = shape * (shapes[head * SHAPE_OUTPUTS + i] ?? 0);
      }
    });
    return { person, hasTeacher: true };
  };
}

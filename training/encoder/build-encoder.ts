import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadMeanHead } from '../../electron/engine/vision/mean-head.ts';
import { FAR_LEVELS, verificationMetrics } from '../evaluation/verification-metrics.ts';
import { updateModelIndex } from '../convert/model-index.ts';
import { writeModel } from '../../electron/engine/vision/onnx/onnx-writer.ts';
import { viewFromFront } from '../head/frontal-view.ts';
import { loadIctHead } from '../head/ict-head.ts';
import { COLOUR_SOURCE, loadColourNetwork } from './colour-branch.ts';
import { RIDGE, shapeBasis } from './depth-branch.ts';
import { fitDiscriminant, type LabelledFeature, type LinearProjection } from './discriminant.ts';
import {
  bestResolvedModes,
  COLOUR_OUTPUTS,
  encoderGraph,
  featureGraph,
  SHAPE_OUTPUTS,
  type EncoderParts,
} from './encoder-graph.ts';
import { lfwFeatures, type PhotoFeatures } from './lfw-features.ts';

const SHAPE_MODES = 60;
/** Share of the squared distance that shape makes up: the weight found before for this pair of branches. */
const SHAPE_SHARE = 0.1;
/** Candidates for the discriminant; the one with the least EER on people held out is taken. */
const SHRINKAGES = [0.2, 0.4, 0.6, 0.8, 0.95, 1];
/** Every fifth person is kept out of the fit, to choose by and to set the threshold on. */
const HELD_OUT = 5;
/** An unlock compares one look with some thirty references, so a single comparison must be rarer still. */
const DEFAULT_FAR = '1e-4';

/** Assembles the encoder from its pretrained colour network, the shape basis and a projection fitted on LFW. */
export async function buildEncoder(options: {
  readonly assets: string;
  readonly log: (line: string) => void;
}): Promise<void> {
  const { assets, log } = options;
  const parts = await loadParts(assets);
  const key = COLOUR_SOURCE.integrity.slice(7, 19).replace(/\W/g, '');
  const photos = await lfwFeatures(assets, writeModel(featureGraph(parts)), key, log);
  log(`${photos.length} photographs`);
  const fitted = fitProjection(photos, log);
  const mix = {
    projection: fitted.projection,
    shapeModes: bestResolvedModes(parts.basis, RIDGE, SHAPE_OUTPUTS),
    shapeShare: SHAPE_SHARE,
  };
  const bytes = writeModel(encoderGraph(parts, mix));
  const folder = join(assets, 'models');
  writeFileSync(join(folder, 'encoder.onnx'), bytes);
  writeFileSync(join(folder, 'encoder.json'), `${JSON.stringify(card(fitted, bytes), null, 2)}\n`);
  const entry = { file: 'encoder.onnx', sha256: sha256(bytes), card: 'encoder.json' };
  await updateModelIndex(join(folder, 'models.json'), { encoder: entry });
  log(`wrote ${join(folder, 'encoder.onnx')}, ${(bytes.length / 1e6).toFixed(1)} MB`);
}

async function loadParts(assets: string): Promise<EncoderParts> {
  const mean = await loadMeanHead(assets);
  if (!mean.ok) throw new Error(mean.problem.message);
  const head = loadIctHead(SHAPE_MODES);
  const basis = shapeBasis(head, viewFromFront(head), mean.value);
  return { colour: await loadColourNetwork(), basis, mean: mean.value };
}

interface FittedProjection {
  readonly projection: LinearProjection;
  readonly shrinkage: number;
  readonly thresholds: Readonly<Record<string, number | null>>;
  readonly heldOut: {
    readonly people: number;
    readonly impostorTrials: number;
    readonly genuineTrials: number;
    readonly eer: number;
  };
  readonly people: number;
  readonly photographs: number;
}

/** Chooses the shrinkage and sets the thresholds on people that the projection never saw. */
function fitProjection(
  photos: readonly PhotoFeatures[],
  log: (line: string) => void,
): FittedProjection {
  const people = [...new Set(photos.map(({ person }) => person))];
  const kept = new Set(people.filter((_, i) => i % HELD_OUT === 0));
  const heldOut = photos.filter(({ person }) => kept.has(person));
  const samples = photos
    .filter(({ person }) => !kept.has(person))
    .flatMap(({ person, clean, degraded }): LabelledFeature[] => [
      { person, feature: clean },
      { person, feature: degraded },
    ]);
  const tried = SHRINKAGES.map((shrinkage) => {
    const projection = fitDiscriminant(samples, COLOUR_OUTPUTS, shrinkage);
    const metrics = crossQualityMetrics(heldOut, projection);
    const level = FAR_LEVELS.map((far) => `${far}: ${(100 * metrics.frr[far]).toFixed(2)} %`);
    log(
      `shrinkage ${shrinkage}: held-out EER ${(100 * metrics.eer).toFixed(2)} %, FRR ${level.join(', ')}`,
    );
    return { shrinkage, projection, metrics };
  });
  const best = tried.reduce((a, b) => (b.metrics.frr['1e-3'] < a.metrics.frr['1e-3'] ? b : a));
  return {
    projection: best.projection,
    shrinkage: best.shrinkage,
    thresholds: best.metrics.threshold,
    heldOut: {
      people: kept.size,
      impostorTrials: best.metrics.impostor,
      genuineTrials: best.metrics.genuine,
      eer: best.metrics.eer,
    },
    people: people.length - kept.size,
    photographs: samples.length / 2,
  };
}

/** A clean photograph against every degraded one: enrolled well, seen small. */
function crossQualityMetrics(photos: readonly PhotoFeatures[], projection: LinearProjection) {
  const clean = photos.map((photo) => project(photo.clean, projection));
  const degraded = photos.map((photo) => project(photo.degraded, projection));
  const genuine: number[] = [];
  const impostor: number[] = [];
  photos.forEach((a, i) => {
    photos.forEach((b, j) => {
      // The same photograph at two sizes is no second look at a person.
      if (i === j) return;
      const x = clean[i];
      const y = degraded[j];
      if (x === undefined || y === undefined) return;
      const distance = Math.sqrt(x.reduce((sum, v, k) => sum + (v - (y[k] ?? 0)) ** 2, 0));
      (a.person === b.person ? genuine : impostor).push(distance);
    });
  });
  return verificationMetrics(genuine, impostor);
}

function project(feature: Float32Array, { mean, weights }: LinearProjection): Float32Array {
  const out = new Float32Array(weights.columns);
  for (let i = 0; i < feature.length; i++) {
    const x = (feature[i] ?? 0) - (mean[i] ?? 0);
    for (let j = 0; j < out.length; j++) out[j] = (out[j] ?? 0) + x * weights.get(i, j);
  }
  const norm = Math.hypot(...out) || 1;
  return out.map((x) => x / norm);
}

function card(fitted: FittedProjection, bytes: Uint8Array) {
  const threshold = fitted.thresholds[DEFAULT_FAR];
  if (threshold === null || threshold === undefined) {
    throw new Error(`Too few people are held out to set a threshold at FAR ${DEFAULT_FAR}.`);
  }
  return {
    name: 'fused',
    version: '1',
    input: 'float32 1×4×112×112; see electron/engine/vision/fusion.ts, the one definition',
    output: 'float32 1×128 of unit length, compared by Euclidean distance',
    branches: {
      colour: {
        outputs: COLOUR_OUTPUTS,
        network: 'MobileFaceNet-like, 512-D, pretrained, not changed',
        origin: COLOUR_SOURCE.specifier,
        file: COLOUR_SOURCE.file,
        licence: COLOUR_SOURCE.licence,
        projection: `linear discriminant, shrinkage ${fitted.shrinkage}, fitted on ${fitted.photographs} LFW photographs of ${fitted.people} people, each also at Kinect size`,
      },
      shape: {
        outputs: SHAPE_OUTPUTS,
        network: `robust ridge fit of ${SHAPE_MODES} ICT-FaceKit identity modes to the frontal relief, unrolled`,
        origin: 'ICT-FaceKit, USC Institute for Creative Technologies',
        licence: 'MIT',
        share: SHAPE_SHARE,
      },
    },
    thresholds: {
      default: Number(threshold.toFixed(4)),
      derivation: `FAR ${DEFAULT_FAR} of one comparison among ${fitted.heldOut.people} LFW people never used for the fit, by colour alone (LFW has no depth): ${fitted.heldOut.impostorTrials} impostor trials, ${fitted.heldOut.genuineTrials} genuine, EER ${(100 * fitted.heldOut.eer).toFixed(2)} %`,
      byFar: fitted.thresholds,
    },
    evaluation: 'npm run depthlock -- evaluate DATASET',
    command: 'npx tsx training/encoder/main.ts',
    sha256: sha256(bytes),
  };
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

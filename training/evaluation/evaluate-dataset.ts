import type { Hint, StageTimes } from '../../electron/contract/observation.ts';
import type { FaceEmbedding } from '../../electron/contract/face-embedding.ts';
import type { RgbdFrame, Spectrum } from '../../electron/contract/frame.ts';
import type { Comparison, SpectrumMeans } from '../../electron/contract/identity.ts';
import { fail, succeed, type Result } from '../../electron/contract/problem.ts';
import type { FolderDataset } from '../../electron/engine/exchange/dataset/folder-dataset.ts';
import { centred } from '../../electron/engine/identity/matching.ts';
import { facesCamera } from '../../electron/contract/head-pose.ts';
import { encoderName } from '../../electron/engine/vision/encode/encoder-info.ts';
import type { Vision } from '../../electron/engine/vision/pipeline.ts';
import { newStream } from '../../electron/engine/vision/stream.ts';
import {
  partsOf,
  shotName,
  type EmbeddedShot,
} from '../../electron/analysis/trials/embedded-shot.ts';
import { evaluateShots, type EvaluationFigures, type GivenThreshold } from './evaluate-shots.ts';
import { quantile } from '../../electron/base/quantile.ts';
import {
  presentationFigures,
  type JudgedAttack,
  type JudgedShot,
  type PresentationFigures,
} from './metrics/attack-figures.ts';
import type { Interval } from '../../electron/contract/rate.ts';
import { estimateRate } from '../../electron/analysis/metrics/rate-estimate.ts';

/** Output of `depthlock evaluate --json`. */
export interface EvaluationReport extends EvaluationFigures {
  readonly dataset: string;
  readonly encoder: string;
  readonly comparison: Comparison;
  readonly people: number;
  /** Of the people themselves; no attack counts in any figure but `presentations`. */
  readonly shots: number;
  readonly failedToAcquire: {
    readonly count: number;
    readonly rate: number;
    readonly interval: Interval;
    readonly reasons: Readonly<Record<string, number>>;
    /** `person/shot` of each, so that a failure can be inspected. */
    readonly shots: readonly string[];
  };
  /** What liveness said of the people's probes, and what it and the thresholds that ship let through of attacks. */
  readonly presentations: PresentationFigures;
  /** Frame to embedding, milliseconds, detection included: shots are unrelated, so nothing is tracked. */
  readonly latencyMs: {
    readonly p50: number;
    readonly p95: number;
    /** Median of every stage. */
    readonly stages: StageTimes;
  };
}

/** A dataset after the pipeline. */
export interface EvaluatedDataset {
  readonly report: EvaluationReport;
  readonly shots: readonly EmbeddedShot[];
}

interface Failure {
  readonly reason: string;
  readonly shot: string;
}

/**
 * Runs every shot through the live pipeline, scores both protocols, and judges liveness on the people's probes and the
 * attacks. The first unreadable shot is the problem, and a dataset without infrared where that is asked for.
 *
 * @param comparison `infrared` sees all shots in infrared; `infrared-to-colour` sees them in infrared, and in colour
 *   where they are references, and centres both by the encoder's means, which must be there
 */
export async function evaluateDataset(
  dataset: FolderDataset,
  vision: Vision,
  thresholds: readonly GivenThreshold[],
  onProgress: (done: number, total: number) => void,
  comparison: Comparison = 'colour',
): Promise<Result<EvaluatedDataset>> {
  const means = comparison === 'infrared-to-colour' ? vision.encoder.means?.people : undefined;
  const spectrum = comparison === 'colour' ? 'colour' : 'infrared';
  const total = dataset.shots.length + dataset.attacks.length;
  const shots: JudgedShot[] = [];
  const failures: Failure[] = [];
  const times: StageTimes[] = [];
  let withInfrared = 0;
  for (const shot of dataset.shots) {
    const read = await dataset.read(shot);
    if (!read.ok) return read;
    if (read.value.infrared !== undefined) withInfrared++;
    const look = await lookAt(read.value, vision, spectrum, means);
    times.push(look.times);
    if (look.seen.embedding === null) {
      const reason = look.hint === 'nobody' ? 'no face found' : look.hint;
      failures.push({ reason, shot: shotName(shot) });
    }
    shots.push({ ...shot, ...look.seen });
    onProgress(shots.length, total);
  }
  if (spectrum === 'infrared' && withInfrared === 0) {
    return fail(
      'dataset-unreadable',
      `The dataset “${dataset.name}” holds no infrared, so nobody can be seen in it. Each shot needs a picture SHOT.ir.png of 16 bits beside its colour and depth.`,
    );
  }
  const attacks: JudgedAttack[] = [];
  for (const attack of dataset.attacks) {
    const read = await dataset.read(attack);
    if (!read.ok) return read;
    const { seen } = await lookAt(read.value, vision, spectrum, means);
    attacks.push({ ...attack, role: 'probe', ...seen });
    onProgress(shots.length + attacks.length, total);
  }
  const report = {
    dataset: dataset.name,
    encoder: encoderName(vision.encoder),
    comparison,
    people: dataset.people,
    shots: shots.length,
    failedToAcquire: describeFailures(failures, shots),
    latencyMs: describeLatency(times),
    ...evaluateShots(shots, {
      thresholds,
      // Its draws enrol shots by what they are as probes.
      ...(means === undefined ? {} : { mostEnrolled: 0 }),
    }),
    presentations: presentationFigures(
      shots,
      attacks,
      thresholds,
      vision.encoder.shape === undefined ? {} : { shape: vision.encoder.shape },
    ),
  };
  return succeed({ report, shots });
}

interface Look {
  /** All of a shot but what the dataset says of it. */
  readonly seen: Omit<JudgedShot, 'person' | 'shot' | 'role'>;
  readonly hint: Hint;
  readonly times: StageTimes;
}

/** One frame as if no other had been seen; with `means`, in infrared, and in colour for a reference. */
async function lookAt(
  frame: RgbdFrame,
  vision: Vision,
  spectrum: Spectrum,
  means: SpectrumMeans | undefined,
): Promise<Look> {
  const look = (seen: Spectrum) =>
    vision.process(frame, { embed: true, stream: newStream(), spectrum: seen });
  const { observation, embedding } = await look(spectrum);
  const isFace = observation.kind === 'face';
  const seen = {
    ...partsOf(embedding),
    shape: embedding?.shape ?? null,
    facesCamera: isFace && facesCamera(observation.pose),
    liveness: isFace ? observation.liveness : null,
  };
  return {
    seen: means === undefined ? seen : centredLook(seen, (await look('colour')).embedding, means),
    hint: observation.hint,
    times: observation.times,
  };
}

/** A look in infrared that is a reference in colour, each without what is common to its spectrum. */
function centredLook(
  seen: Look['seen'],
  inColour: FaceEmbedding | null,
  means: SpectrumMeans,
): Look['seen'] {
  const { embedding } = seen;
  return {
    ...seen,
    embedding: embedding === null ? null : centred(embedding, means.infrared),
    reference: inColour === null ? null : centred(inColour.vector, means.colour),
  };
}

function describeFailures(
  failures: readonly Failure[],
  shots: readonly EmbeddedShot[],
): EvaluationReport['failedToAcquire'] {
  const { rate, interval } = estimateRate(failures.length, shots.length);
  return {
    count: failures.length,
    rate,
    interval,
    reasons: countBy(failures.map(({ reason }) => reason)),
    shots: failures.map(({ shot }) => shot),
  };
}

function describeLatency(times: readonly StageTimes[]): EvaluationReport['latencyMs'] {
  const at = (stage: keyof StageTimes, share: number) =>
    quantile(
      times.map((own) => own[stage]),
      share,
    );
  return {
    p50: at('total', 0.5),
    p95: at('total', 0.95),
    stages: {
      detect: at('detect', 0.5),
      landmarks: at('landmarks', 0.5),
      pose: at('pose', 0.5),
      fuse: at('fuse', 0.5),
      embed: at('embed', 0.5),
      liveness: at('liveness', 0.5),
      total: at('total', 0.5),
    },
  };
}

function countBy(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

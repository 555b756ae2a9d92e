import type { StageTimes } from '../../electron/contract/observation.ts';
import type { FaceEmbedding } from '../../electron/contract/face-embedding.ts';
import type { Spectrum } from '../../electron/contract/frame.ts';
import type { Comparison, SpectrumMeans } from '../../electron/contract/identity.ts';
import { fail, succeed, type Result } from '../../electron/contract/problem.ts';
import type { FolderDataset } from '../../electron/engine/exchange/dataset/folder-dataset.ts';
import { centred } from '../../electron/engine/identity/matching.ts';
import { facesCamera } from '../../electron/engine/identity/usable-frame.ts';
import { encoderName } from '../../electron/engine/vision/encode/encoder-info.ts';
import type { Vision } from '../../electron/engine/vision/pipeline.ts';
import { newStream } from '../../electron/engine/vision/stream.ts';
import { partsOf, shotName, type EmbeddedShot } from './embedded-shot.ts';
import { evaluateShots, type EvaluationFigures, type GivenThreshold } from './evaluate-shots.ts';
import { quantile } from '../../electron/base/quantile.ts';
import { estimateRate, type Interval } from './metrics/rate-estimate.ts';

/** Output of `depthlock evaluate --json`. */
export interface EvaluationReport extends EvaluationFigures {
  readonly dataset: string;
  readonly encoder: string;
  readonly comparison: Comparison;
  readonly people: number;
  readonly shots: number;
  readonly failedToAcquire: {
    readonly count: number;
    readonly rate: number;
    readonly interval: Interval;
    readonly reasons: Readonly<Record<string, number>>;
    /** `person/shot` of each, so that a failure can be inspected. */
    readonly shots: readonly string[];
  };
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
 * Runs every shot through the live pipeline and scores both protocols. The first unreadable shot is the problem, and a
 * dataset without infrared where that is asked for.
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
  const shots: EmbeddedShot[] = [];
  const failures: Failure[] = [];
  const times: StageTimes[] = [];
  let withInfrared = 0;
  for (const shot of dataset.shots) {
    const read = await dataset.read(shot);
    if (!read.ok) return read;
    const frame = read.value;
    if (frame.infrared !== undefined) withInfrared++;
    const look = (seen: Spectrum) =>
      vision.process(frame, { embed: true, stream: newStream(), spectrum: seen });
    const { observation, embedding } = await look(spectrum);
    times.push(observation.times);
    const seen = {
      ...shot,
      ...partsOf(embedding),
      facesCamera: observation.kind === 'face' && facesCamera(observation.pose),
    };
    const embedded =
      means === undefined ? seen : centredShot(seen, (await look('colour')).embedding, means);
    if (embedding === null) {
      const reason = observation.hint === 'nobody' ? 'no face found' : observation.hint;
      failures.push({ reason, shot: shotName(embedded) });
    }
    shots.push(embedded);
    onProgress(shots.length, dataset.shots.length);
  }
  if (spectrum === 'infrared' && withInfrared === 0) {
    return fail(
      'dataset-unreadable',
      `The dataset “${dataset.name}” holds no infrared, so nobody can be seen in it. Each shot needs a picture SHOT.ir.png of 16 bits beside its colour and depth.`,
    );
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
  };
  return succeed({ report, shots });
}

/** A look in infrared that is a reference in colour, each without what is common to its spectrum. */
function centredShot(
  shot: EmbeddedShot,
  inColour: FaceEmbedding | null,
  means: SpectrumMeans,
): EmbeddedShot {
  const { embedding } = shot;
  return {
    ...shot,
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

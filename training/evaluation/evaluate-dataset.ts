import type { StageTimes } from '../../electron/contract/observation.ts';
import { succeed, type Result } from '../../electron/contract/problem.ts';
import type { FolderDataset } from '../../electron/engine/exchange/dataset/folder-dataset.ts';
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

/** Runs every shot through the live pipeline and scores both protocols. The first unreadable shot is the problem. */
export async function evaluateDataset(
  dataset: FolderDataset,
  vision: Vision,
  thresholds: readonly GivenThreshold[],
  onProgress: (done: number, total: number) => void,
): Promise<Result<EvaluatedDataset>> {
  const shots: EmbeddedShot[] = [];
  const failures: Failure[] = [];
  const times: StageTimes[] = [];
  for (const shot of dataset.shots) {
    const frame = await dataset.read(shot);
    if (!frame.ok) return frame;
    const { observation, embedding } = await vision.process(frame.value, {
      embed: true,
      stream: newStream(),
    });
    times.push(observation.times);
    const embedded = { ...shot, ...partsOf(embedding) };
    if (embedding === null) {
      const reason = observation.hint === 'nobody' ? 'no face found' : observation.hint;
      failures.push({ reason, shot: shotName(embedded) });
    }
    shots.push(embedded);
    onProgress(shots.length, dataset.shots.length);
  }
  const report = {
    dataset: dataset.name,
    encoder: encoderName(vision.encoder),
    people: dataset.people,
    shots: shots.length,
    failedToAcquire: describeFailures(failures, shots),
    latencyMs: describeLatency(times),
    ...evaluateShots(shots, { thresholds }),
  };
  return succeed({ report, shots });
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

import type { FolderDataset } from '../../electron/engine/recording/folder-dataset.ts';
import type { Vision } from '../../electron/engine/vision/pipeline.ts';
import { succeed, type Result } from '../../electron/contract/problem.ts';
import { galleryProtocol, leaveOneOutProtocol, type EmbeddedShot } from './protocols.ts';
import { quantile } from './quantile.ts';
import type { VerificationMetrics } from './verification-metrics.ts';

/** What `depthlock evaluate --json` prints. */
export interface EvaluationReport {
  readonly dataset: string;
  readonly encoder: string;
  readonly people: number;
  readonly shots: number;
  readonly failedToAcquire: {
    readonly count: number;
    readonly reasons: Readonly<Record<string, number>>;
    /** `person/shot` of each, so that a failure can be looked at. */
    readonly shots: readonly string[];
  };
  readonly gallery: VerificationMetrics;
  readonly leaveOneOut: VerificationMetrics;
  /** Frame to embedding, milliseconds, detection included: shots are unrelated, so nothing is tracked. */
  readonly latencyMs: { readonly p50: number; readonly p95: number };
}

/** Runs every shot through the live pipeline and scores both protocols. The first unreadable shot is the problem. */
export async function evaluateDataset(
  dataset: FolderDataset,
  vision: Vision,
  onProgress: (done: number, total: number) => void,
): Promise<Result<EvaluationReport>> {
  const embedded: EmbeddedShot[] = [];
  const failures: { readonly reason: string; readonly shot: string }[] = [];
  const latencies: number[] = [];
  for (const shot of dataset.shots) {
    const frame = await dataset.read(shot);
    if (!frame.ok) return frame;
    vision.reset();
    const { observation, embedding } = await vision.process(frame.value, { embed: true });
    latencies.push(observation.times.total);
    if (embedding === null) {
      const reason = observation.hint === 'nobody' ? 'no face found' : observation.hint;
      failures.push({ reason, shot: `${shot.person}/${shot.shot}` });
    }
    embedded.push({ ...shot, embedding });
    onProgress(embedded.length, dataset.shots.length);
  }
  return succeed({
    dataset: dataset.name,
    encoder: `${vision.encoder.name} ${vision.encoder.version}`,
    people: dataset.people,
    shots: dataset.shots.length,
    failedToAcquire: {
      count: failures.length,
      reasons: countBy(failures.map(({ reason }) => reason)),
      shots: failures.map(({ shot }) => shot),
    },
    gallery: galleryProtocol(embedded),
    leaveOneOut: leaveOneOutProtocol(embedded),
    latencyMs: { p50: quantile(latencies, 0.5), p95: quantile(latencies, 0.95) },
  });
}

function countBy(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

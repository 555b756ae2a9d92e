import type { EmbeddedShot } from './embedded-shot.ts';
import type { DistanceName } from '../metrics/embedding-distances.ts';
import { compareAll, splitTrials, type TrialTable } from './trial-table.ts';
import { sortedMetrics, type VerificationMetrics } from '../metrics/verification-metrics.ts';

export type { EmbeddedShot } from './embedded-shot.ts';

/** Every probe against every person's gallery shots. */
export function galleryTrials(
  shots: readonly EmbeddedShot[],
  distance: DistanceName = 'euclidean',
): TrialTable {
  const gallery = shots.filter(({ role }) => role === 'gallery');
  const probes = shots.filter(({ role }) => role === 'probe');
  return compareAll(probes, gallery, distance);
}

/** Every shot, gallery or probe, against every person's other shots. */
export function leaveOneOutTrials(
  shots: readonly EmbeddedShot[],
  distance: DistanceName = 'euclidean',
): TrialTable {
  return compareAll(shots, shots, distance);
}

/** Error rates of `galleryTrials`. Failures to acquire are trials that are never accepted. */
export function galleryProtocol(shots: readonly EmbeddedShot[]): VerificationMetrics {
  const { genuine, impostor } = splitTrials(galleryTrials(shots));
  return sortedMetrics(genuine, impostor);
}

/** Error rates of `leaveOneOutTrials`. */
export function leaveOneOutProtocol(shots: readonly EmbeddedShot[]): VerificationMetrics {
  const { genuine, impostor } = splitTrials(leaveOneOutTrials(shots));
  return sortedMetrics(genuine, impostor);
}

import { distance } from '../../electron/engine/identity/matching.ts';
import { verificationMetrics, type VerificationMetrics } from './verification-metrics.ts';

/** One shot of a dataset after the pipeline; `embedding` null when no face could be acquired. */
export interface EmbeddedShot {
  readonly person: string;
  readonly shot: string;
  readonly role: 'gallery' | 'probe';
  readonly embedding: Float32Array | null;
}

/**
 * Every probe against every person: the distance to a person is the smallest over that person's gallery shots.
 * Failures to acquire are trials that are never accepted.
 */
export function galleryProtocol(shots: readonly EmbeddedShot[]): VerificationMetrics {
  const gallery = shots.filter((shot) => shot.role === 'gallery');
  const probes = shots.filter((shot) => shot.role === 'probe');
  return runTrials(probes, peopleOf(gallery), () => true);
}

/** Every shot against every person's other shots. */
export function leaveOneOutProtocol(shots: readonly EmbeddedShot[]): VerificationMetrics {
  return runTrials(shots, peopleOf(shots), (probe, reference) => probe !== reference);
}

type People = ReadonlyMap<string, readonly EmbeddedShot[]>;

function peopleOf(shots: readonly EmbeddedShot[]): People {
  const people = new Map<string, EmbeddedShot[]>();
  for (const shot of shots) {
    const own = people.get(shot.person);
    if (own === undefined) people.set(shot.person, [shot]);
    else own.push(shot);
  }
  return people;
}

function runTrials(
  probes: readonly EmbeddedShot[],
  people: People,
  mayCompare: (probe: EmbeddedShot, reference: EmbeddedShot) => boolean,
): VerificationMetrics {
  const genuine: number[] = [];
  const impostor: number[] = [];
  for (const probe of probes) {
    for (const [person, shots] of people) {
      const references = shots.filter((reference) => mayCompare(probe, reference));
      if (references.length === 0) continue;
      (person === probe.person ? genuine : impostor).push(smallestDistance(probe, references));
    }
  }
  return verificationMetrics(genuine, impostor);
}

function smallestDistance(probe: EmbeddedShot, references: readonly EmbeddedShot[]): number {
  let smallest = Infinity;
  if (probe.embedding === null) return smallest;
  for (const { embedding } of references) {
    if (embedding !== null) smallest = Math.min(smallest, distance(probe.embedding, embedding));
  }
  return smallest;
}

import { shotName, type EmbeddedShot } from '../../../electron/analysis/trials/embedded-shot.ts';
import type { DistanceName } from '../../../electron/analysis/metrics/embedding-distances.ts';
import {
  compareAll,
  forEachTrial,
  type TrialTable,
} from '../../../electron/analysis/trials/trial-table.ts';

/** One trial by name, for somebody who wants to see the pictures. */
export interface NamedTrial {
  /** `person/shot` of the probe. */
  readonly probe: string;
  /** `person/shot` of the nearest reference. */
  readonly reference: string;
  readonly distance: number;
}

export interface WorstTrials {
  /**
   * Trials of the same person with the largest distances, the worst first; failures to acquire have none and are not
   * listed.
   */
  readonly falseRejects: readonly NamedTrial[];
  /** Impostor trials with the smallest distances, the worst first. */
  readonly falseAccepts: readonly NamedTrial[];
}

interface Candidate {
  readonly probe: number;
  readonly claimed: number;
  readonly distance: number;
}

/**
 * The `most` worst errors of each kind at a threshold.
 * @param references shots that the table's distances were measured to
 */
export function worstTrials(
  table: TrialTable,
  references: readonly EmbeddedShot[],
  threshold: number,
  distance: DistanceName,
  most = 20,
): WorstTrials {
  const rejects: Candidate[] = [];
  const accepts: Candidate[] = [];
  forEachTrial(table, (found, owner, claimed, probe) => {
    const isAccepted = found <= threshold;
    if (found === Infinity || isAccepted === (owner === claimed)) return;
    (isAccepted ? accepts : rejects).push({ probe, claimed, distance: found });
  });
  // Leave-one-out finds a pair from both of its ends.
  const isFirst = ({ probe, reference }: NamedTrial, i: number, all: readonly NamedTrial[]) =>
    !all.slice(0, i).some((other) => other.probe === reference && other.reference === probe);
  const nameAll = (candidates: readonly Candidate[]) =>
    candidates
      .slice(0, 2 * most)
      .flatMap((candidate) => named(table, references, candidate, distance))
      .filter(isFirst)
      .slice(0, most);
  return {
    falseRejects: nameAll(rejects.sort((a, b) => b.distance - a.distance)),
    falseAccepts: nameAll(accepts.sort((a, b) => a.distance - b.distance)),
  };
}

/** Finds the nearest reference itself; the table keeps only its distance. */
function named(
  table: TrialTable,
  references: readonly EmbeddedShot[],
  { probe, claimed, distance }: Candidate,
  name: DistanceName,
): NamedTrial[] {
  const shot = table.probes[probe];
  if (shot === undefined) return [];
  const person = table.people[claimed];
  const own = references.filter((reference) => reference.person === person && reference !== shot);
  const gaps = own.map((reference) => compareAll([shot], [reference], name).distances[0] ?? NaN);
  const nearest = own[gaps.indexOf(Math.min(...gaps))];
  return nearest === undefined
    ? []
    : [{ probe: shotName(shot), reference: shotName(nearest), distance }];
}

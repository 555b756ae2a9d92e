import { isUsable, referenceOf, type EmbeddedShot } from './embedded-shot.ts';
import {
  forEachDistanceRow,
  packEmbeddings,
  type DistanceName,
} from '../metrics/embedding-distances.ts';

/**
 * All trials of one protocol: every probe against every person, by the smallest distance to that person's
 * references. A probe is never compared with itself.
 */
export interface TrialTable {
  readonly probes: readonly EmbeddedShot[];
  /** Everybody in the trials; those with references come first and own the columns. */
  readonly people: readonly string[];
  readonly columns: number;
  /** Index into `people` of each probe. */
  readonly owners: Int32Array;
  /**
   * Probes × columns. Infinity: nothing to compare, a trial that is never accepted; NaN: no trial, because the person
   * has no reference besides the probe itself.
   */
  readonly distances: Float64Array;
}

export function compareAll(
  probes: readonly EmbeddedShot[],
  references: readonly EmbeddedShot[],
  distance: DistanceName,
): TrialTable {
  const enrolled = [...new Set(references.map(({ person }) => person))];
  const people = [...new Set([...enrolled, ...probes.map(({ person }) => person)])];
  const indexOf = new Map(people.map((person, index) => [person, index]));
  const owners = Int32Array.from(probes, ({ person }) => indexOf.get(person) ?? -1);
  const columns = enrolled.length;
  const distances = new Float64Array(probes.length * columns).fill(Infinity);
  const table = { probes, people, columns, owners, distances };
  fillSmallest(table, references, indexOf, distance);
  markMissingTrials(table, references);
  return table;
}

function fillSmallest(
  { probes, columns, distances }: TrialTable,
  references: readonly EmbeddedShot[],
  indexOf: ReadonlyMap<string, number>,
  distance: DistanceName,
): void {
  const usableProbes = usable(probes);
  const usableReferences = usable(references, referenceOf);
  const referenceOwners = Int32Array.from(
    usableReferences,
    ({ shot }) => indexOf.get(shot.person) ?? -1,
  );
  const placeOf = new Map(usableReferences.map(({ shot }, place) => [shot, place]));
  const packed = packEmbeddings(usableReferences);
  const rows = packEmbeddings(usableProbes);
  forEachDistanceRow(rows, packed, distance, (row, found) => {
    const probe = usableProbes[row];
    if (probe === undefined) return;
    const itself = placeOf.get(probe.shot);
    if (itself !== undefined) found[itself] = Infinity;
    const start = probe.index * columns;
    for (let reference = 0; reference < found.length; reference++) {
      const cell = start + (referenceOwners[reference] ?? 0);
      const candidate = found[reference] ?? Infinity;
      if (candidate < (distances[cell] ?? Infinity)) distances[cell] = candidate;
    }
  });
}

interface UsableShot {
  readonly shot: EmbeddedShot;
  readonly index: number;
  readonly embedding: Float32Array;
  readonly handicap: number;
}

function usable(
  shots: readonly EmbeddedShot[],
  pick: (shot: EmbeddedShot) => Float32Array | null = ({ embedding }) => embedding,
): UsableShot[] {
  return shots.flatMap((shot, index) => {
    const embedding = pick(shot);
    return isUsable(embedding) ? [{ shot, index, embedding, handicap: shot.handicap ?? 0 }] : [];
  });
}

/** A person whose only reference is the probe itself cannot be tried with it. */
function markMissingTrials(
  { probes, columns, owners, distances }: TrialTable,
  references: readonly EmbeddedShot[],
): void {
  const counts = new Map<string, number>();
  for (const { person } of references) counts.set(person, (counts.get(person) ?? 0) + 1);
  const all = new Set(references);
  probes.forEach((probe, index) => {
    const owner = owners[index] ?? -1;
    const isOnlyReference = counts.get(probe.person) === 1 && all.has(probe);
    if (isOnlyReference && owner < columns) distances[index * columns + owner] = NaN;
  });
}

/** The same table restricted to selected trials, by the probe's person and the claimed one. */
export function selectTrials(
  table: TrialTable,
  isWanted: (looking: string, claimed: string) => boolean,
): TrialTable {
  const distances = table.distances.slice();
  forEachTrial(table, (_, owner, claimed, probe) => {
    const [looking = '', enrolled = ''] = [table.people[owner], table.people[claimed]];
    if (!isWanted(looking, enrolled)) distances[probe * table.columns + claimed] = NaN;
  });
  return { ...table, distances };
}

/** Calls `handle` for every trial, with plain arguments, because there may be millions. */
export function forEachTrial(
  { probes, columns, owners, distances }: TrialTable,
  handle: (distance: number, owner: number, claimed: number, probe: number) => void,
): void {
  for (let probe = 0; probe < probes.length; probe++) {
    const owner = owners[probe] ?? -1;
    for (let claimed = 0; claimed < columns; claimed++) {
      const distance = distances[probe * columns + claimed] ?? NaN;
      if (!Number.isNaN(distance)) handle(distance, owner, claimed, probe);
    }
  }
}

export interface SplitTrials {
  /** Distances of trials of the same person, ascending. */
  readonly genuine: Float64Array;
  /** Distances of trials of different people, ascending. */
  readonly impostor: Float64Array;
}

export function splitTrials(table: TrialTable): SplitTrials {
  const genuine = new Float64Array(table.probes.length);
  const impostor = new Float64Array(table.distances.length);
  let [same, other] = [0, 0];
  forEachTrial(table, (distance, owner, claimed) => {
    if (owner === claimed) genuine[same++] = distance;
    else impostor[other++] = distance;
  });
  return {
    genuine: genuine.slice(0, same).sort(),
    impostor: impostor.slice(0, other).sort(),
  };
}

/** The same people and columns with a subset of the probes. */
export function selectProbes(
  table: TrialTable,
  isWanted: (probe: EmbeddedShot) => boolean,
): TrialTable {
  const { columns } = table;
  const rows = table.probes.flatMap((probe, index) => (isWanted(probe) ? [index] : []));
  const distances = new Float64Array(rows.length * columns);
  rows.forEach((row, index) => {
    distances.set(table.distances.subarray(row * columns, (row + 1) * columns), index * columns);
  });
  return {
    ...table,
    probes: table.probes.filter(isWanted),
    owners: Int32Array.from(rows, (row) => table.owners[row] ?? -1),
    distances,
  };
}
